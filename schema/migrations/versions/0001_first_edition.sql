-- Private tables of the first edition. Times are timestamptz; a day is a date in the source's own zone; unknown is NULL.

CREATE TABLE briefwire.source (
    source text PRIMARY KEY CHECK (source ~ '^[a-z][a-z0-9_]*$'),
    title text NOT NULL,
    kind text NOT NULL CHECK (kind IN ('outlet', 'ministry')),
    country text NOT NULL CHECK (country ~ '^[A-Z]{2}$'),
    language text NOT NULL,
    time_zone text NOT NULL,
    text_licence text NOT NULL CHECK (text_licence IN ('open', 'licensed'))
);
COMMENT ON TABLE briefwire.source IS 'Declared sources, copied from the registry (scrapers/sources) by every migrate. Rows of sources no longer declared stay.';
COMMENT ON COLUMN briefwire.source.source IS 'Name: the folder under scrapers/sources.';
COMMENT ON COLUMN briefwire.source.title IS 'Name for people.';
COMMENT ON COLUMN briefwire.source.kind IS 'outlet or ministry.';
COMMENT ON COLUMN briefwire.source.country IS 'ISO 3166 alpha-2.';
COMMENT ON COLUMN briefwire.source.language IS 'ISO 639-1 code of the language it is read in.';
COMMENT ON COLUMN briefwire.source.time_zone IS 'IANA zone in which its publication days begin and end.';
COMMENT ON COLUMN briefwire.source.text_licence IS 'open: anyone may read the text; licensed: analysts only.';

CREATE TABLE briefwire.archive_root (
    only_row boolean PRIMARY KEY DEFAULT TRUE CHECK (only_row),
    uri text NOT NULL CHECK (uri <> '' AND uri NOT LIKE '%/')
);
COMMENT ON TABLE briefwire.archive_root IS 'Where the archive stands: one row. Everything else names archive files relative to it, so moving the archive is one UPDATE.';
COMMENT ON COLUMN briefwire.archive_root.only_row IS 'Always true: keeps the table at one row.';
COMMENT ON COLUMN briefwire.archive_root.uri IS 'Directory or fsspec URL as BRIEFWIRE_ARCHIVE gives it, without a slash at the end.';

