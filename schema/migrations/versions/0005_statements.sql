-- What was said: the statements that each article holds, the briefings they were made in, the exchanges of the ministries' own pages, and
-- which statements say the same words. All of it is computed from the articles: an article waits in unheard until it was read as it stands.

CREATE TABLE briefwire.hearing (
    only_row boolean PRIMARY KEY DEFAULT TRUE CHECK (only_row),
    hearing_version integer NOT NULL
);
COMMENT ON TABLE briefwire.hearing IS 'The version by which articles are read for statements: one row. When a program brings another, every article waits again.';
COMMENT ON COLUMN briefwire.hearing.only_row IS 'Always true: keeps the table at one row.';
COMMENT ON COLUMN briefwire.hearing.hearing_version IS 'Version of the rules.';

-- As link_waiting: rows are added in the transaction that changes the article and taken away, by number, by the step that has read them.
CREATE TABLE briefwire.unheard (
    entry bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    article_id uuid NOT NULL,
    day date NOT NULL
);
CREATE INDEX unheard_day ON briefwire.unheard (day, entry);
CREATE INDEX unheard_article ON briefwire.unheard (article_id);
COMMENT ON TABLE briefwire.unheard IS
'Articles that are new, or changed in what statements are read from, since they were read for statements last. One may be here several times.';
COMMENT ON COLUMN briefwire.unheard.entry IS 'Number of the entry.';
COMMENT ON COLUMN briefwire.unheard.article_id IS 'The article.';
COMMENT ON COLUMN briefwire.unheard.day IS 'Its link day (UTC) when it was entered: the oldest are read first.';

CREATE TABLE briefwire.heard (
    article_id uuid PRIMARY KEY REFERENCES briefwire.article (article_id),
    content_digest text NOT NULL,
    in_scope boolean NOT NULL,
    language text,
    agency text,
    at timestamptz NOT NULL,
    local_day date NOT NULL,
    dateline_date date,
    hearing_version integer NOT NULL,
    event_day date,
    day_rule text CHECK (day_rule IN ('transcript', 'weekday', 'dateline', 'published')),
    day_words text,
    ministry text CHECK (ministry ~ '^[A-Z]{2}$'),
    setting text CHECK (setting IN ('regular briefing', 'written answers', 'remarks', 'readout', 'statement')),
    spokesperson text,
    title_words tsvector NOT NULL,
    words tsvector NOT NULL,
    CONSTRAINT heard_day_with_rule CHECK ((event_day IS NULL) = (day_rule IS NULL)),
    CONSTRAINT heard_transcript CHECK ((setting IS NULL) = (ministry IS NULL) AND (setting IS NULL OR event_day IS NOT NULL))
);
CREATE INDEX heard_transcript_of_day ON briefwire.heard (ministry, event_day) WHERE setting IS NOT NULL;
CREATE INDEX heard_title_words ON briefwire.heard USING gin (title_words);
CREATE INDEX heard_words ON briefwire.heard USING gin (words);
COMMENT ON TABLE briefwire.heard IS
'What each article was read by, and what it is: on which day its words were said, whether it is a ministry''s own page. Read when this equals what it is now.';
COMMENT ON COLUMN briefwire.heard.article_id IS 'The article.';
COMMENT ON COLUMN briefwire.heard.content_digest IS 'Digest of title and body, as read: the offsets of its statements are those of this text.';
COMMENT ON COLUMN briefwire.heard.in_scope IS 'Whether a foreign ministry speaks in it, as read.';
COMMENT ON COLUMN briefwire.heard.language IS 'Its language, as read.';
COMMENT ON COLUMN briefwire.heard.agency IS 'Agency credited, as read.';
COMMENT ON COLUMN briefwire.heard.at IS 'Link instant, as read: time of publication, else noon (UTC) of the dateline''s day, else when it was first seen.';
COMMENT ON COLUMN briefwire.heard.local_day IS 'Day of that in the source''s zone.';
COMMENT ON COLUMN briefwire.heard.dateline_date IS 'Day of the dateline, as read.';
COMMENT ON COLUMN briefwire.heard.hearing_version IS 'Version of the rules by which it was read.';
COMMENT ON COLUMN briefwire.heard.event_day IS 'The day on which its words were said; NULL when it holds none.';
COMMENT ON COLUMN briefwire.heard.day_rule IS
'What that rests on: transcript: the ministry''s own page; weekday: named in the opening; dateline; published: the day of publication in the source''s zone.';
COMMENT ON COLUMN briefwire.heard.day_words IS 'The weekday named.';
COMMENT ON COLUMN briefwire.heard.ministry IS 'Of a ministry''s own page: its country, ISO 3166 alpha-2; NULL for reports.';
COMMENT ON COLUMN briefwire.heard.setting IS 'Of a ministry''s own page: its setting; NULL for reports.';
COMMENT ON COLUMN briefwire.heard.spokesperson IS 'Of a ministry''s own page: who speaks there; NULL when it does not say.';
COMMENT ON COLUMN briefwire.heard.title_words IS 'Title for full-text search.';
COMMENT ON COLUMN briefwire.heard.words IS 'Title and body for full-text search.';

