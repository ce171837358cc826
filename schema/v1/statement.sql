-- Texts are not stored twice: each is a substring of the article's body, withheld where the body is. Of an article that has changed
-- since it was read, offsets would point at other words.
CREATE OR REPLACE VIEW v1.statement AS
SELECT
    t.statement_id,
    t.article_id,
    t.briefing_id,
    t.exchange_id,
    t.start_offset,
    t.end_offset,
    CASE
        WHEN
            h.content_digest = a.content_digest
            AND (s.text_licence = 'open' OR pg_catalog.pg_has_role(current_user, 'briefwire_analyst', 'USAGE'))
            THEN substring(a.body, t.start_offset + 1, t.end_offset - t.start_offset)
    END AS text,
    t.kind,
    t.speaker,
    t.speaker_name,
    t.speaker_role,
    t.ministry,
    t.cue,
    t.act,
    t.about,
    (SELECT coalesce(array_agg(k.k ORDER BY k.k), '{}') FROM jsonb_object_keys(t.topics) AS k (k)) AS topics,
    t.utterance_id,
    t.day,
    t.ministry_voice,
    t.act_grade,
    CASE
        WHEN s.text_licence = 'open' OR pg_catalog.pg_has_role(current_user, 'briefwire_analyst', 'USAGE') THEN t.act_words
    END AS act_words,
    t.about_actors,
    t.topics AS topic_phrases,
    t.exchange_by,
    t.in_office,
    t.speaker_known,
    t.person,
    t.rule,
    h.day_rule
FROM briefwire.statement AS t
INNER JOIN briefwire.heard AS h ON t.article_id = h.article_id
INNER JOIN briefwire.article AS a ON t.article_id = a.article_id
INNER JOIN briefwire.source AS s ON a.source = s.source;

COMMENT ON VIEW v1.statement IS
'Attributed spans of articles in scope, whoever speaks (ministry_voice says whether a ministry does); on a ministry''s own page the paragraphs of what it says. '
'substring(body, start_offset + 1, end_offset - start_offset) of the article is the text.';
COMMENT ON COLUMN v1.statement.statement_id IS 'Computed from article, place and kind: the same in every database.';
COMMENT ON COLUMN v1.statement.article_id IS 'The article.';
COMMENT ON COLUMN v1.statement.briefing_id IS 'The briefing it was made in; NULL for words of others than one ministry.';
COMMENT ON COLUMN v1.statement.exchange_id IS 'The exchange of the ministry''s own page that it is an answer in; NULL when none is known.';
COMMENT ON COLUMN v1.statement.start_offset IS 'Where it starts: 0-based, in characters of body.';
COMMENT ON COLUMN v1.statement.end_offset IS 'Where it ends: the first character behind it.';
COMMENT ON COLUMN v1.statement.text IS
'Its words; NULL where the source''s text is licensed and the reader is no analyst, and while a revision of the article waits to be read.';
COMMENT ON COLUMN v1.statement.kind IS 'direct: the speaker''s words; indirect: the reporter''s; mixed: the reporter''s with a quoted fragment inside.';
COMMENT ON COLUMN v1.statement.speaker IS 'Who speaks, in the article''s words; a pronoun is resolved to the nearest name or title before it.';
COMMENT ON COLUMN v1.statement.speaker_name IS
'The speaker''s canonical name; as the article has it where the registry does not know it; NULL for an institution and where nobody is named.';
COMMENT ON COLUMN v1.statement.speaker_role IS 'The speaker''s office in the ministry: spokesperson, minister, ministry (the institution itself) and so on.';
COMMENT ON COLUMN v1.statement.ministry IS 'The ministry that speaks: ISO 3166 alpha-2; NULL for others and for several that speak as one.';
COMMENT ON COLUMN v1.statement.cue IS 'The verb or phrase that reports.';
COMMENT ON COLUMN v1.statement.act IS 'What is done in it: condemns, welcomes, rejects, urges, warns and so on; NULL for plain words.';
COMMENT ON COLUMN v1.statement.about IS 'Countries that it is about, ISO 3166 alpha-2.';
COMMENT ON COLUMN v1.statement.topics IS 'Its topics.';
COMMENT ON COLUMN v1.statement.utterance_id IS 'The utterance it attests: v1.utterance. NULL where ministry is.';
COMMENT ON COLUMN v1.statement.day IS 'The day on which it was said: of the ministry''s page, or as the report tells it.';
COMMENT ON COLUMN v1.statement.ministry_voice IS 'Whether a foreign ministry speaks.';
COMMENT ON COLUMN v1.statement.act_grade IS 'From -3, hostile, to 3, warm.';
COMMENT ON COLUMN v1.statement.act_words IS 'The words that say so; withheld as text is.';
COMMENT ON COLUMN v1.statement.about_actors IS 'Organisations, courts, armed groups and movements that it is about.';
COMMENT ON COLUMN v1.statement.topic_phrases IS 'Its topics, each with the phrases that it rests on.';
COMMENT ON COLUMN v1.statement.exchange_by IS
'How the exchange is known. transcript: it stands there; words: it says the same words as the answer; asker: its article is by or credited to the outlet that '
'asked, and both are about the same; about: that exchange alone is about what it is about.';
COMMENT ON COLUMN v1.statement.in_office IS 'Whether the speaker held the office on that day; NULL when unknown.';
COMMENT ON COLUMN v1.statement.speaker_known IS 'False: a name that the registry does not hold: v1.unknown_speaker.';
COMMENT ON COLUMN v1.statement.person IS 'The speaker''s id in the registry.';
COMMENT ON COLUMN v1.statement.rule IS 'The rule that found it.';
COMMENT ON COLUMN v1.statement.day_rule IS
'What day rests on: transcript, weekday (named in the report''s opening), dateline, published (day of publication in the source''s zone), or day before (that of '
'a report published before nine in the morning there, which carries words of the day before).';

