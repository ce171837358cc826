INSERT INTO briefwire.family_member AS standing (article_id, family_id, role, founds)
SELECT
    n.article_id,
    n.family_id,
    n.role,
    n.founds
FROM jsonb_to_recordset(%(members)s::jsonb) AS n (article_id uuid, family_id uuid, role text, founds uuid)
ON CONFLICT (article_id) DO UPDATE
    SET family_id = excluded.family_id, role = excluded.role
    WHERE (standing.family_id, standing.role) IS DISTINCT FROM (excluded.family_id, excluded.role);