CREATE TABLE briefwire.briefing (
    briefing_id uuid PRIMARY KEY,
    ministry text NOT NULL CHECK (ministry ~ '^[A-Z]{2}$'),
    day date NOT NULL,
    setting text NOT NULL CHECK (setting IN ('regular briefing', 'written answers', 'remarks', 'readout', 'statement')),
    spokesperson text,
    transcript_article_id uuid REFERENCES briefwire.heard (article_id),
    CONSTRAINT briefing_key UNIQUE (ministry, day, setting)
);
COMMENT ON TABLE briefwire.briefing IS 'A ministry''s words of one day in one setting: its own page and the outlets'' reports meet here.';
COMMENT ON COLUMN briefwire.briefing.briefing_id IS 'UUID version 5 of ministry, day and setting.';
COMMENT ON COLUMN briefwire.briefing.ministry IS 'Country of the ministry, ISO 3166 alpha-2.';
COMMENT ON COLUMN briefwire.briefing.day IS 'The day on which the words were said.';
COMMENT ON COLUMN briefwire.briefing.setting IS 'regular briefing, written answers, remarks, readout or statement.';
COMMENT ON COLUMN briefwire.briefing.spokesperson IS 'Who spoke: by the ministry''s page, else the person whom most statements name; NULL when nobody is named.';
COMMENT ON COLUMN briefwire.briefing.transcript_article_id IS 'The ministry''s own page, the first of several; NULL when none is held.';

CREATE TABLE briefwire.exchange (
    exchange_id uuid PRIMARY KEY,
    article_id uuid NOT NULL REFERENCES briefwire.heard (article_id),
    briefing_id uuid REFERENCES briefwire.briefing (briefing_id),
    position integer NOT NULL CHECK (position >= 1),
    asker text,
    asker_outlet text,
    outlet_known boolean NOT NULL,
    question_start integer CHECK (question_start >= 0),
    question_end integer,
    answer_start integer NOT NULL CHECK (answer_start >= 0),
    answer_end integer NOT NULL CHECK (answer_end >= answer_start),
    about text[] NOT NULL,
    CONSTRAINT exchange_position UNIQUE (article_id, position),
    CONSTRAINT exchange_question CHECK ((question_start IS NULL) = (question_end IS NULL) AND question_end >= question_start)
);
CREATE INDEX exchange_briefing ON briefwire.exchange (briefing_id);
CREATE INDEX exchange_asker_outlet ON briefwire.exchange (asker_outlet);
COMMENT ON TABLE briefwire.exchange IS 'A question and what the ministry answered, on its own page. Offsets are 0-based, half-open, in characters of body.';
COMMENT ON COLUMN briefwire.exchange.exchange_id IS 'UUID version 5 of page and position.';
COMMENT ON COLUMN briefwire.exchange.article_id IS 'The ministry''s page.';
COMMENT ON COLUMN briefwire.exchange.briefing_id IS 'The briefing.';
COMMENT ON COLUMN briefwire.exchange.position IS 'Counted from 1 on its page.';
COMMENT ON COLUMN briefwire.exchange.asker IS 'Who asks, as printed.';
COMMENT ON COLUMN briefwire.exchange.asker_outlet IS 'The asker''s outlet: its canonical name when outlet_known, else as printed.';
COMMENT ON COLUMN briefwire.exchange.outlet_known IS 'Whether the table of outlets holds it.';
COMMENT ON COLUMN briefwire.exchange.question_start IS 'Where the question starts; NULL for words said unasked.';
COMMENT ON COLUMN briefwire.exchange.question_end IS 'Where it ends.';
COMMENT ON COLUMN briefwire.exchange.answer_start IS 'Where the answer starts.';
COMMENT ON COLUMN briefwire.exchange.answer_end IS 'Where it ends; equal to its start when nobody answers.';
COMMENT ON COLUMN briefwire.exchange.about IS 'Countries (ISO 3166 alpha-2) and actors that question and answer are about.';