CREATE OR REPLACE VIEW v1.briefing AS
SELECT
    b.briefing_id,
    b.ministry,
    b.day,
    b.setting,
    b.spokesperson,
    b.transcript_article_id,
    (SELECT count(*) FROM briefwire.exchange AS e WHERE e.briefing_id = b.briefing_id) AS exchanges,
    (SELECT count(*) FROM briefwire.statement AS t WHERE t.briefing_id = b.briefing_id) AS statements,
    (SELECT count(DISTINCT t.article_id) FROM briefwire.statement AS t WHERE t.briefing_id = b.briefing_id) AS articles
FROM briefwire.briefing AS b;

COMMENT ON VIEW v1.briefing IS 'A ministry''s words of one day in one setting: its own page and the outlets'' reports meet here.';
COMMENT ON COLUMN v1.briefing.briefing_id IS 'Computed from ministry, day and setting: the same in every database.';
COMMENT ON COLUMN v1.briefing.ministry IS 'Country of the ministry, ISO 3166 alpha-2.';
COMMENT ON COLUMN v1.briefing.day IS 'The day on which the words were said.';
COMMENT ON COLUMN v1.briefing.setting IS
'regular briefing, written answers, remarks, readout or statement. Reports that tell none count to the regular briefing of the day, else as a statement.';
COMMENT ON COLUMN v1.briefing.spokesperson IS 'Who spoke: by the ministry''s page, else the person whom most statements name; NULL when nobody is named.';
COMMENT ON COLUMN v1.briefing.transcript_article_id IS 'The ministry''s own page, the first of several; NULL when none is held.';
COMMENT ON COLUMN v1.briefing.exchanges IS 'How many questions and answers are held.';
COMMENT ON COLUMN v1.briefing.statements IS 'How many statements are held, of all articles.';
COMMENT ON COLUMN v1.briefing.articles IS 'How many articles hold them.';

