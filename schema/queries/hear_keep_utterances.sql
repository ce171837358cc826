INSERT INTO briefwire.utterance AS standing (utterance_id, founder_id, ministry, day, first_at, size)
SELECT
    n.utterance_id,
    n.founder_id,
    n.ministry,
    n.day,
    n.first_at,
    n.size
FROM
    jsonb_to_recordset(%(utterances)s::jsonb)
        AS n (utterance_id uuid, founder_id uuid, ministry text, day date, first_at timestamptz, size integer)
ON CONFLICT (utterance_id) DO UPDATE
    SET
        founder_id = excluded.founder_id,
        ministry = excluded.ministry,
        day = excluded.day,
        first_at = excluded.first_at,
        size = excluded.size
    WHERE standing IS DISTINCT FROM excluded;