CREATE TABLE briefwire.run (
    run_id text PRIMARY KEY CHECK (run_id ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,199}$'),
    source text NOT NULL REFERENCES briefwire.source (source),
    day date NOT NULL,
    kind text NOT NULL CHECK (kind ~ '^[a-z][a-z_]*$'),
    dag_run_id text,
    started_at timestamptz NOT NULL,
    ended_at timestamptz,
    verdict text CHECK (
        verdict IN (
            'ok', 'empty', 'short', 'imbalanced', 'blocked', 'layout_changed', 'listing_moved', 'unreachable', 'crashed', 'over_budget'
        )
    ),
    reason text,
    published boolean NOT NULL DEFAULT FALSE,
    discovered integer NOT NULL DEFAULT 0,
    loaded integer NOT NULL DEFAULT 0,
    revised integer NOT NULL DEFAULT 0,
    unchanged integer NOT NULL DEFAULT 0,
    duplicate_url integer NOT NULL DEFAULT 0,
    out_of_scope integer NOT NULL DEFAULT 0,
    gone integer NOT NULL DEFAULT 0,
    blocked integer NOT NULL DEFAULT 0,
    robots_denied integer NOT NULL DEFAULT 0,
    soft_error integer NOT NULL DEFAULT 0,
    fetch_failed integer NOT NULL DEFAULT 0,
    parse_failed integer NOT NULL DEFAULT 0,
    rejected integer NOT NULL DEFAULT 0,
    deferred integer NOT NULL DEFAULT 0,
    CONSTRAINT run_closed_with_verdict CHECK ((ended_at IS NULL) = (verdict IS NULL)),
    CONSTRAINT run_balances CHECK (
        ended_at IS NULL
        OR discovered
        = loaded + revised + unchanged + duplicate_url + out_of_scope + gone + blocked + robots_denied + soft_error + fetch_failed
        + parse_failed + rejected + deferred
    )
);
CREATE INDEX run_source_day ON briefwire.run (source, day, started_at);
COMMENT ON TABLE briefwire.run IS 'One run over one publication day of one source. Open while ended_at is NULL; a closed run balances.';
COMMENT ON COLUMN briefwire.run.run_id IS '<source>.<day>.<start>.<random>, safe in file names.';
COMMENT ON COLUMN briefwire.run.source IS 'The source.';
COMMENT ON COLUMN briefwire.run.day IS 'Publication day, in the source''s zone.';
COMMENT ON COLUMN briefwire.run.kind IS 'Why it ran: ingest, watch, backfill and the like.';
COMMENT ON COLUMN briefwire.run.dag_run_id IS 'Airflow''s id of the run that started it; NULL when started by hand.';
COMMENT ON COLUMN briefwire.run.started_at IS 'When the crawl began.';
COMMENT ON COLUMN briefwire.run.ended_at IS 'When the ledger closed; NULL while the run is open.';
COMMENT ON COLUMN briefwire.run.verdict IS 'ok, empty, short, imbalanced, blocked, layout_changed, listing_moved, unreachable, crashed or over_budget; NULL while open.';
COMMENT ON COLUMN briefwire.run.reason IS 'The verdict in words.';
COMMENT ON COLUMN briefwire.run.published IS 'Whether its articles went into the tables (a red run is closed without).';
COMMENT ON COLUMN briefwire.run.discovered IS 'Distinct addresses that the crawl found: the sum of the columns that follow.';
COMMENT ON COLUMN briefwire.run.loaded IS 'Pages not known before.';
COMMENT ON COLUMN briefwire.run.revised IS 'Known pages whose title or body changed.';
COMMENT ON COLUMN briefwire.run.unchanged IS 'Known pages, nothing new.';
COMMENT ON COLUMN briefwire.run.duplicate_url IS 'Further addresses of a page that this run already ended.';
COMMENT ON COLUMN briefwire.run.out_of_scope IS 'No candidate by address, or no foreign ministry speaks in it.';
COMMENT ON COLUMN briefwire.run.gone IS 'Status 404 or 410.';
COMMENT ON COLUMN briefwire.run.blocked IS 'Refused, or a challenge page.';
COMMENT ON COLUMN briefwire.run.robots_denied IS 'robots.txt forbids it or cannot be read.';
COMMENT ON COLUMN briefwire.run.soft_error IS 'Status 200, yet an error, consent or maintenance page.';
COMMENT ON COLUMN briefwire.run.fetch_failed IS 'Network error, time-out, 5xx after retries, refused redirect or address.';
COMMENT ON COLUMN briefwire.run.parse_failed IS 'Articles whose layout the parser does not know.';
COMMENT ON COLUMN briefwire.run.rejected IS 'Read, but not an article.';
COMMENT ON COLUMN briefwire.run.deferred IS 'Not reached, or read but not published by this run.';