CREATE OR REPLACE VIEW v1.exchange AS
SELECT
    e.exchange_id,
    e.briefing_id,
    e.position,
    e.asker,
    e.asker_outlet,
    CASE
        WHEN
            h.content_digest = a.content_digest
            AND (s.text_licence = 'open' OR pg_catalog.pg_has_role(current_user, 'briefwire_analyst', 'USAGE'))
            THEN substring(a.body, e.question_start + 1, e.question_end - e.question_start)
    END AS question,
    CASE
        WHEN
            h.content_digest = a.content_digest
            AND (s.text_licence = 'open' OR pg_catalog.pg_has_role(current_user, 'briefwire_analyst', 'USAGE'))
            THEN substring(a.body, e.answer_start + 1, e.answer_end - e.answer_start)
    END AS answer,
    e.article_id,
    e.outlet_known,
    e.about,
    e.question_start,
    e.question_end,
    e.answer_start,
    e.answer_end
FROM briefwire.exchange AS e
INNER JOIN briefwire.heard AS h ON e.article_id = h.article_id
INNER JOIN briefwire.article AS a ON e.article_id = a.article_id
INNER JOIN briefwire.source AS s ON a.source = s.source;

COMMENT ON VIEW v1.exchange IS 'Questions and answers on the ministries'' own pages. Offsets are 0-based, half-open, in characters of body.';
COMMENT ON COLUMN v1.exchange.exchange_id IS 'Computed from page and position: the same in every database.';
COMMENT ON COLUMN v1.exchange.briefing_id IS 'The briefing.';
COMMENT ON COLUMN v1.exchange.position IS 'Counted from 1 on its page.';
COMMENT ON COLUMN v1.exchange.asker IS 'Who asks, as printed; NULL when nobody is named.';
COMMENT ON COLUMN v1.exchange.asker_outlet IS 'The asker''s outlet: its canonical name when outlet_known, else as printed.';
COMMENT ON COLUMN v1.exchange.question IS 'The question; NULL for words said unasked, and where text is withheld.';
COMMENT ON COLUMN v1.exchange.answer IS 'The answer; empty when nobody answers, NULL where text is withheld.';
COMMENT ON COLUMN v1.exchange.article_id IS 'The ministry''s page.';
COMMENT ON COLUMN v1.exchange.outlet_known IS 'Whether the table of outlets holds the asker''s.';
COMMENT ON COLUMN v1.exchange.about IS 'Countries (ISO 3166 alpha-2) and actors that question and answer are about.';
COMMENT ON COLUMN v1.exchange.question_start IS 'Where the question starts.';
COMMENT ON COLUMN v1.exchange.question_end IS 'Where it ends.';
COMMENT ON COLUMN v1.exchange.answer_start IS 'Where the answer starts.';
COMMENT ON COLUMN v1.exchange.answer_end IS 'Where it ends.';

CREATE OR REPLACE VIEW v1.utterance AS
SELECT
    u.utterance_id,
    u.founder_id AS statement_id,
    u.ministry,
    u.day,
    u.first_at,
    u.size
FROM briefwire.utterance AS u;

COMMENT ON VIEW v1.utterance IS 'The same words of one ministry and day, quoted by one article or by many.';
COMMENT ON COLUMN v1.utterance.utterance_id IS 'Computed from its first statement: the same in every database and in any order of loading.';
COMMENT ON COLUMN v1.utterance.statement_id IS 'Its first statement, by time of publication.';
COMMENT ON COLUMN v1.utterance.ministry IS 'Country of the ministry, ISO 3166 alpha-2.';
COMMENT ON COLUMN v1.utterance.day IS 'The day on which it was said.';
COMMENT ON COLUMN v1.utterance.first_at IS
'When the article of its first statement came out: time of publication, else noon (UTC) of the dateline''s day, else when it was first seen.';
COMMENT ON COLUMN v1.utterance.size IS 'How many statements attest it.';

