INSERT INTO briefwire.exchange AS standing (
    exchange_id, article_id, briefing_id, position, asker, asker_outlet, outlet_known, question_start, question_end, answer_start,
    answer_end, about
)
SELECT
    n.exchange_id,
    n.article_id,
    n.briefing_id,
    n.position,
    n.asker,
    n.asker_outlet,
    n.outlet_known,
    n.question_start,
    n.question_end,
    n.answer_start,
    n.answer_end,
    n.about
FROM
    jsonb_to_recordset(%(exchanges)s::jsonb)
        AS n (
            exchange_id uuid, article_id uuid, briefing_id uuid, position integer, asker text, asker_outlet text, outlet_known boolean,
            question_start integer, question_end integer, answer_start integer, answer_end integer, about text[]
        )
ON CONFLICT (exchange_id) DO UPDATE
    SET
        briefing_id = excluded.briefing_id,
        asker = excluded.asker,
        asker_outlet = excluded.asker_outlet,
        outlet_known = excluded.outlet_known,
        question_start = excluded.question_start,
        question_end = excluded.question_end,
        answer_start = excluded.answer_start,
        answer_end = excluded.answer_end,
        about = excluded.about
    WHERE standing IS DISTINCT FROM excluded;
