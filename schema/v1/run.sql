CREATE OR REPLACE VIEW v1.run AS
SELECT
    r.run_id,
    r.source,
    r.day,
    r.kind,
    r.dag_run_id,
    r.started_at,
    r.ended_at,
    r.verdict,
    r.reason,
    r.discovered,
    r.loaded,
    r.revised,
    r.unchanged,
    r.duplicate_url,
    r.out_of_scope,
    r.gone,
    r.blocked,
    r.robots_denied,
    r.soft_error,
    r.fetch_failed,
    r.parse_failed,
    r.rejected,
    r.deferred,
    r.looked_at,
    r.candidates,
    r.expected,
    r.least,
    r.listed_by,
    r.requests
FROM briefwire.run AS r;

COMMENT ON VIEW v1.run IS 'Runs: one publication day of one source each. discovered is the sum of the outcome columns once ended_at is set.';
COMMENT ON COLUMN v1.run.run_id IS 'Id of the run.';
COMMENT ON COLUMN v1.run.source IS 'Name of the source.';
COMMENT ON COLUMN v1.run.day IS 'Publication day, in the source''s zone.';
COMMENT ON COLUMN v1.run.kind IS 'Why it ran: scheduled, backfill, manual, watch or revisit; in rows of the first edition also ingest.';
COMMENT ON COLUMN v1.run.dag_run_id IS 'Airflow''s id of the run that started it; NULL when started by hand.';
COMMENT ON COLUMN v1.run.started_at IS 'When the crawl began.';
COMMENT ON COLUMN v1.run.ended_at IS 'When the ledger closed; NULL while the run is open.';
COMMENT ON COLUMN v1.run.verdict IS
'ok, empty, short, imbalanced, blocked, layout_changed, listing_moved, unreachable, crashed or over_budget; NULL while open.';
COMMENT ON COLUMN v1.run.reason IS 'The verdict in words.';
COMMENT ON COLUMN v1.run.discovered IS 'Distinct addresses that the crawl found.';
COMMENT ON COLUMN v1.run.loaded IS 'Pages not known before.';
COMMENT ON COLUMN v1.run.revised IS 'Known pages whose title or body changed.';
COMMENT ON COLUMN v1.run.unchanged IS 'Known pages, nothing new.';
COMMENT ON COLUMN v1.run.duplicate_url IS 'Further addresses of a page that the run already ended.';
COMMENT ON COLUMN v1.run.out_of_scope IS 'No candidate by address, or no foreign ministry speaks in it.';
COMMENT ON COLUMN v1.run.gone IS 'Status 404 or 410.';
COMMENT ON COLUMN v1.run.blocked IS 'Refused, or a challenge page.';
COMMENT ON COLUMN v1.run.robots_denied IS 'robots.txt forbids it or cannot be read.';
COMMENT ON COLUMN v1.run.soft_error IS 'Status 200, yet an error, consent or maintenance page.';
COMMENT ON COLUMN v1.run.fetch_failed IS 'Network error, time-out, 5xx after retries, refused redirect or address.';
COMMENT ON COLUMN v1.run.parse_failed IS 'Articles whose layout the parser does not know.';
COMMENT ON COLUMN v1.run.rejected IS 'Read, but not an article.';
COMMENT ON COLUMN v1.run.deferred IS 'Not reached, or read but not published by this run.';
COMMENT ON COLUMN v1.run.looked_at IS 'The instant that the run took as now when it looked at the site.';
COMMENT ON COLUMN v1.run.candidates IS 'Distinct addresses that the candidate rule let in; NULL while the run is open.';
COMMENT ON COLUMN v1.run.expected IS 'Candidates that such a day usually has, from the source''s own history; NULL when it was too short to tell.';
COMMENT ON COLUMN v1.run.least IS 'The least number of candidates that was taken for good; NULL when the run came to no judgement of it.';
COMMENT ON COLUMN v1.run.listed_by IS 'The discovery method whose listing was read to its end; NULL when none was.';
COMMENT ON COLUMN v1.run.requests IS 'Requests sent: robots.txt, listings, redirects and retries included.';
