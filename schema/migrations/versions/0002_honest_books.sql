-- What a run measured, day by day and request by request; what is known of a source's past and of holidays; how a revision changed its
-- text. The tables of the first edition keep their rows: what these did not write down is computed from what they did, as well as it goes.

ALTER TABLE briefwire.source
ADD COLUMN history_kind text CHECK (history_kind IN ('by-date', 'archive', 'none')),
ADD COLUMN history_since date,
ADD COLUMN settles integer CHECK (settles >= 0);
COMMENT ON COLUMN briefwire.source.history_kind IS
'by-date: the site addresses its past; archive: only WARC files hold it; none: it shows its newest items only and is polled. NULL: no longer declared.';
COMMENT ON COLUMN briefwire.source.history_since IS 'First day that the site can be asked for; NULL when it keeps no past.';
COMMENT ON COLUMN briefwire.source.settles IS 'Days after the end of a publication day by which all but stragglers stand.';

ALTER TABLE briefwire.run
ADD COLUMN looked_at timestamptz,
ADD COLUMN step_at timestamptz,
ADD COLUMN listed_by text,
ADD COLUMN listing_oldest date,
ADD COLUMN listing_newest date,
ADD COLUMN requests integer CHECK (requests >= 0),
ADD COLUMN candidates integer CHECK (candidates >= 0),
ADD COLUMN expected integer CHECK (expected >= 0),
ADD COLUMN least integer CHECK (least >= 0),
ADD COLUMN read integer CHECK (read >= 0),
ADD COLUMN titled integer CHECK (titled BETWEEN 0 AND read),
ADD COLUMN bodied integer CHECK (bodied BETWEEN 0 AND read),
ADD COLUMN dated integer CHECK (dated BETWEEN 0 AND read),
ADD COLUMN bylined integer CHECK (bylined BETWEEN 0 AND read),
ADD COLUMN placed integer CHECK (placed BETWEEN 0 AND read),
ADD COLUMN credited integer CHECK (credited BETWEEN 0 AND read),
ADD CONSTRAINT run_listing_runs_forward CHECK (listing_oldest <= listing_newest),
ADD CONSTRAINT run_of_source UNIQUE (run_id, source);
COMMENT ON COLUMN briefwire.run.kind IS 'Why it ran: scheduled, backfill, manual, watch or revisit; in rows of the first edition also ingest.';
COMMENT ON COLUMN briefwire.run.looked_at IS 'The instant that the run took as now when it looked at the site; started_at where that was not written down.';
COMMENT ON COLUMN briefwire.run.step_at IS 'When a step of the run last began or ended, by the real clock: an open run that rests for long was left.';
COMMENT ON COLUMN briefwire.run.listed_by IS 'The discovery method whose listing was read to its end; NULL when none was.';
COMMENT ON COLUMN briefwire.run.listing_oldest IS 'The oldest publication day among all entries of that listing; NULL when its entries are undated.';
COMMENT ON COLUMN briefwire.run.listing_newest IS 'The newest one.';
COMMENT ON COLUMN briefwire.run.requests IS 'Requests sent: robots.txt, listings, redirects and retries included.';
COMMENT ON COLUMN briefwire.run.candidates IS
'Distinct addresses that the candidate rule let in. In rows older than this column: discovered without duplicate_url and without what the rule kept out.';
COMMENT ON COLUMN briefwire.run.expected IS 'Candidates that such a day usually has, from the source''s own history; NULL when it was too short to tell.';
COMMENT ON COLUMN briefwire.run.least IS 'The least number of candidates that was taken for good.';
COMMENT ON COLUMN briefwire.run.read IS 'Pages that became articles in this run.';
COMMENT ON COLUMN briefwire.run.titled IS 'Of these, with a title.';
COMMENT ON COLUMN briefwire.run.bodied IS 'Of these, with a text.';
COMMENT ON COLUMN briefwire.run.dated IS 'Of these, with a time of publication.';
COMMENT ON COLUMN briefwire.run.bylined IS 'Of these, with an author line.';
COMMENT ON COLUMN briefwire.run.placed IS 'Of these, with the place of a dateline.';
COMMENT ON COLUMN briefwire.run.credited IS 'Of these, with an agency credited.';
CREATE INDEX run_published_look ON briefwire.run (source, looked_at) WHERE published;

CREATE TABLE briefwire.run_day (
    run_id text NOT NULL,
    source text NOT NULL,
    day date NOT NULL,
    candidates integer NOT NULL CHECK (candidates >= 0),
    PRIMARY KEY (run_id, day),
    CONSTRAINT run_day_of_run FOREIGN KEY (run_id, source) REFERENCES briefwire.run (run_id, source)
);
CREATE INDEX run_day_source_day ON briefwire.run_day (source, day);
COMMENT ON TABLE briefwire.run_day IS
'Candidates of a run by publication day. A run over one day has one row; a poll of a site that shows only its newest items has one for each day it showed.';
COMMENT ON COLUMN briefwire.run_day.run_id IS 'The run.';
COMMENT ON COLUMN briefwire.run_day.source IS 'Its source.';
COMMENT ON COLUMN briefwire.run_day.day IS 'Publication day, in the source''s zone.';
COMMENT ON COLUMN briefwire.run_day.candidates IS 'Distinct addresses of that day that the candidate rule let in.';