CREATE TABLE briefwire.article (
    article_id uuid PRIMARY KEY,
    source text NOT NULL REFERENCES briefwire.source (source),
    native_key text NOT NULL,
    url text NOT NULL,
    title text NOT NULL,
    body text NOT NULL,
    content_digest text NOT NULL,
    language text,
    in_scope boolean NOT NULL,
    scope_reason text NOT NULL,
    place text,
    agency text,
    byline text,
    dateline_date date,
    published_at timestamptz,
    published_at_method text,
    published_at_zone text,
    published_at_confidence text,
    modified_at timestamptz,
    first_seen_at timestamptz NOT NULL,
    revision integer NOT NULL CHECK (revision >= 1),
    parser text NOT NULL,
    parser_version text NOT NULL,
    archive_file text NOT NULL,
    archive_offset bigint NOT NULL,
    archive_length bigint NOT NULL,
    archive_digest text NOT NULL,
    run_id text NOT NULL REFERENCES briefwire.run (run_id),
    -- The key stands first so that one index also serves a search by native key alone.
    CONSTRAINT article_native_key UNIQUE (native_key, source)
);
CREATE INDEX article_source_published ON briefwire.article (source, published_at);
CREATE INDEX article_in_scope_published ON briefwire.article (published_at) WHERE in_scope;
COMMENT ON TABLE briefwire.article IS 'One row a page, as it stands now: a fold over its rows in capture, by the rules of schema/queries/merge_policy.csv.';
COMMENT ON COLUMN briefwire.article.article_id IS 'UUID version 5 of source and native key: the same in every database.';
COMMENT ON COLUMN briefwire.article.source IS 'The source.';
COMMENT ON COLUMN briefwire.article.native_key IS 'The source''s own identifier of the page.';
COMMENT ON COLUMN briefwire.article.url IS 'Address under which the present revision was first read.';
COMMENT ON COLUMN briefwire.article.title IS 'Title of the present revision.';
COMMENT ON COLUMN briefwire.article.body IS 'Cleaned text of the present revision.';
COMMENT ON COLUMN briefwire.article.content_digest IS 'SHA-256 (hex) of title and body.';
COMMENT ON COLUMN briefwire.article.language IS 'ISO 639-1 code.';
COMMENT ON COLUMN briefwire.article.in_scope IS 'Whether a foreign ministry speaks in it.';
COMMENT ON COLUMN briefwire.article.scope_reason IS 'The rule that let it in or kept it out.';
COMMENT ON COLUMN briefwire.article.place IS 'Place of the dateline, as printed.';
COMMENT ON COLUMN briefwire.article.agency IS 'Agency credited.';
COMMENT ON COLUMN briefwire.article.byline IS 'Author line.';
COMMENT ON COLUMN briefwire.article.dateline_date IS 'Day of the dateline, in the source''s zone.';
COMMENT ON COLUMN briefwire.article.published_at IS 'When the site says it was published.';
COMMENT ON COLUMN briefwire.article.published_at_method IS 'Where on the page published_at was read.';
COMMENT ON COLUMN briefwire.article.published_at_zone IS 'The zone by which the printed time was read.';
COMMENT ON COLUMN briefwire.article.published_at_confidence IS 'high, medium or low.';
COMMENT ON COLUMN briefwire.article.modified_at IS 'When the site says it was last changed.';
COMMENT ON COLUMN briefwire.article.first_seen_at IS 'When it was first received: evidence of order, never a date of publication.';
COMMENT ON COLUMN briefwire.article.revision IS 'Number of the present revision: how many there are.';
COMMENT ON COLUMN briefwire.article.parser IS 'Parser that read the present revision.';
COMMENT ON COLUMN briefwire.article.parser_version IS 'Its version.';
COMMENT ON COLUMN briefwire.article.archive_file IS 'WARC file relative to archive_root.';
COMMENT ON COLUMN briefwire.article.archive_offset IS 'Byte at which the record''s gzip member begins.';
COMMENT ON COLUMN briefwire.article.archive_length IS 'Bytes of that member.';
COMMENT ON COLUMN briefwire.article.archive_digest IS 'sha256:<hex> of the response body after content decoding.';
COMMENT ON COLUMN briefwire.article.run_id IS 'The run that first read the present revision.';

