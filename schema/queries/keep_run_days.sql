DELETE FROM briefwire.run_day WHERE run_id = %(run_id)s;

INSERT INTO briefwire.run_day (run_id, source, day, candidates)
SELECT
    r.run_id,
    r.source,
    d.day,
    d.candidates
FROM briefwire.run AS r
CROSS JOIN unnest(%(days)s::date[], %(candidates)s::integer[]) AS d (day, candidates)
WHERE r.run_id = %(run_id)s;
