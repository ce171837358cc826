DELETE FROM briefwire.fingerprint AS f
WHERE f.day >= %(month)s AND f.day < %(month)s + interval '1 month';
