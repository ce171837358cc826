INSERT INTO briefwire.statement AS standing (
    statement_id, article_id, start_offset, end_offset, kind, rule, cue, speaker, speaker_name, person, speaker_role, in_office,
    speaker_known, ministry_voice, ministry, day, setting, act, act_grade, act_words, about, about_actors, topics, briefing_id,
    exchange_id, exchange_by, utterance_id, verbatim_share, kept_share
)
SELECT
    n.statement_id,
    n.article_id,
    n.start_offset,
    n.end_offset,
    n.kind,
    n.rule,
    n.cue,
    n.speaker,
    n.speaker_name,
    n.person,
    n.speaker_role,
    n.in_office,
    n.speaker_known,
    n.ministry_voice,
    n.ministry,
    n.day,
    n.setting,
    n.act,
    n.act_grade,
    n.act_words,
    n.about,
    n.about_actors,
    n.topics,
    n.briefing_id,
    n.exchange_id,
    n.exchange_by,
    n.utterance_id,
    n.verbatim_share,
    n.kept_share
FROM
    jsonb_to_recordset(%(statements)s::jsonb)
        AS n (
            statement_id uuid, article_id uuid, start_offset integer, end_offset integer, kind text, rule text, cue text, speaker text,
            speaker_name text, person text, speaker_role text, in_office boolean, speaker_known boolean, ministry_voice boolean,
            ministry text, day date, setting text, act text, act_grade smallint, act_words text, about text[], about_actors text[],
            topics jsonb, briefing_id uuid, exchange_id uuid, exchange_by text, utterance_id uuid, verbatim_share double precision,
            kept_share double precision
        )
ON CONFLICT (statement_id) DO UPDATE
    SET
        rule = excluded.rule,
        cue = excluded.cue,
        speaker = excluded.speaker,
        speaker_name = excluded.speaker_name,
        person = excluded.person,
        speaker_role = excluded.speaker_role,
        in_office = excluded.in_office,
        speaker_known = excluded.speaker_known,
        ministry_voice = excluded.ministry_voice,
        ministry = excluded.ministry,
        day = excluded.day,
        setting = excluded.setting,
        act = excluded.act,
        act_grade = excluded.act_grade,
        act_words = excluded.act_words,
        about = excluded.about,
        about_actors = excluded.about_actors,
        topics = excluded.topics,
        briefing_id = excluded.briefing_id,
        exchange_id = excluded.exchange_id,
        exchange_by = excluded.exchange_by,
        utterance_id = excluded.utterance_id,
        verbatim_share = excluded.verbatim_share,
        kept_share = excluded.kept_share
    WHERE standing IS DISTINCT FROM excluded;
