-- Statements as years of collecting would leave them. What stands is copied whole, articles with their texts and search words included: each copy some weeks
-- earlier, its ministries changed about, in one outlet after the other, with runs that hold all those days. Texts are fetched from as many pages as there are
-- statements for, and the calendar has as many days to tell of.
SET LOCAL session_replication_role = replica;
SET LOCAL work_mem = '256MB';
CREATE TEMPORARY TABLE copy ON COMMIT DROP AS
SELECT
    c.number,
    7 * (c.number %% 330)::integer AS back,
    (ARRAY['app', 'dawn', 'urdupoint'])[1 + c.number %% 3] AS source
FROM generate_series(1, %(statements)s / (SELECT greatest(1, count(*)) FROM briefwire.statement AS n WHERE n.ministry IS NOT NULL)) AS c (number);
CREATE TEMPORARY TABLE template ON COMMIT DROP AS
SELECT DISTINCT t.article_id FROM briefwire.statement AS t WHERE t.ministry IS NOT NULL;
CREATE FUNCTION pg_temp.copied(id uuid, number bigint) RETURNS uuid LANGUAGE sql IMMUTABLE RETURN md5(id::text || number)::uuid;
CREATE FUNCTION pg_temp.exchanged(ministry text, number bigint) RETURNS text LANGUAGE sql IMMUTABLE
RETURN (ARRAY['CN', 'PK', 'IN', 'IR', 'RU', 'US', 'GB', 'TR', 'SA', 'AF'])[1 + (((hashtext(ministry) & 15) + number) %% 10)::integer];

INSERT INTO briefwire.run (run_id, source, day, kind, started_at, ended_at, looked_at, verdict, published, candidates, expected)
SELECT
    'bench-' || s.source || '-' || g.day::date, s.source, g.day::date, 'scheduled', g.day + interval '1 day', g.day + interval '26 hours',
    g.day + interval '40 days', 'ok', TRUE, 40, 40
FROM briefwire.source AS s
CROSS JOIN generate_series(date '2025-05-20' - 2330, date '2025-05-20', interval '1 day') AS g (day);
DROP INDEX briefwire.heard_words, briefwire.heard_title_words;
INSERT INTO briefwire.article (
    article_id, source, native_key, url, title, body, content_digest, language, in_scope, scope_reason, place, agency, byline, dateline_date, published_at,
    published_at_method, published_at_zone, published_at_confidence, first_seen_at, revision, parser, parser_version, archive_file, archive_offset,
    archive_length, archive_digest, run_id
)
SELECT
    pg_temp.copied(a.article_id, c.number), c.source, a.native_key || '-' || c.number, a.url || '-' || c.number, a.title, a.body, a.content_digest, a.language,
    a.in_scope, a.scope_reason, a.place, a.agency, a.byline, a.dateline_date - c.back, a.published_at - make_interval(days => c.back),
    a.published_at_method, a.published_at_zone, a.published_at_confidence, a.first_seen_at, a.revision, a.parser, a.parser_version, a.archive_file,
    a.archive_offset, a.archive_length, a.archive_digest, a.run_id
FROM briefwire.article AS a
INNER JOIN template AS p ON a.article_id = p.article_id
CROSS JOIN copy AS c;
INSERT INTO briefwire.heard (
    article_id, content_digest, in_scope, language, agency, at, local_day, local_hour, dateline_date, hearing_version, event_day, day_rule, day_words,
    title_words, words
)
SELECT
    pg_temp.copied(h.article_id, c.number), h.content_digest, h.in_scope, h.language, h.agency, h.at - make_interval(days => c.back), h.local_day - c.back,
    h.local_hour, h.dateline_date - c.back, h.hearing_version, h.event_day - c.back, h.day_rule, h.day_words, h.title_words, h.words
FROM briefwire.heard AS h
INNER JOIN template AS p ON h.article_id = p.article_id
CROSS JOIN copy AS c;
CREATE INDEX heard_title_words ON briefwire.heard USING gin (title_words);
CREATE INDEX heard_words ON briefwire.heard USING gin (words);
INSERT INTO briefwire.briefing (briefing_id, ministry, day, setting)
SELECT DISTINCT ON (w.ministry, w.day)
    pg_temp.copied(w.briefing_id, w.number), w.ministry, w.day, 'statement'
FROM (
    SELECT b.briefing_id, c.number, pg_temp.exchanged(b.ministry, c.number) AS ministry, b.day - c.back AS day
    FROM briefwire.briefing AS b
    CROSS JOIN copy AS c
) AS w
ORDER BY w.ministry, w.day, w.briefing_id
ON CONFLICT DO NOTHING;
CREATE TEMPORARY TABLE said ON COMMIT DROP AS SELECT t.* FROM briefwire.statement AS t WHERE t.ministry IS NOT NULL;
INSERT INTO briefwire.utterance (utterance_id, founder_id, ministry, day, first_at, size)
SELECT
    pg_temp.copied(u.utterance_id, c.number), pg_temp.copied(u.founder_id, c.number), pg_temp.exchanged(u.ministry, c.number), u.day - c.back,
    u.first_at - make_interval(days => c.back), u.size
FROM briefwire.utterance AS u
CROSS JOIN copy AS c;
INSERT INTO briefwire.statement
SELECT
    pg_temp.copied(t.statement_id, c.number), pg_temp.copied(t.article_id, c.number), t.start_offset, t.end_offset, t.kind, t.rule, t.cue, t.speaker,
    t.speaker_name, t.person, t.speaker_role, t.in_office, t.speaker_known, t.ministry_voice, b.ministry, b.day, t.setting, t.act, t.act_grade, t.act_words,
    t.about, t.about_actors, t.topics, b.briefing_id, NULL, NULL, pg_temp.copied(t.utterance_id, c.number), t.verbatim_share, t.kept_share
FROM said AS t
CROSS JOIN copy AS c
INNER JOIN briefwire.briefing AS b ON pg_temp.exchanged(t.ministry, c.number) = b.ministry AND t.day - c.back = b.day AND b.setting = 'statement';