CREATE TABLE briefwire.article_url (
    source text NOT NULL REFERENCES briefwire.source (source),
    url text NOT NULL CHECK (octet_length(url) <= 2048),
    article_id uuid NOT NULL REFERENCES briefwire.article (article_id),
    etag text,
    last_modified text,
    captured_at timestamptz NOT NULL,
    PRIMARY KEY (source, url)
);
CREATE INDEX article_url_article ON briefwire.article_url (article_id);
COMMENT ON TABLE briefwire.article_url IS 'Every address under which an article was read, with the validators that the site sent for it.';
COMMENT ON COLUMN briefwire.article_url.source IS 'The source.';
COMMENT ON COLUMN briefwire.article_url.url IS 'Canonical address.';
COMMENT ON COLUMN briefwire.article_url.article_id IS 'The article it leads to.';
COMMENT ON COLUMN briefwire.article_url.etag IS 'ETag of the newest response, for If-None-Match.';
COMMENT ON COLUMN briefwire.article_url.last_modified IS 'Last-Modified of the newest response, for If-Modified-Since.';
COMMENT ON COLUMN briefwire.article_url.captured_at IS 'When the response with these validators was received.';

CREATE TABLE briefwire.capture (
    article_id uuid NOT NULL REFERENCES briefwire.article (article_id) DEFERRABLE INITIALLY DEFERRED,
    captured_at timestamptz NOT NULL,
    run_id text NOT NULL REFERENCES briefwire.run (run_id),
    read_at timestamptz NOT NULL,
    native_key text NOT NULL,
    url text NOT NULL,
    content_digest text NOT NULL,
    language text,
    in_scope boolean NOT NULL,
    scope_reason text NOT NULL,
    place text,
    agency text,
    byline text,
    dateline_date date,
    published_at timestamptz,
    published_at_method text,
    published_at_zone text,
    published_at_confidence text,
    modified_at timestamptz,
    parser text NOT NULL,
    parser_version text NOT NULL,
    archive_file text NOT NULL,
    archive_offset bigint NOT NULL,
    archive_length bigint NOT NULL,
    archive_digest text NOT NULL,
    PRIMARY KEY (article_id, captured_at)
);
COMMENT ON TABLE briefwire.capture IS
'Every published reading of a page, without its text. article and article_revision are computed from it, so that they do not depend on the order of loading.';
COMMENT ON COLUMN briefwire.capture.article_id IS 'The article.';
COMMENT ON COLUMN briefwire.capture.captured_at IS 'When the bytes were received.';
COMMENT ON COLUMN briefwire.capture.run_id IS 'The run that read them.';
COMMENT ON COLUMN briefwire.capture.read_at IS 'Start of that run: of two readings of the same bytes the later one counts.';
COMMENT ON COLUMN briefwire.capture.native_key IS 'Native key as read (another than the article''s when its address was already known).';
COMMENT ON COLUMN briefwire.capture.url IS 'Canonical address.';
COMMENT ON COLUMN briefwire.capture.content_digest IS 'SHA-256 (hex) of title and body; the text stands in article_revision.';
COMMENT ON COLUMN briefwire.capture.language IS 'ISO 639-1 code.';
COMMENT ON COLUMN briefwire.capture.in_scope IS 'Whether a foreign ministry speaks in it.';
COMMENT ON COLUMN briefwire.capture.scope_reason IS 'The rule that let it in or kept it out.';
COMMENT ON COLUMN briefwire.capture.place IS 'Place of the dateline, as printed.';
COMMENT ON COLUMN briefwire.capture.agency IS 'Agency credited.';
COMMENT ON COLUMN briefwire.capture.byline IS 'Author line.';
COMMENT ON COLUMN briefwire.capture.dateline_date IS 'Day of the dateline, in the source''s zone.';
COMMENT ON COLUMN briefwire.capture.published_at IS 'When the site says it was published.';
COMMENT ON COLUMN briefwire.capture.published_at_method IS 'Where on the page published_at was read.';
COMMENT ON COLUMN briefwire.capture.published_at_zone IS 'The zone by which the printed time was read.';
COMMENT ON COLUMN briefwire.capture.published_at_confidence IS 'high, medium or low.';
COMMENT ON COLUMN briefwire.capture.modified_at IS 'When the site says it was last changed.';
COMMENT ON COLUMN briefwire.capture.parser IS 'Parser that read it.';
COMMENT ON COLUMN briefwire.capture.parser_version IS 'Its version.';
COMMENT ON COLUMN briefwire.capture.archive_file IS 'WARC file relative to archive_root.';
COMMENT ON COLUMN briefwire.capture.archive_offset IS 'Byte at which the record''s gzip member begins.';
COMMENT ON COLUMN briefwire.capture.archive_length IS 'Bytes of that member.';
COMMENT ON COLUMN briefwire.capture.archive_digest IS 'sha256:<hex> of the response body after content decoding.';

