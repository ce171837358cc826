UPDATE briefwire.fingerprint_month AS m
SET sig_version = 0
WHERE m.month IN (SELECT date_trunc('month', d.day)::date AS month FROM unnest(%(days)s::date[]) AS d (day));
