CREATE OR REPLACE VIEW v1.person AS
SELECT
    p.person,
    p.name,
    p.names
FROM briefwire.person AS p;

COMMENT ON VIEW v1.person IS 'Who speaks or spoke for foreign ministries, as the program knows them; others stand in v1.unknown_speaker.';
COMMENT ON COLUMN v1.person.person IS 'The id, as in v1.statement.person.';
COMMENT ON COLUMN v1.person.name IS 'Canonical name, as in v1.statement.speaker_name.';
COMMENT ON COLUMN v1.person.names IS 'All full names, the canonical one first: English, Chinese and Urdu.';

CREATE OR REPLACE VIEW v1.term AS
SELECT
    t.person,
    t.position,
    p.name,
    t.ministry,
    t.role,
    t.title,
    t.first_day,
    t.last_day,
    t.evidence,
    t.shows
FROM briefwire.term AS t
INNER JOIN briefwire.person AS p ON t.person = p.person;

COMMENT ON VIEW v1.term IS 'Who held which office in which foreign ministry, from when to when, and how that is known.';
COMMENT ON COLUMN v1.term.person IS 'Who held it: v1.person.';
COMMENT ON COLUMN v1.term.position IS 'Counted from 1 for each person.';
COMMENT ON COLUMN v1.term.name IS 'The person''s canonical name.';
COMMENT ON COLUMN v1.term.ministry IS 'Country of the ministry, ISO 3166 alpha-2.';
COMMENT ON COLUMN v1.term.role IS 'The office, as in v1.statement.speaker_role.';
COMMENT ON COLUMN v1.term.title IS 'Its title.';
COMMENT ON COLUMN v1.term.first_day IS 'First day of the term; NULL where it is not known.';
COMMENT ON COLUMN v1.term.last_day IS 'Last day; NULL where it is not known, and while the office is held.';
COMMENT ON COLUMN v1.term.evidence IS 'Address of a document that was read, or unchecked.';
COMMENT ON COLUMN v1.term.shows IS 'What the evidence shows: nothing (unchecked), office (the person in it), or term (its first or last day, too).';
