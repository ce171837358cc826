-- Publishing is one at a time per source: articles never cross sources, and each publication computes from what the one before left.
SELECT pg_advisory_xact_lock(hashtextextended('briefwire publish ' || r.source, 0))
FROM briefwire.run AS r
WHERE r.run_id = %(run_id)s;
