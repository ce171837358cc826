INSERT INTO briefwire.family_event (happened_at, event, family_before, family_after, articles)
SELECT
    now() AS happened_at,
    n.event,
    n.family_before,
    n.family_after,
    n.articles
FROM jsonb_to_recordset(%(events)s::jsonb) AS n (event text, family_before uuid, family_after uuid, articles uuid[]);
