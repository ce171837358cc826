-- Statements as years of collecting would leave them: the days of those that stand are moved back by weeks and their ministries changed about,
-- each copy a briefing and an utterance of its own; the articles stay, so that texts are fetched from as many pages as there are.
SET LOCAL session_replication_role = replica;
CREATE TEMPORARY TABLE wanted ON COMMIT DROP AS
SELECT
    t.*,
    c.number,
    md5(t.statement_id::text || c.number)::uuid AS new_statement,
    md5(t.utterance_id::text || c.number)::uuid AS new_utterance,
    md5(t.briefing_id::text || c.number)::uuid AS new_briefing,
    (ARRAY['CN', 'PK', 'IN', 'IR', 'RU', 'US', 'GB', 'TR', 'SA', 'AF'])[1 + (((hashtext(t.ministry) & 15) + c.number) %% 10)::integer] AS new_ministry,
    t.day - 7 * (c.number %% 330)::integer AS new_day
FROM (SELECT s.*, u.first_at, u.size, u.founder_id FROM briefwire.statement AS s INNER JOIN briefwire.utterance AS u ON s.utterance_id = u.utterance_id) AS t
CROSS JOIN generate_series(1, %(statements)s / (SELECT greatest(1, count(*)) FROM briefwire.statement AS n WHERE n.ministry IS NOT NULL)) AS c (number);
INSERT INTO briefwire.briefing (briefing_id, ministry, day, setting)
SELECT DISTINCT ON (w.new_ministry, w.new_day) w.new_briefing, w.new_ministry, w.new_day, 'statement'
FROM wanted AS w
ORDER BY w.new_ministry, w.new_day, w.new_briefing
ON CONFLICT DO NOTHING;
INSERT INTO briefwire.utterance (utterance_id, founder_id, ministry, day, first_at, size)
SELECT DISTINCT ON (w.new_utterance) w.new_utterance, md5(w.founder_id::text || w.number)::uuid, w.new_ministry, w.new_day, w.first_at, w.size
FROM wanted AS w
ORDER BY w.new_utterance
ON CONFLICT DO NOTHING;
INSERT INTO briefwire.statement
SELECT
    w.new_statement, w.article_id, w.start_offset, w.end_offset, w.kind, w.rule, w.cue, w.speaker, w.speaker_name, w.person, w.speaker_role, w.in_office,
    w.speaker_known, w.ministry_voice, w.new_ministry, w.new_day, w.setting, w.act, w.act_grade, w.act_words, w.about, w.about_actors, w.topics, b.briefing_id,
    NULL, NULL, w.new_utterance, w.verbatim_share, w.kept_share
FROM wanted AS w
INNER JOIN briefwire.briefing AS b ON w.new_ministry = b.ministry AND w.new_day = b.day AND b.setting = 'statement'
ON CONFLICT DO NOTHING;
