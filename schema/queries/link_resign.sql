-- New fingerprints for articles that were linked by another version. Their relations are still those of before: by rule 0 they stay due.
UPDATE briefwire.signature AS s
SET fingerprints = n.fingerprints::bigint[], sig_version = %(sig_version)s, rule_version = 0
FROM unnest(%(articles)s::uuid[], %(fingerprints)s::text[]) AS n (article_id, fingerprints)
WHERE s.article_id = n.article_id
RETURNING s.article_id, s.number, s.day;