CREATE TABLE briefwire.article_revision (
    article_id uuid NOT NULL REFERENCES briefwire.article (article_id) DEFERRABLE INITIALLY DEFERRED,
    revision integer NOT NULL CHECK (revision >= 1),
    title text NOT NULL,
    body text NOT NULL,
    content_digest text NOT NULL,
    valid_from timestamptz NOT NULL,
    valid_to timestamptz CHECK (valid_to > valid_from),
    changed text[] NOT NULL,
    PRIMARY KEY (article_id, revision)
);
COMMENT ON TABLE briefwire.article_revision IS 'Every version of an article''s title and body that was seen, in order of time.';
COMMENT ON COLUMN briefwire.article_revision.article_id IS 'The article.';
COMMENT ON COLUMN briefwire.article_revision.revision IS 'Counted from 1 in order of time.';
COMMENT ON COLUMN briefwire.article_revision.title IS 'Its title.';
COMMENT ON COLUMN briefwire.article_revision.body IS 'Its text.';
COMMENT ON COLUMN briefwire.article_revision.content_digest IS 'SHA-256 (hex) of title and body.';
COMMENT ON COLUMN briefwire.article_revision.valid_from IS 'When it was first seen.';
COMMENT ON COLUMN briefwire.article_revision.valid_to IS 'When another version was first seen in its place; NULL for the present one.';
COMMENT ON COLUMN briefwire.article_revision.changed IS 'What differs from the revision before: title, body or both; empty for the first.';

CREATE TABLE briefwire.outcome (
    run_id text NOT NULL REFERENCES briefwire.run (run_id),
    url text NOT NULL CHECK (octet_length(url) <= 2048),
    outcome text NOT NULL CHECK (
        outcome IN (
            'loaded', 'revised', 'unchanged', 'duplicate_url', 'out_of_scope', 'gone', 'blocked', 'robots_denied', 'soft_error',
            'fetch_failed', 'parse_failed', 'rejected', 'deferred'
        )
    ),
    reason text,
    article_id uuid REFERENCES briefwire.article (article_id),
    PRIMARY KEY (run_id, url)
);
CREATE INDEX outcome_url ON briefwire.outcome USING hash (url);
CREATE INDEX outcome_article ON briefwire.outcome (article_id) WHERE article_id IS NOT NULL;
COMMENT ON TABLE briefwire.outcome IS 'The ledger: how each discovered address ended in each run, exactly once.';
COMMENT ON COLUMN briefwire.outcome.run_id IS 'The run.';
COMMENT ON COLUMN briefwire.outcome.url IS 'Canonical address.';
COMMENT ON COLUMN briefwire.outcome.outcome IS 'The terminal outcome.';
COMMENT ON COLUMN briefwire.outcome.reason IS 'Why, in a few stable words.';
COMMENT ON COLUMN briefwire.outcome.article_id IS 'The article it leads to, where one stands.';

CREATE TABLE briefwire.staged_run (
    run_id text PRIMARY KEY REFERENCES briefwire.run (run_id),
    discovered integer NOT NULL CHECK (discovered >= 0)
);
COMMENT ON TABLE briefwire.staged_run IS 'Runs whose records are staged whole and wait to be published or booked.';
COMMENT ON COLUMN briefwire.staged_run.run_id IS 'The run.';
COMMENT ON COLUMN briefwire.staged_run.discovered IS 'Distinct addresses in the crawl''s ledger, counted there and not here.';

