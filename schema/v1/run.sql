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
    r.deferred
FROM briefwire.run AS r;

COMMENT ON VIEW v1.run IS 'Runs: one publication day of one source each. discovered is the sum of the outcome columns once ended_at is set.';
COMMENT ON COLUMN v1.run.run_id IS 'Id of the run.';
COMMENT ON COLUMN v1.run.source IS 'Name of the source.';
COMMENT ON COLUMN v1.run.day IS 'Publication day, in the source''s zone.';
COMMENT ON COLUMN v1.run.kind IS 'Why it ran: ingest, watch, backfill and the like.';
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
