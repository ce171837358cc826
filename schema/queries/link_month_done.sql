INSERT INTO briefwire.fingerprint_month (month, sig_version)
VALUES (%(month)s, %(sig_version)s)
ON CONFLICT (month) DO UPDATE
    SET sig_version = excluded.sig_version;
