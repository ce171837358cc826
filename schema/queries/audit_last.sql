SELECT
    a.first_day,
    a.last_day,
    a.started_at,
    a.ended_at,
    a.articles,
    a.pairs,
    a.differences
FROM briefwire.family_audit AS a
ORDER BY a.audit_id DESC
LIMIT 1;