CREATE TABLE briefwire.staged_article (
    number bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
    run_id text NOT NULL REFERENCES briefwire.staged_run (run_id),
    url text NOT NULL,
    article_id uuid NOT NULL,
    native_key text NOT NULL,
    title text NOT NULL,
    body text NOT NULL,
    content_digest text NOT NULL,
    language text,
    in_scope boolean NOT NULL,
    scope_reason text NOT NULL,
    place text,
    agency text,
    byline text,
    dateline_date date,
    published_at timestamptz,
    published_at_method text,
    published_at_zone text,
    published_at_confidence text,
    modified_at timestamptz,
    captured_at timestamptz NOT NULL,
    parser text NOT NULL,
    parser_version text NOT NULL,
    archive_file text NOT NULL,
    archive_offset bigint NOT NULL,
    archive_length bigint NOT NULL,
    archive_digest text NOT NULL,
    etag text,
    last_modified text,
    PRIMARY KEY (run_id, url)
);
COMMENT ON TABLE briefwire.staged_article IS 'Articles of a run before they are published; emptied by publish and book. Columns as in article and capture.';
COMMENT ON COLUMN briefwire.staged_article.number IS 'What the decision about it is filed under.';
COMMENT ON COLUMN briefwire.staged_article.run_id IS 'The run.';
COMMENT ON COLUMN briefwire.staged_article.url IS 'Canonical address.';
COMMENT ON COLUMN briefwire.staged_article.article_id IS 'Id by native key; the address may lead to another one.';
COMMENT ON COLUMN briefwire.staged_article.native_key IS 'The source''s own identifier.';
COMMENT ON COLUMN briefwire.staged_article.title IS 'Title.';
COMMENT ON COLUMN briefwire.staged_article.body IS 'Cleaned text.';
COMMENT ON COLUMN briefwire.staged_article.content_digest IS 'SHA-256 (hex) of title and body.';
COMMENT ON COLUMN briefwire.staged_article.language IS 'ISO 639-1 code.';
COMMENT ON COLUMN briefwire.staged_article.in_scope IS 'Whether a foreign ministry speaks in it.';
COMMENT ON COLUMN briefwire.staged_article.scope_reason IS 'The rule that let it in or kept it out.';
COMMENT ON COLUMN briefwire.staged_article.place IS 'Place of the dateline, as printed.';
COMMENT ON COLUMN briefwire.staged_article.agency IS 'Agency credited.';
COMMENT ON COLUMN briefwire.staged_article.byline IS 'Author line.';
COMMENT ON COLUMN briefwire.staged_article.dateline_date IS 'Day of the dateline, in the source''s zone.';
COMMENT ON COLUMN briefwire.staged_article.published_at IS 'When the site says it was published.';
COMMENT ON COLUMN briefwire.staged_article.published_at_method IS 'Where on the page published_at was read.';
COMMENT ON COLUMN briefwire.staged_article.published_at_zone IS 'The zone by which the printed time was read.';
COMMENT ON COLUMN briefwire.staged_article.published_at_confidence IS 'high, medium or low.';
COMMENT ON COLUMN briefwire.staged_article.modified_at IS 'When the site says it was last changed.';
COMMENT ON COLUMN briefwire.staged_article.captured_at IS 'When the bytes were received.';
COMMENT ON COLUMN briefwire.staged_article.parser IS 'Parser that read it.';
COMMENT ON COLUMN briefwire.staged_article.parser_version IS 'Its version.';
COMMENT ON COLUMN briefwire.staged_article.archive_file IS 'WARC file relative to archive_root.';
COMMENT ON COLUMN briefwire.staged_article.archive_offset IS 'Byte at which the record''s gzip member begins.';
COMMENT ON COLUMN briefwire.staged_article.archive_length IS 'Bytes of that member.';
COMMENT ON COLUMN briefwire.staged_article.archive_digest IS 'sha256:<hex> of the response body after content decoding.';
COMMENT ON COLUMN briefwire.staged_article.etag IS 'ETag of the response.';
COMMENT ON COLUMN briefwire.staged_article.last_modified IS 'Last-Modified of the response.';

