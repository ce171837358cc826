CREATE OR REPLACE VIEW v1.request AS
SELECT
    q.run_id,
    q.asked_at,
    q.url,
    q.host,
    q.sent,
    q.status,
    q.robots,
    q.robots_digest,
    q.reason
FROM briefwire.request AS q;

COMMENT ON VIEW v1.request IS 'Every request that a run wanted to send, and what robots.txt said to it.';
COMMENT ON COLUMN v1.request.run_id IS 'The run.';
COMMENT ON COLUMN v1.request.asked_at IS 'When it was wanted: sent, or kept from being sent.';
COMMENT ON COLUMN v1.request.url IS 'The address.';
COMMENT ON COLUMN v1.request.host IS 'Its host.';
COMMENT ON COLUMN v1.request.sent IS 'Whether it left: false for what robots.txt, the budget or a shut host kept back.';
COMMENT ON COLUMN v1.request.status IS 'HTTP status of the answer; NULL when none came.';
COMMENT ON COLUMN v1.request.robots IS 'allowed, forbidden, no rules, unreachable, or exempt (robots.txt itself).';
COMMENT ON COLUMN v1.request.robots_digest IS 'sha256:<hex> of the robots.txt that was judged by; NULL when there was none to read. See v1.robots.';
COMMENT ON COLUMN v1.request.reason IS 'Why it was not sent or not answered, in a few stable words.';
