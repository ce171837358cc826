-- Statements of other articles, whose place may have changed by what came beside them.
UPDATE briefwire.statement AS s
SET
    briefing_id = n.briefing_id,
    exchange_id = n.exchange_id,
    exchange_by = n.exchange_by,
    utterance_id = n.utterance_id,
    verbatim_share = n.verbatim_share,
    kept_share = n.kept_share
FROM
    jsonb_to_recordset(%(placed)s::jsonb)
        AS n (
            statement_id uuid, briefing_id uuid, exchange_id uuid, exchange_by text, utterance_id uuid, verbatim_share double precision,
            kept_share double precision
        )
WHERE
    s.statement_id = n.statement_id
    AND (s.briefing_id, s.exchange_id, s.exchange_by, s.utterance_id, s.verbatim_share, s.kept_share)
    IS DISTINCT FROM (n.briefing_id, n.exchange_id, n.exchange_by, n.utterance_id, n.verbatim_share, n.kept_share);