CREATE OR REPLACE VIEW v1.carriage AS
SELECT
    t.utterance_id,
    t.statement_id,
    t.article_id,
    a.source,
    a.published_at,
    CASE WHEN t.statement_id <> u.founder_id THEN a.published_at - o.published_at END AS lag,
    t.verbatim_share,
    a.agency AS credit,
    t.kept_share,
    t.statement_id = u.founder_id AS is_first,
    s.kind AS source_kind,
    a.url
FROM briefwire.statement AS t
INNER JOIN briefwire.utterance AS u ON t.utterance_id = u.utterance_id
INNER JOIN briefwire.statement AS f ON u.founder_id = f.statement_id
INNER JOIN briefwire.article AS o ON f.article_id = o.article_id
INNER JOIN briefwire.article AS a ON t.article_id = a.article_id
INNER JOIN briefwire.source AS s ON a.source = s.source;

COMMENT ON VIEW v1.carriage IS 'Who carried each utterance: one row for each statement that attests it, the first one included.';
COMMENT ON COLUMN v1.carriage.utterance_id IS 'The utterance.';
COMMENT ON COLUMN v1.carriage.statement_id IS 'The statement.';
COMMENT ON COLUMN v1.carriage.article_id IS 'Its article.';
COMMENT ON COLUMN v1.carriage.source IS 'Name of the source.';
COMMENT ON COLUMN v1.carriage.published_at IS 'When the site says the article was published; NULL when it does not say.';
COMMENT ON COLUMN v1.carriage.lag IS 'Time of publication less that of the first attestation; NULL for that one, and unless both are known.';
COMMENT ON COLUMN v1.carriage.verbatim_share IS
'Share of its three-word sequences that stand in the first attestation, 0 to 1; two that share only by way of a third have a low one.';
COMMENT ON COLUMN v1.carriage.credit IS 'Agency credited by the article; several are joined by a slash.';
COMMENT ON COLUMN v1.carriage.kept_share IS 'Share of the three-word sequences of the first attestation that stand in it: the rest was dropped.';
COMMENT ON COLUMN v1.carriage.is_first IS 'Whether it is the first attestation.';
COMMENT ON COLUMN v1.carriage.source_kind IS 'outlet, or ministry for the ministry''s own page.';
COMMENT ON COLUMN v1.carriage.url IS 'Address of the article.';

CREATE OR REPLACE VIEW v1.unknown_speaker AS
SELECT
    t.ministry,
    t.speaker_name,
    t.speaker_role,
    count(*) AS statements,
    count(DISTINCT t.article_id) AS articles,
    min(t.day) AS first_day,
    max(t.day) AS last_day,
    (array_agg(t.article_id ORDER BY t.day, t.article_id))[1] AS first_article_id
FROM briefwire.statement AS t
WHERE t.ministry_voice AND NOT t.speaker_known
GROUP BY t.ministry, t.speaker_name, t.speaker_role;

COMMENT ON VIEW v1.unknown_speaker IS 'Names that speak for ministries and that the registry does not hold: for a person to review.';
COMMENT ON COLUMN v1.unknown_speaker.ministry IS 'Country of the ministry, ISO 3166 alpha-2; NULL when not clear.';
COMMENT ON COLUMN v1.unknown_speaker.speaker_name IS 'The name, as printed.';
COMMENT ON COLUMN v1.unknown_speaker.speaker_role IS 'The office, as printed before or behind it.';
COMMENT ON COLUMN v1.unknown_speaker.statements IS 'How many statements.';
COMMENT ON COLUMN v1.unknown_speaker.articles IS 'How many articles.';
COMMENT ON COLUMN v1.unknown_speaker.first_day IS 'First day on which it speaks.';
COMMENT ON COLUMN v1.unknown_speaker.last_day IS 'Last one.';
COMMENT ON COLUMN v1.unknown_speaker.first_article_id IS 'An article to begin with.';

