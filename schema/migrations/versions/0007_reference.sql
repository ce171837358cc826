-- What the program knows by name, for those who read SQL. The program's own tables are the origin: every migration brings these to them.

CREATE TABLE briefwire.subject (
    subject text PRIMARY KEY,
    kind text NOT NULL CHECK (kind IN ('country', 'organisation', 'court', 'armed_group', 'movement')),
    name text NOT NULL,
    country text REFERENCES briefwire.subject (subject) DEFERRABLE INITIALLY DEFERRED
);
COMMENT ON TABLE briefwire.subject IS 'Countries and actors that statements are about.';
COMMENT ON COLUMN briefwire.subject.subject IS 'The code: of a country ISO 3166-1 alpha-2 (and XK), of an actor the program''s own.';
COMMENT ON COLUMN briefwire.subject.kind IS 'country, organisation, court, armed_group or movement.';
COMMENT ON COLUMN briefwire.subject.name IS 'English name: of a country CLDR''s.';
COMMENT ON COLUMN briefwire.subject.country IS 'The country that an actor stands for; NULL for countries and for actors of none.';

CREATE TABLE briefwire.subject_name (
    name text PRIMARY KEY CHECK (name = lower(name)),
    subject text NOT NULL REFERENCES briefwire.subject (subject) ON DELETE CASCADE
);
CREATE INDEX subject_name_subject ON briefwire.subject_name (subject);
COMMENT ON TABLE briefwire.subject_name IS 'Names that one subject alone bears.';
COMMENT ON COLUMN briefwire.subject_name.name IS 'The name, in small letters.';
COMMENT ON COLUMN briefwire.subject_name.subject IS 'Whose it is.';

CREATE TABLE briefwire.person (
    person text PRIMARY KEY,
    name text NOT NULL,
    names text[] NOT NULL
);
COMMENT ON TABLE briefwire.person IS 'Who speaks or spoke for foreign ministries.';
COMMENT ON COLUMN briefwire.person.person IS 'The id, as in statement.person.';
COMMENT ON COLUMN briefwire.person.name IS 'Canonical name.';
COMMENT ON COLUMN briefwire.person.names IS 'All full names, the canonical one first: English, Chinese and Urdu.';

CREATE TABLE briefwire.term (
    person text NOT NULL REFERENCES briefwire.person (person) ON DELETE CASCADE,
    position smallint NOT NULL,
    ministry text NOT NULL CHECK (ministry ~ '^[A-Z]{2}$'),
    role text NOT NULL,
    title text NOT NULL,
    first_day date,
    last_day date,
    evidence text NOT NULL CHECK (evidence = 'unchecked' OR evidence ~ '^https?://'),
    shows text NOT NULL CHECK (shows IN ('nothing', 'office', 'term') AND (shows = 'nothing') = (evidence = 'unchecked')),
    PRIMARY KEY (person, position),
    CHECK (first_day <= last_day)
);
CREATE INDEX term_of_ministry ON briefwire.term (ministry, role);
COMMENT ON TABLE briefwire.term IS 'Terms of office in foreign ministries.';
COMMENT ON COLUMN briefwire.term.person IS 'Who held it.';
COMMENT ON COLUMN briefwire.term.position IS 'Counted from 1 for each person, in the order of the program''s table.';
COMMENT ON COLUMN briefwire.term.ministry IS 'Country of the ministry, ISO 3166 alpha-2.';
COMMENT ON COLUMN briefwire.term.role IS 'The office, as in statement.speaker_role.';
COMMENT ON COLUMN briefwire.term.title IS 'Its title.';
COMMENT ON COLUMN briefwire.term.first_day IS 'First day of the term; NULL where it is not known.';
COMMENT ON COLUMN briefwire.term.last_day IS 'Last day; NULL where it is not known, and while the office is held.';
COMMENT ON COLUMN briefwire.term.evidence IS 'Address of a document that was read, or unchecked.';
COMMENT ON COLUMN briefwire.term.shows IS 'What the evidence shows: nothing (unchecked), the person in the office, or the first or last day of the term as well.';

INSERT INTO briefwire.changelog (entry, changed_on, change) VALUES
(
    7,
    '2026-12-01',
    'New: subject, subject_name, person, term, country_code(name), subject_code(name). what_was_said takes names as well as codes, '
    'in any case, and refuses what it does not know and days that are missing or the wrong way round.'
);
