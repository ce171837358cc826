INSERT INTO briefwire.family_passage AS standing (article_id, origin_id, changes, places)
SELECT
    n.article_id,
    n.origin_id,
    n.changes,
    n.places
FROM jsonb_to_recordset(%(passages)s::jsonb) AS n (article_id uuid, origin_id uuid, changes text[], places integer[])
ON CONFLICT (article_id) DO UPDATE
    SET origin_id = excluded.origin_id, changes = excluded.changes, places = excluded.places
    WHERE standing IS DISTINCT FROM excluded;
