CREATE OR REPLACE VIEW v1.outcome AS
SELECT
    o.run_id,
    o.url,
    o.outcome,
    o.reason,
    o.article_id
FROM briefwire.outcome AS o;

COMMENT ON VIEW v1.outcome IS 'How each discovered address ended in each run, exactly once.';
COMMENT ON COLUMN v1.outcome.run_id IS 'The run.';
COMMENT ON COLUMN v1.outcome.url IS 'Canonical address.';
COMMENT ON COLUMN v1.outcome.outcome IS
'loaded, revised, unchanged, duplicate_url, out_of_scope, gone, blocked, robots_denied, soft_error, fetch_failed, parse_failed, rejected or deferred.';
COMMENT ON COLUMN v1.outcome.reason IS 'Why, in a few stable words.';
COMMENT ON COLUMN v1.outcome.article_id IS 'The article it leads to; NULL where none stands.';
