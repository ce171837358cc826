INSERT INTO briefwire.briefing AS standing (briefing_id, ministry, day, setting, spokesperson, transcript_article_id)
SELECT
    n.briefing_id,
    n.ministry,
    n.day,
    n.setting,
    n.spokesperson,
    n.transcript_article_id
FROM
    jsonb_to_recordset(%(briefings)s::jsonb)
        AS n (briefing_id uuid, ministry text, day date, setting text, spokesperson text, transcript_article_id uuid)
ON CONFLICT (briefing_id) DO UPDATE
    SET spokesperson = excluded.spokesperson, transcript_article_id = excluded.transcript_article_id
    WHERE standing IS DISTINCT FROM excluded;