CREATE TABLE briefwire.utterance (
    utterance_id uuid PRIMARY KEY,
    founder_id uuid NOT NULL,
    ministry text NOT NULL CHECK (ministry ~ '^[A-Z]{2}$'),
    day date NOT NULL,
    first_at timestamptz NOT NULL,
    size integer NOT NULL CHECK (size >= 1)
);
CREATE INDEX utterance_of_day ON briefwire.utterance (ministry, day);
COMMENT ON TABLE briefwire.utterance IS 'Statements of one ministry and day that say the same words. An utterance of one statement included.';
COMMENT ON COLUMN briefwire.utterance.utterance_id IS 'UUID version 5 of the founder.';
COMMENT ON COLUMN briefwire.utterance.founder_id IS 'Its first statement: by link instant, source and native key of the article, and place.';
COMMENT ON COLUMN briefwire.utterance.ministry IS 'Country of the ministry, ISO 3166 alpha-2.';
COMMENT ON COLUMN briefwire.utterance.day IS 'The day on which it was said.';
COMMENT ON COLUMN briefwire.utterance.first_at IS 'Link instant of the founder''s article.';
COMMENT ON COLUMN briefwire.utterance.size IS 'How many statements attest it.';

CREATE TABLE briefwire.statement (
    statement_id uuid PRIMARY KEY,
    article_id uuid NOT NULL REFERENCES briefwire.heard (article_id),
    start_offset integer NOT NULL CHECK (start_offset >= 0),
    end_offset integer NOT NULL,
    kind text NOT NULL CHECK (kind IN ('direct', 'indirect', 'mixed')),
    rule text NOT NULL,
    cue text,
    speaker text,
    speaker_name text,
    person text,
    speaker_role text,
    in_office boolean,
    speaker_known boolean,
    ministry_voice boolean NOT NULL,
    ministry text CHECK (ministry ~ '^[A-Z]{2}$'),
    day date NOT NULL,
    setting text CHECK (setting IN ('regular briefing', 'written answers', 'remarks', 'readout', 'statement')),
    act text,
    act_grade smallint CHECK (act_grade BETWEEN -3 AND 3),
    act_words text,
    about text[] NOT NULL,
    about_actors text[] NOT NULL,
    topics jsonb NOT NULL,
    briefing_id uuid REFERENCES briefwire.briefing (briefing_id),
    exchange_id uuid REFERENCES briefwire.exchange (exchange_id) DEFERRABLE INITIALLY DEFERRED,
    exchange_by text CHECK (exchange_by IN ('transcript', 'words', 'asker', 'about')),
    utterance_id uuid REFERENCES briefwire.utterance (utterance_id),
    verbatim_share double precision CHECK (verbatim_share BETWEEN 0 AND 1),
    kept_share double precision CHECK (kept_share BETWEEN 0 AND 1),
    CONSTRAINT statement_place CHECK (end_offset > start_offset),
    CONSTRAINT statement_of_ministry CHECK (ministry_voice OR ministry IS NULL),
    CONSTRAINT statement_in_briefing CHECK ((ministry IS NULL) = (briefing_id IS NULL) AND (ministry IS NULL) = (utterance_id IS NULL)),
    CONSTRAINT statement_in_exchange CHECK ((exchange_id IS NULL) = (exchange_by IS NULL))
);
ALTER TABLE briefwire.utterance ADD CONSTRAINT utterance_founder FOREIGN KEY (founder_id) REFERENCES briefwire.statement (statement_id)
DEFERRABLE INITIALLY DEFERRED;
CREATE INDEX utterance_founder ON briefwire.utterance (founder_id);
CREATE INDEX statement_article ON briefwire.statement (article_id, start_offset);
CREATE INDEX statement_ministry_day ON briefwire.statement (ministry, day);
CREATE INDEX statement_day ON briefwire.statement (day) WHERE ministry_voice;
CREATE INDEX statement_about ON briefwire.statement USING gin (about) WHERE ministry_voice;
CREATE INDEX statement_about_actors ON briefwire.statement USING gin (about_actors) WHERE ministry_voice;
CREATE INDEX statement_utterance ON briefwire.statement (utterance_id);
CREATE INDEX statement_briefing ON briefwire.statement (briefing_id);
CREATE INDEX statement_exchange ON briefwire.statement (exchange_id) WHERE exchange_id IS NOT NULL;
COMMENT ON TABLE briefwire.statement IS
'Attributed spans of articles in scope, whoever speaks; on a ministry''s own page the paragraphs of what it says. Offsets are 0-based, half-open, in characters '
'of body: the text itself stands there only.';
COMMENT ON COLUMN briefwire.statement.statement_id IS 'UUID version 5 of article, place and kind.';
COMMENT ON COLUMN briefwire.statement.article_id IS 'The article.';
COMMENT ON COLUMN briefwire.statement.start_offset IS 'Where it starts.';
COMMENT ON COLUMN briefwire.statement.end_offset IS 'Where it ends.';
COMMENT ON COLUMN briefwire.statement.kind IS 'direct: the speaker''s words; indirect: the reporter''s; mixed: the reporter''s with a quoted fragment inside.';
COMMENT ON COLUMN briefwire.statement.rule IS 'The rule that found it.';
COMMENT ON COLUMN briefwire.statement.cue IS 'The verb or phrase that reports.';
COMMENT ON COLUMN briefwire.statement.speaker IS 'Who speaks, in the article''s words; a pronoun is resolved to the nearest name or title before it.';
COMMENT ON COLUMN briefwire.statement.speaker_name IS 'The speaker''s canonical name; as the article has it where the registry does not know it; NULL for an institution.';
COMMENT ON COLUMN briefwire.statement.person IS 'The speaker''s id in the registry.';
COMMENT ON COLUMN briefwire.statement.speaker_role IS 'The speaker''s office in the ministry.';
COMMENT ON COLUMN briefwire.statement.in_office IS 'Whether the office was held on that day; NULL when unknown or nobody is named.';
COMMENT ON COLUMN briefwire.statement.speaker_known IS 'False: a name that the registry does not hold, for a person to review. NULL: no ministry''s voice.';
COMMENT ON COLUMN briefwire.statement.ministry_voice IS 'Whether a foreign ministry speaks.';
COMMENT ON COLUMN briefwire.statement.ministry IS 'Its country, ISO 3166 alpha-2; NULL for several that speak as one.';
COMMENT ON COLUMN briefwire.statement.day IS 'The day on which it was said.';
COMMENT ON COLUMN briefwire.statement.setting IS 'The setting as the article tells it; NULL when it tells none.';
COMMENT ON COLUMN briefwire.statement.act IS 'What is done in it: condemns, welcomes, urges and so on; NULL for plain words.';
COMMENT ON COLUMN briefwire.statement.act_grade IS 'From -3, hostile, to 3, warm.';
COMMENT ON COLUMN briefwire.statement.act_words IS 'The words that say so.';
COMMENT ON COLUMN briefwire.statement.about IS 'Countries that it is about, ISO 3166 alpha-2.';
COMMENT ON COLUMN briefwire.statement.about_actors IS 'Organisations, courts, armed groups and movements that it is about.';
COMMENT ON COLUMN briefwire.statement.topics IS 'Topics, each with the phrases that it rests on.';
COMMENT ON COLUMN briefwire.statement.briefing_id IS 'The briefing it was made in.';
COMMENT ON COLUMN briefwire.statement.exchange_id IS 'The exchange it is an answer in; NULL when none is known.';
COMMENT ON COLUMN briefwire.statement.exchange_by IS
'transcript: it stands there; words: it says the same words as the answer; asker: its article is by or credited to the asker''s outlet, and both are about the '
'same; about: that exchange alone is about what it is about.';
COMMENT ON COLUMN briefwire.statement.utterance_id IS 'The utterance it attests.';
COMMENT ON COLUMN briefwire.statement.verbatim_share IS 'Share of its three-word sequences that stand in the utterance''s first attestation.';
COMMENT ON COLUMN briefwire.statement.kept_share IS 'Share of the three-word sequences of the utterance''s first attestation that stand in it.';

