-- A run that kept no measure of its own is measured by its ledger, as far as that tells.
-- `discovered` is the figure of the crawl's own ledger, the columns are counted from the rows: run_balances compares the two.
UPDATE briefwire.run AS r
SET
    ended_at = %(ended_at)s,
    verdict = %(verdict)s,
    reason = %(reason)s,
    published = %(published)s,
    discovered = coalesce((SELECT s.discovered FROM briefwire.staged_run AS s WHERE s.run_id = %(run_id)s), 0),
    loaded = c.loaded,
    revised = c.revised,
    unchanged = c.unchanged,
    duplicate_url = c.duplicate_url,
    out_of_scope = c.out_of_scope,
    gone = c.gone,
    blocked = c.blocked,
    robots_denied = c.robots_denied,
    soft_error = c.soft_error,
    fetch_failed = c.fetch_failed,
    parse_failed = c.parse_failed,
    rejected = c.rejected,
    deferred = c.deferred,
    looked_at = coalesce(r.looked_at, r.started_at),
    candidates = coalesce(r.candidates, c.candidates)
FROM (
    SELECT
        count(*) FILTER (WHERE o.outcome = 'loaded') AS loaded,
        count(*) FILTER (WHERE o.outcome = 'revised') AS revised,
        count(*) FILTER (WHERE o.outcome = 'unchanged') AS unchanged,
        count(*) FILTER (WHERE o.outcome = 'duplicate_url') AS duplicate_url,
        count(*) FILTER (WHERE o.outcome = 'out_of_scope') AS out_of_scope,
        count(*) FILTER (WHERE o.outcome = 'gone') AS gone,
        count(*) FILTER (WHERE o.outcome = 'blocked') AS blocked,
        count(*) FILTER (WHERE o.outcome = 'robots_denied') AS robots_denied,
        count(*) FILTER (WHERE o.outcome = 'soft_error') AS soft_error,
        count(*) FILTER (WHERE o.outcome = 'fetch_failed') AS fetch_failed,
        count(*) FILTER (WHERE o.outcome = 'parse_failed') AS parse_failed,
        count(*) FILTER (WHERE o.outcome = 'rejected') AS rejected,
        count(*) FILTER (WHERE o.outcome = 'deferred') AS deferred,
        count(*) FILTER (
            WHERE o.outcome <> 'duplicate_url' AND (o.outcome <> 'out_of_scope' OR coalesce(o.reason, '') NOT LIKE 'candidate rule:%%')
        ) AS candidates
    FROM briefwire.outcome AS o
    WHERE o.run_id = %(run_id)s
) AS c
WHERE r.run_id = %(run_id)s;