CREATE TABLE briefwire.staged_ending (
    run_id text NOT NULL REFERENCES briefwire.staged_run (run_id),
    url text NOT NULL,
    outcome text NOT NULL,
    reason text,
    PRIMARY KEY (run_id, url)
);
COMMENT ON TABLE briefwire.staged_ending IS 'Addresses of a run that ended before an article was made of them; emptied by publish and book.';
COMMENT ON COLUMN briefwire.staged_ending.run_id IS 'The run.';
COMMENT ON COLUMN briefwire.staged_ending.url IS 'Canonical address.';
COMMENT ON COLUMN briefwire.staged_ending.outcome IS 'The terminal outcome.';
COMMENT ON COLUMN briefwire.staged_ending.reason IS 'Why, in a few stable words.';

-- Unlogged: filled and emptied within one transaction.
CREATE UNLOGGED TABLE briefwire.staged_decision (
    run_id text NOT NULL,
    number bigint NOT NULL,
    url text NOT NULL,
    article_id uuid NOT NULL,
    outcome text NOT NULL,
    reason text,
    stands boolean NOT NULL,
    kept boolean NOT NULL,
    PRIMARY KEY (run_id, number)
);
COMMENT ON TABLE briefwire.staged_decision IS 'What publishing decides about each staged article; never outlives the publishing transaction.';
COMMENT ON COLUMN briefwire.staged_decision.run_id IS 'The run.';
COMMENT ON COLUMN briefwire.staged_decision.number IS 'The staged article.';
COMMENT ON COLUMN briefwire.staged_decision.url IS 'Canonical address.';
COMMENT ON COLUMN briefwire.staged_decision.article_id IS 'The article it is, by native key or known address.';
COMMENT ON COLUMN briefwire.staged_decision.outcome IS 'Its terminal outcome.';
COMMENT ON COLUMN briefwire.staged_decision.reason IS 'Why, in a few stable words.';
COMMENT ON COLUMN briefwire.staged_decision.stands IS 'Whether that article stands after this run.';
COMMENT ON COLUMN briefwire.staged_decision.kept IS 'Whether this reading becomes a capture.';

CREATE TABLE briefwire.changelog (
    entry integer PRIMARY KEY,
    changed_on date NOT NULL,
    change text NOT NULL
);
COMMENT ON TABLE briefwire.changelog IS 'What changed in the public views; every migration that touches them adds a row.';
COMMENT ON COLUMN briefwire.changelog.entry IS 'Number of the entry.';
COMMENT ON COLUMN briefwire.changelog.changed_on IS 'Day of the change.';
COMMENT ON COLUMN briefwire.changelog.change IS 'The change, for those who query the views.';
INSERT INTO briefwire.changelog (entry, changed_on, change) VALUES
(1, '2026-11-23', 'First edition: article, article_revision, run, outcome, changelog.');

-- A closed run's figures are those of its rows. Deferred, so that rows and figures may be written in any order within a transaction.
CREATE FUNCTION briefwire.check_run_against_outcomes() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE
    difference text;