-- One row for each question and each article that carried the answer; a question nobody carried has one row with NULLs.
CREATE OR REPLACE VIEW v1.asked_and_carried AS
SELECT
    b.ministry,
    b.day,
    b.setting,
    b.spokesperson,
    e.position,
    e.asker,
    e.asker_outlet,
    e.question,
    e.answer,
    carried.source,
    carried.published_at,
    carried.published_at - p.published_at AS lag,
    carried.credit,
    carried.statements,
    carried.carried_by,
    carried.credit_parts @> ARRAY[e.asker_outlet] AS by_asker,
    carried.url,
    e.exchange_id,
    b.briefing_id,
    e.article_id AS transcript_article_id,
    carried.article_id
FROM v1.exchange AS e
INNER JOIN briefwire.briefing AS b ON e.briefing_id = b.briefing_id
INNER JOIN briefwire.article AS p ON e.article_id = p.article_id
LEFT JOIN LATERAL (
    SELECT
        t.article_id,
        a.source,
        a.published_at,
        a.agency AS credit,
        a.url,
        count(*) AS statements,
        array_agg(DISTINCT t.exchange_by ORDER BY t.exchange_by) AS carried_by,
        coalesce(string_to_array(a.agency, '/'), '{}')
        || (SELECT array_agg(g.agency) FROM briefwire.agency AS g WHERE g.source = a.source) AS credit_parts
    FROM briefwire.statement AS t
    INNER JOIN briefwire.article AS a ON t.article_id = a.article_id
    WHERE t.exchange_id = e.exchange_id AND t.article_id <> e.article_id
    GROUP BY t.article_id, a.source, a.published_at, a.agency, a.url
) AS carried ON TRUE
WHERE e.question_start IS NOT NULL;

COMMENT ON VIEW v1.asked_and_carried IS
'The chain from question to print: which outlet asked, what the ministry answered, who carried the answer. A question nobody carried stands once, with NULLs.';
COMMENT ON COLUMN v1.asked_and_carried.ministry IS 'Country of the ministry, ISO 3166 alpha-2.';
COMMENT ON COLUMN v1.asked_and_carried.day IS 'The day.';
COMMENT ON COLUMN v1.asked_and_carried.setting IS 'The setting of the briefing.';
COMMENT ON COLUMN v1.asked_and_carried.spokesperson IS 'Who answered.';
COMMENT ON COLUMN v1.asked_and_carried.position IS 'Place of the question on its page, from 1.';
COMMENT ON COLUMN v1.asked_and_carried.asker IS 'Who asked, as printed.';
COMMENT ON COLUMN v1.asked_and_carried.asker_outlet IS 'The asker''s outlet, by its canonical name where that is known.';
COMMENT ON COLUMN v1.asked_and_carried.question IS 'The question; NULL where text is withheld.';
COMMENT ON COLUMN v1.asked_and_carried.answer IS 'The answer; NULL where text is withheld.';
COMMENT ON COLUMN v1.asked_and_carried.source IS 'The outlet that carried the answer.';
COMMENT ON COLUMN v1.asked_and_carried.published_at IS 'When it did.';
COMMENT ON COLUMN v1.asked_and_carried.lag IS 'Its time of publication less that of the ministry''s page: negative where the outlet was first. NULL unless both are known.';
COMMENT ON COLUMN v1.asked_and_carried.credit IS 'Agency that the article credits.';
COMMENT ON COLUMN v1.asked_and_carried.statements IS 'How many of its statements are from this answer.';
COMMENT ON COLUMN v1.asked_and_carried.carried_by IS 'How that is known: see v1.statement.exchange_by; words is the surest, about the weakest.';
COMMENT ON COLUMN v1.asked_and_carried.by_asker IS 'Whether the article is by the outlet that asked, or credits it.';
COMMENT ON COLUMN v1.asked_and_carried.url IS 'Address of the article.';
COMMENT ON COLUMN v1.asked_and_carried.exchange_id IS 'The exchange.';
COMMENT ON COLUMN v1.asked_and_carried.briefing_id IS 'The briefing.';
COMMENT ON COLUMN v1.asked_and_carried.transcript_article_id IS 'The ministry''s page.';
COMMENT ON COLUMN v1.asked_and_carried.article_id IS 'The article that carried it.';