CREATE TABLE briefwire.request (
    run_id text NOT NULL REFERENCES briefwire.run (run_id),
    number integer NOT NULL CHECK (number >= 1),
    asked_at timestamptz NOT NULL,
    url text NOT NULL,
    host text NOT NULL,
    sent boolean NOT NULL,
    status integer CHECK (status BETWEEN 100 AND 999),
    robots text NOT NULL CHECK (robots IN ('allowed', 'forbidden', 'no rules', 'unreachable', 'exempt')),
    robots_digest text,
    reason text,
    rest_until timestamptz,
    PRIMARY KEY (run_id, number)
);
CREATE INDEX request_rest ON briefwire.request (host, rest_until) WHERE rest_until IS NOT NULL;
COMMENT ON TABLE briefwire.request IS 'Every request that a run wanted to send, with the verdict of robots.txt on it: evidence of how we behaved.';
COMMENT ON COLUMN briefwire.request.run_id IS 'The run.';
COMMENT ON COLUMN briefwire.request.number IS 'Order within the run, from 1.';
COMMENT ON COLUMN briefwire.request.asked_at IS 'When it was wanted: sent, or kept from being sent.';
COMMENT ON COLUMN briefwire.request.url IS 'The address.';
COMMENT ON COLUMN briefwire.request.host IS 'Its host.';
COMMENT ON COLUMN briefwire.request.sent IS 'Whether it left: false for what robots.txt, the budget or a shut host kept back.';
COMMENT ON COLUMN briefwire.request.status IS 'HTTP status of the answer; NULL when none came.';
COMMENT ON COLUMN briefwire.request.robots IS 'allowed, forbidden, no rules, unreachable, or exempt (robots.txt itself).';
COMMENT ON COLUMN briefwire.request.robots_digest IS 'sha256:<hex> of the robots.txt that was judged by; NULL when there was none to read.';
COMMENT ON COLUMN briefwire.request.reason IS 'Why it was not sent or not answered, in a few stable words.';
COMMENT ON COLUMN briefwire.request.rest_until IS 'Until when the answer asked us to rest (Retry-After).';

CREATE TABLE briefwire.holiday (
    country text NOT NULL CHECK (country ~ '^[A-Z]{2}$'),
    day date NOT NULL,
    name text NOT NULL CHECK (name <> ''),
    PRIMARY KEY (country, day)
);
COMMENT ON TABLE briefwire.holiday IS 'Public holidays by country, kept by `briefwire quality`: days on which a ministry may lawfully be silent.';
COMMENT ON COLUMN briefwire.holiday.country IS 'ISO 3166 alpha-2.';
COMMENT ON COLUMN briefwire.holiday.day IS 'The day.';
COMMENT ON COLUMN briefwire.holiday.name IS 'Its name.';

ALTER TABLE briefwire.article_revision
ADD COLUMN digest_before text,
ADD COLUMN class text CHECK (class IN ('cosmetic', 'wording', 'number', 'name', 'quote', 'negation', 'retraction')),
ADD COLUMN classes text[] NOT NULL DEFAULT '{}'
CHECK (classes <@ ARRAY['cosmetic', 'wording', 'number', 'name', 'quote', 'negation', 'retraction']),
ADD CONSTRAINT article_revision_class_is_one_of_classes CHECK (
    (class IS NULL AND cardinality(classes) = 0) OR (class IS NOT NULL AND class = any(classes))
),
ADD CONSTRAINT article_revision_class_needs_a_revision_before CHECK (class IS NULL OR digest_before IS NOT NULL);
COMMENT ON COLUMN briefwire.article_revision.digest_before IS
'content_digest of the revision before; NULL for the first. A class holds for this pair of texts and no other.';
COMMENT ON COLUMN briefwire.article_revision.class IS
'The gravest of classes; NULL for the first revision, and in rows older than this column until the article is published again.';
COMMENT ON COLUMN briefwire.article_revision.classes IS
'All kinds of change against the revision before: cosmetic, wording, number, name, quote, negation, retraction.';

-- An article whose time of publication is not known is counted by its dateline.
CREATE INDEX article_undated ON briefwire.article (source, dateline_date) WHERE published_at IS NULL;

UPDATE briefwire.article_revision AS r
SET digest_before = b.content_digest
FROM briefwire.article_revision AS b
WHERE b.article_id = r.article_id AND b.revision = r.revision - 1;

UPDATE briefwire.run AS r
SET
    looked_at = r.started_at,
    candidates = CASE
        WHEN r.ended_at IS NOT NULL THEN
            r.discovered - r.duplicate_url - (
                SELECT count(*)
                FROM briefwire.outcome AS o
                WHERE o.run_id = r.run_id AND o.outcome = 'out_of_scope' AND o.reason LIKE 'candidate rule:%'
            )
    END;
INSERT INTO briefwire.run_day (run_id, source, day, candidates)
SELECT
    r.run_id,
    r.source,
    r.day,
    r.candidates
FROM briefwire.run AS r
WHERE r.candidates IS NOT NULL;
-- The checks that these updates set off would otherwise wait for the end of the transaction and keep later migrations from the tables.
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;

INSERT INTO briefwire.changelog (entry, changed_on, change) VALUES
(
    2,
    '2026-11-23',
    'New: coverage_calendar, request, robots, as_of(at). Added: run.looked_at, candidates, expected, least, listed_by, requests; '
    'article_revision.class, classes; article.gone_since.'
);

GRANT SELECT ON briefwire.run_day, briefwire.request, briefwire.holiday TO briefwire_loader;
GRANT INSERT, DELETE ON briefwire.run_day, briefwire.request TO briefwire_loader;
GRANT INSERT, UPDATE, DELETE ON briefwire.holiday TO briefwire_loader;