BEGIN
    SELECT string_agg(format('%s: %s booked, %s rows', booked.outcome, booked.pages, coalesce(counted.pages, 0)), '; ')
    INTO difference
    FROM briefwire.run AS r
    CROSS JOIN LATERAL (VALUES
        ('loaded', r.loaded), ('revised', r.revised), ('unchanged', r.unchanged), ('duplicate_url', r.duplicate_url),
        ('out_of_scope', r.out_of_scope), ('gone', r.gone), ('blocked', r.blocked), ('robots_denied', r.robots_denied),
        ('soft_error', r.soft_error), ('fetch_failed', r.fetch_failed), ('parse_failed', r.parse_failed), ('rejected', r.rejected),
        ('deferred', r.deferred)
    ) AS booked (outcome, pages)
    LEFT JOIN (
        SELECT o.outcome, count(*) AS pages FROM briefwire.outcome AS o WHERE o.run_id = NEW.run_id GROUP BY o.outcome
    ) AS counted ON counted.outcome = booked.outcome
    WHERE r.run_id = NEW.run_id AND r.ended_at IS NOT NULL AND booked.pages <> coalesce(counted.pages, 0);
    IF difference IS NOT NULL THEN
        RAISE check_violation USING
            MESSAGE = format('run %s does not equal its outcome rows: %s', NEW.run_id, difference),
            CONSTRAINT = 'run_equals_outcomes';
    END IF;
    RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER run_equals_outcomes AFTER INSERT OR UPDATE ON briefwire.run
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION briefwire.check_run_against_outcomes();

-- Rows of a closed run stay as they are. The lock makes a writer of rows and a closer of the same run wait for each other.
CREATE FUNCTION briefwire.check_run_is_open() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE
    closed text;
BEGIN
    PERFORM FROM briefwire.run AS r WHERE r.run_id IN (SELECT c.run_id FROM changed AS c) FOR SHARE;
    SELECT min(r.run_id) INTO closed
    FROM briefwire.run AS r
    WHERE r.run_id IN (SELECT c.run_id FROM changed AS c) AND r.ended_at IS NOT NULL;
    IF closed IS NOT NULL THEN
        RAISE check_violation USING
            MESSAGE = format('run %s is closed: its outcome rows do not change', closed),
            CONSTRAINT = 'outcome_of_open_run';
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER outcome_of_open_run_insert AFTER INSERT ON briefwire.outcome REFERENCING NEW TABLE AS changed
FOR EACH STATEMENT EXECUTE FUNCTION briefwire.check_run_is_open();
CREATE TRIGGER outcome_of_open_run_update_from AFTER UPDATE ON briefwire.outcome REFERENCING OLD TABLE AS changed
FOR EACH STATEMENT EXECUTE FUNCTION briefwire.check_run_is_open();
CREATE TRIGGER outcome_of_open_run_update_to AFTER UPDATE ON briefwire.outcome REFERENCING NEW TABLE AS changed
FOR EACH STATEMENT EXECUTE FUNCTION briefwire.check_run_is_open();
CREATE TRIGGER outcome_of_open_run_delete AFTER DELETE ON briefwire.outcome REFERENCING OLD TABLE AS changed
FOR EACH STATEMENT EXECUTE FUNCTION briefwire.check_run_is_open();

REVOKE ALL ON FUNCTION briefwire.check_run_against_outcomes() FROM public;
REVOKE ALL ON FUNCTION briefwire.check_run_is_open() FROM public;

GRANT USAGE ON SCHEMA v1 TO briefwire_reader;
ALTER DEFAULT PRIVILEGES IN SCHEMA v1 GRANT SELECT ON TABLES TO briefwire_reader;

GRANT USAGE ON SCHEMA briefwire TO briefwire_loader;
-- alembic_version is made before the first migration runs, so it is among them: a loader checks it before it writes.
GRANT SELECT ON ALL TABLES IN SCHEMA briefwire TO briefwire_loader;
GRANT INSERT, UPDATE ON briefwire.run, briefwire.article, briefwire.article_url, briefwire.capture TO briefwire_loader;
GRANT INSERT, UPDATE, DELETE ON briefwire.article_revision TO briefwire_loader;
GRANT INSERT, DELETE ON briefwire.outcome TO briefwire_loader;
GRANT INSERT, DELETE ON briefwire.staged_run TO briefwire_loader;
GRANT INSERT, DELETE ON briefwire.staged_article TO briefwire_loader;
GRANT INSERT, DELETE ON briefwire.staged_ending TO briefwire_loader;
GRANT INSERT, DELETE ON briefwire.staged_decision TO briefwire_loader;