-- Chinese is not spaced, and no dictionary comes with the server: each sign is a word, and a query for several looks for them side by side.
CREATE FUNCTION briefwire.search_words(txt text, lang text) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
    WHEN lang = 'en' THEN to_tsvector('pg_catalog.english'::regconfig, left(txt, 200000))
    ELSE to_tsvector('pg_catalog.simple'::regconfig, regexp_replace(left(txt, 200000), '([一-鿿])', ' \1 ', 'g'))
END;
COMMENT ON FUNCTION briefwire.search_words(text, text) IS 'A text for full-text search: English words by their stems, other languages'' as they stand.';

-- An article waits when it is new, and when anything changes that statements are read from.
CREATE FUNCTION briefwire.await_hearing() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO briefwire.unheard (article_id, day)
        SELECT n.article_id, (briefwire.link_instant(n.published_at, n.dateline_date, n.first_seen_at) AT TIME ZONE 'UTC')::date
        FROM article_now AS n;
    ELSE
        INSERT INTO briefwire.unheard (article_id, day)
        SELECT n.article_id, (briefwire.link_instant(n.published_at, n.dateline_date, n.first_seen_at) AT TIME ZONE 'UTC')::date
        FROM article_now AS n
        INNER JOIN article_before AS b ON n.article_id = b.article_id
        WHERE
            (
                n.content_digest, n.in_scope, n.language, n.agency, n.dateline_date,
                briefwire.link_instant(n.published_at, n.dateline_date, n.first_seen_at)
            ) IS DISTINCT FROM (
                b.content_digest, b.in_scope, b.language, b.agency, b.dateline_date,
                briefwire.link_instant(b.published_at, b.dateline_date, b.first_seen_at)
            );
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER article_awaits_hearing_insert AFTER INSERT ON briefwire.article REFERENCING NEW TABLE AS article_now
FOR EACH STATEMENT EXECUTE FUNCTION briefwire.await_hearing();
CREATE TRIGGER article_awaits_hearing_update AFTER UPDATE ON briefwire.article
REFERENCING OLD TABLE AS article_before NEW TABLE AS article_now
FOR EACH STATEMENT EXECUTE FUNCTION briefwire.await_hearing();

INSERT INTO briefwire.unheard (article_id, day)
SELECT
    p.article_id,
    p.day
FROM briefwire.piece AS p;

INSERT INTO briefwire.changelog (entry, changed_on, change) VALUES
(
    5,
    '2026-11-24',
    'New: briefing, briefing_carriage, exchange, statement, carriage, utterance, asked_and_carried, unknown_speaker, source, '
    'what_was_said(ministry, about, from_day, to_day), search(query, at_most).'
);

REVOKE ALL ON FUNCTION briefwire.await_hearing() FROM public;
REVOKE ALL ON FUNCTION briefwire.search_words(text, text) FROM public;
GRANT EXECUTE ON FUNCTION briefwire.search_words(text, text) TO briefwire_loader;
GRANT SELECT, INSERT, UPDATE ON briefwire.hearing, briefwire.heard TO briefwire_loader;
GRANT SELECT, INSERT, DELETE ON briefwire.unheard TO briefwire_loader;
GRANT SELECT, INSERT, UPDATE, DELETE ON briefwire.briefing, briefwire.exchange, briefwire.statement, briefwire.utterance
TO briefwire_loader;
