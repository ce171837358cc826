-- Some of the articles of a month that another version signed.
SELECT s.article_id
FROM briefwire.signature AS s
WHERE s.day >= %(month)s AND s.day < %(month)s + interval '1 month' AND s.sig_version <> %(sig_version)s
LIMIT %(chunk)s;
