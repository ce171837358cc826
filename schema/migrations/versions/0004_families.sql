-- Which articles are one text: what each was signed by, the index that finds copies, what pairs are to each other, the families that close
-- over that. All of it is computed from the articles: an article waits in link_waiting until it has been linked as it stands.

-- The instant by which articles are put in order and kept in the index.
CREATE FUNCTION briefwire.link_instant(published_at timestamptz, dateline_date date, first_seen_at timestamptz) RETURNS timestamptz
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN coalesce(published_at, (dateline_date + time '12:00') AT TIME ZONE 'UTC', first_seen_at);

CREATE VIEW briefwire.piece AS
SELECT
    a.article_id,
    a.source,
    a.native_key,
    a.title,
    a.body,
    briefwire.link_instant(a.published_at, a.dateline_date, a.first_seen_at) AS at,
    (briefwire.link_instant(a.published_at, a.dateline_date, a.first_seen_at) AT TIME ZONE 'UTC')::date AS day,
    a.published_at,
    a.agency,
    a.byline,
    a.content_digest
FROM briefwire.article AS a;
COMMENT ON VIEW briefwire.piece IS 'What linking looks at of an article as it stands now.';
COMMENT ON COLUMN briefwire.piece.article_id IS 'The article.';
COMMENT ON COLUMN briefwire.piece.source IS 'The source.';
COMMENT ON COLUMN briefwire.piece.native_key IS 'The source''s own identifier of the page.';
COMMENT ON COLUMN briefwire.piece.title IS 'Title of the present revision.';
COMMENT ON COLUMN briefwire.piece.body IS 'Cleaned text of the present revision.';
COMMENT ON COLUMN briefwire.piece.at IS 'Link instant: time of publication, else noon (UTC) of the dateline''s day, else when it was first seen.';
COMMENT ON COLUMN briefwire.piece.day IS 'UTC day of that.';
COMMENT ON COLUMN briefwire.piece.published_at IS 'When the site says it was published.';
COMMENT ON COLUMN briefwire.piece.agency IS 'Agency credited; several are joined by a slash.';
COMMENT ON COLUMN briefwire.piece.byline IS 'Author line.';
COMMENT ON COLUMN briefwire.piece.content_digest IS 'SHA-256 (hex) of title and body.';

CREATE TABLE briefwire.linking (
    only_row boolean PRIMARY KEY DEFAULT TRUE CHECK (only_row),
    sig_version integer NOT NULL,
    rule_version integer NOT NULL
);
COMMENT ON TABLE briefwire.linking IS 'The versions that articles are linked by: one row. When a program brings others, every article waits again.';
COMMENT ON COLUMN briefwire.linking.only_row IS 'Always true: keeps the table at one row.';
COMMENT ON COLUMN briefwire.linking.sig_version IS 'Version of the signatures.';
COMMENT ON COLUMN briefwire.linking.rule_version IS 'Version of the rules that decide relations.';

-- Rows are only ever added (by the trigger below, in the transaction that changes the article) and taken away by the link that has read
-- them, by number: no publication waits for a link, and a change that is published while its article is being linked is not lost.
CREATE TABLE briefwire.link_waiting (
    entry bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    article_id uuid NOT NULL,
    day date NOT NULL
);
CREATE INDEX link_waiting_day ON briefwire.link_waiting (day, entry);
CREATE INDEX link_waiting_article ON briefwire.link_waiting (article_id);
COMMENT ON TABLE briefwire.link_waiting IS 'Articles that are new, or changed in what linking looks at, since they were linked last. One may be here several times.';
COMMENT ON COLUMN briefwire.link_waiting.entry IS 'Number of the entry.';
COMMENT ON COLUMN briefwire.link_waiting.article_id IS 'The article.';
COMMENT ON COLUMN briefwire.link_waiting.day IS 'Its link day (UTC) when it was entered: the oldest are linked first.';

CREATE TABLE briefwire.signature (
    article_id uuid PRIMARY KEY REFERENCES briefwire.article (article_id),
    number integer GENERATED ALWAYS AS IDENTITY,
    at timestamptz NOT NULL,
    day date NOT NULL,
    published_at timestamptz,
    agency text,
    byline text,
    content_digest text NOT NULL,
    fingerprints bigint[] NOT NULL,
    sig_version integer NOT NULL,
    rule_version integer NOT NULL,
    CONSTRAINT signature_number UNIQUE (number),
    CONSTRAINT signature_day_of_at CHECK (day = (at AT TIME ZONE 'UTC')::date)
);
CREATE INDEX signature_day ON briefwire.signature (day);
COMMENT ON TABLE briefwire.signature IS 'What each article was linked by: the facts, the fingerprints and the versions. An article is linked when this equals what it is now.';
COMMENT ON COLUMN briefwire.signature.article_id IS 'The article.';
COMMENT ON COLUMN briefwire.signature.number IS 'Its short name in the index of fingerprints; of this database only.';
COMMENT ON COLUMN briefwire.signature.at IS 'Link instant: time of publication, else noon (UTC) of the dateline''s day, else when it was first seen.';
COMMENT ON COLUMN briefwire.signature.day IS 'UTC day of that.';
COMMENT ON COLUMN briefwire.signature.published_at IS 'When the site says it was published, as linked.';
COMMENT ON COLUMN briefwire.signature.agency IS 'Agency credited, as linked.';
COMMENT ON COLUMN briefwire.signature.byline IS 'Author line, as linked.';
COMMENT ON COLUMN briefwire.signature.content_digest IS 'Digest of title and body, as linked.';
COMMENT ON COLUMN briefwire.signature.fingerprints IS 'Its fingerprints, in rising order: what the index is made of.';
COMMENT ON COLUMN briefwire.signature.sig_version IS 'Version of the program part that made the fingerprints.';
COMMENT ON COLUMN briefwire.signature.rule_version IS 'Version of the rules by which its relations were decided.';

-- An index of what signature holds, by fingerprint; about 95 rows an article, hence the short rows. Any month may be dropped.
CREATE TABLE briefwire.fingerprint (
    hash bigint NOT NULL,
    number integer NOT NULL,
    day date NOT NULL
) PARTITION BY RANGE (day);
CREATE INDEX fingerprint_hash ON briefwire.fingerprint (hash) INCLUDE (number, day);
COMMENT ON TABLE briefwire.fingerprint IS 'The index in which articles that share text are found: signature.fingerprints, one row each, a partition a month.';
COMMENT ON COLUMN briefwire.fingerprint.hash IS 'A fingerprint.';
COMMENT ON COLUMN briefwire.fingerprint.number IS 'The article that has it: signature.number.';
COMMENT ON COLUMN briefwire.fingerprint.day IS 'Its link day: signature.day.';

CREATE TABLE briefwire.fingerprint_month (
    month date PRIMARY KEY CHECK (extract(DAY FROM month) = 1),
    sig_version integer NOT NULL
);
COMMENT ON TABLE briefwire.fingerprint_month IS 'Months whose fingerprints are all in the index, and by which version.';
COMMENT ON COLUMN briefwire.fingerprint_month.month IS 'First day of the month.';
COMMENT ON COLUMN briefwire.fingerprint_month.sig_version IS 'Version of its signatures.';

CREATE TABLE briefwire.relation (
    article_a uuid NOT NULL REFERENCES briefwire.signature (article_id),
    article_b uuid NOT NULL REFERENCES briefwire.signature (article_id),
    relation text NOT NULL CHECK (
        relation IN ('identical', 'near_duplicate', 'wire_copy', 'update', 'partial_quote', 'same_event', 'template', 'in_roundup')
    ),
    closes boolean NOT NULL,
    share_a double precision NOT NULL CHECK (share_a BETWEEN 0 AND 1),
    share_b double precision NOT NULL CHECK (share_b BETWEEN 0 AND 1),
    lag interval,
    credit text,
    decided_by text NOT NULL,
    spans integer[] NOT NULL CHECK (cardinality(spans) % 4 = 0),
    PRIMARY KEY (article_a, article_b),
    CONSTRAINT relation_of_two CHECK (article_a <> article_b)
);
CREATE INDEX relation_article_b ON briefwire.relation (article_b);
COMMENT ON TABLE briefwire.relation IS 'What two articles are to each other, and the evidence. A function of the two articles alone.';
COMMENT ON COLUMN briefwire.relation.article_a IS 'The earlier one.';
COMMENT ON COLUMN briefwire.relation.article_b IS 'The later one.';
COMMENT ON COLUMN briefwire.relation.relation IS 'Its kind.';
COMMENT ON COLUMN briefwire.relation.closes IS 'Whether this kind makes the two one family.';
COMMENT ON COLUMN briefwire.relation.share_a IS 'Share of the words of a that stand in b, 0 to 1.';
COMMENT ON COLUMN briefwire.relation.share_b IS 'Share of the words of b that stand in a, 0 to 1.';
COMMENT ON COLUMN briefwire.relation.lag IS 'Time of publication of b less that of a; NULL unless both are known.';
COMMENT ON COLUMN briefwire.relation.credit IS 'The agency that decided or explains the direction.';
COMMENT ON COLUMN briefwire.relation.decided_by IS 'Name of the rule and its version.';
COMMENT ON COLUMN briefwire.relation.spans IS 'Shared stretches, four numbers each: start and end in a, start and end in b; characters, half-open.';

CREATE TABLE briefwire.family (
    family_id uuid PRIMARY KEY,
    founder_id uuid NOT NULL REFERENCES briefwire.signature (article_id),
    origin_id uuid NOT NULL REFERENCES briefwire.signature (article_id),
    origin_reason text NOT NULL,
    origin_agency text,
    size integer NOT NULL CHECK (size >= 1),
    first_published_at timestamptz,
    last_published_at timestamptz
);
COMMENT ON TABLE briefwire.family IS 'Articles that are one text by way of closing relations. A family of one included: every linked article is in exactly one.';
COMMENT ON COLUMN briefwire.family.family_id IS 'UUID version 5 of the founder.';
COMMENT ON COLUMN briefwire.family.founder_id IS 'The first member by link instant, source, native key.';
COMMENT ON COLUMN briefwire.family.origin_id IS 'The member that the others go back to.';
COMMENT ON COLUMN briefwire.family.origin_reason IS 'Why it is the origin.';
COMMENT ON COLUMN briefwire.family.origin_agency IS 'The agency that the text is credited to, whether its own copy is held or not.';
COMMENT ON COLUMN briefwire.family.size IS 'How many articles.';
COMMENT ON COLUMN briefwire.family.first_published_at IS 'Earliest known time of publication.';
COMMENT ON COLUMN briefwire.family.last_published_at IS 'Latest known time of publication.';

CREATE TABLE briefwire.family_member (
    article_id uuid PRIMARY KEY REFERENCES briefwire.signature (article_id),
    family_id uuid NOT NULL REFERENCES briefwire.family (family_id),
    role text NOT NULL CHECK (role IN ('only', 'origin', 'copy', 'version')),
    founds uuid NOT NULL,
    CONSTRAINT family_member_founds UNIQUE (founds)
);
CREATE INDEX family_member_family ON briefwire.family_member (family_id);
COMMENT ON TABLE briefwire.family_member IS 'The family of each linked article.';
COMMENT ON COLUMN briefwire.family_member.article_id IS 'The article.';
COMMENT ON COLUMN briefwire.family_member.family_id IS 'Its family.';
COMMENT ON COLUMN briefwire.family_member.role IS 'only; origin; version: the origin''s own outlet; copy: another outlet.';
COMMENT ON COLUMN briefwire.family_member.founds IS 'The id of a family of which this article is the first: by it an id that a family once had leads to the present one.';

CREATE TABLE briefwire.family_passage (
    article_id uuid PRIMARY KEY REFERENCES briefwire.family_member (article_id),
    origin_id uuid NOT NULL REFERENCES briefwire.signature (article_id),
    changes text[] NOT NULL CHECK (changes <@ ARRAY['same', 'changed', 'cut', 'added']),
    places integer[] NOT NULL,
    CONSTRAINT family_passage_places_of_changes CHECK (cardinality(places) = 4 * cardinality(changes))
);
COMMENT ON TABLE briefwire.family_passage IS 'Each member of a family laid beside its origin, sentence by sentence.';
COMMENT ON COLUMN briefwire.family_passage.article_id IS 'The member.';
COMMENT ON COLUMN briefwire.family_passage.origin_id IS 'The origin it was compared with.';
COMMENT ON COLUMN briefwire.family_passage.changes IS 'The passages in the order of the member, cut ones where they stood: same, changed, cut or added.';
COMMENT ON COLUMN briefwire.family_passage.places IS
'Four numbers for each passage: start and end in the origin, start and end in the member; characters, half-open; NULL where it does not stand.';

CREATE TABLE briefwire.family_event (
    event_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    happened_at timestamptz NOT NULL,
    event text NOT NULL CHECK (event IN ('merge', 'split', 'rename')),
    family_before uuid NOT NULL,
    family_after uuid NOT NULL,
    articles uuid[] NOT NULL CHECK (cardinality(articles) > 0)
);
CREATE INDEX family_event_before ON briefwire.family_event (family_before);
CREATE INDEX family_event_after ON briefwire.family_event (family_after);
COMMENT ON TABLE briefwire.family_event IS
'How families became what they are in this database: the one table here that depends on the order in which articles came.';
COMMENT ON COLUMN briefwire.family_event.event_id IS 'Number of the event.';
COMMENT ON COLUMN briefwire.family_event.happened_at IS 'When it was linked so.';
COMMENT ON COLUMN briefwire.family_event.event IS
'merge: the family went into another one; split: some of its articles left it; rename: an article earlier than its founder joined, or its founder left.';
COMMENT ON COLUMN briefwire.family_event.family_before IS 'Id of the family that the articles were in.';
COMMENT ON COLUMN briefwire.family_event.family_after IS 'Id of the family they have been in since.';
COMMENT ON COLUMN briefwire.family_event.articles IS 'The articles.';

CREATE TABLE briefwire.family_difference (
    source text NOT NULL REFERENCES briefwire.source (source),
    day date NOT NULL,
    difference text NOT NULL CHECK (difference <> ''),
    words text NOT NULL,
    found_at timestamptz NOT NULL
);
CREATE INDEX family_difference_day ON briefwire.family_difference (day);
COMMENT ON TABLE briefwire.family_difference IS
'What the last audit of each link day found to differ from what is computed from the texts; empty while all is well.';
COMMENT ON COLUMN briefwire.family_difference.source IS 'The source of the article.';
COMMENT ON COLUMN briefwire.family_difference.day IS 'Its link day (UTC).';
COMMENT ON COLUMN briefwire.family_difference.difference IS 'The kind of difference, in a few stable words.';
COMMENT ON COLUMN briefwire.family_difference.words IS 'What differs.';
COMMENT ON COLUMN briefwire.family_difference.found_at IS 'When the audit found it.';

CREATE TABLE briefwire.family_audit (
    audit_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    first_day date NOT NULL,
    last_day date NOT NULL CHECK (last_day >= first_day),
    started_at timestamptz NOT NULL,
    ended_at timestamptz NOT NULL CHECK (ended_at >= started_at),
    articles integer NOT NULL,
    pairs integer NOT NULL,
    differences integer NOT NULL
);
COMMENT ON TABLE briefwire.family_audit IS 'Audits of the families: a window computed anew from its texts, without the index, and compared with what is stored.';
COMMENT ON COLUMN briefwire.family_audit.audit_id IS 'Number of the audit.';
COMMENT ON COLUMN briefwire.family_audit.first_day IS 'First link day (UTC) of its window.';
COMMENT ON COLUMN briefwire.family_audit.last_day IS 'Last one.';
COMMENT ON COLUMN briefwire.family_audit.started_at IS 'When it began.';
COMMENT ON COLUMN briefwire.family_audit.ended_at IS 'When it ended.';
COMMENT ON COLUMN briefwire.family_audit.articles IS 'How many articles of the window it looked at.';
COMMENT ON COLUMN briefwire.family_audit.pairs IS 'How many pairs it decided anew.';
COMMENT ON COLUMN briefwire.family_audit.differences IS 'How many differences it found.';

CREATE TABLE briefwire.agency (
    agency text PRIMARY KEY CHECK (agency <> ''),
    title text NOT NULL,
    country text CHECK (country ~ '^[A-Z]{2}$'),
    source text
);
COMMENT ON TABLE briefwire.agency IS 'News agencies, copied from the program''s own list by every migrate.';
COMMENT ON COLUMN briefwire.agency.agency IS 'Short name, as in credits.';
COMMENT ON COLUMN briefwire.agency.title IS 'Full name.';
COMMENT ON COLUMN briefwire.agency.country IS 'ISO 3166 alpha-2; NULL for one of no country.';
COMMENT ON COLUMN briefwire.agency.source IS 'The source that is the agency''s own site; NULL when none is collected.';

CREATE TABLE briefwire.agency_alias (
    alias text PRIMARY KEY CHECK (alias <> ''),
    agency text NOT NULL REFERENCES briefwire.agency (agency) ON DELETE CASCADE
);
COMMENT ON TABLE briefwire.agency_alias IS 'Other names of agencies, as printed in credits.';
COMMENT ON COLUMN briefwire.agency_alias.alias IS 'The name.';
COMMENT ON COLUMN briefwire.agency_alias.agency IS 'The agency it means.';

-- Making and dropping months of the index, for a role that may not create tables. Each waits for the link that is at work.
CREATE FUNCTION briefwire.make_fingerprint_month(day date) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    first date := date_trunc('month', make_fingerprint_month.day::timestamp)::date;
    part text := 'fingerprint_' || to_char(first, 'YYYYMM');
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('briefwire link', 0));
    IF to_regclass(format('briefwire.%I', part)) IS NULL THEN
        -- Attached, not created as a partition: that would keep every reader from the index.
        EXECUTE format('CREATE TABLE briefwire.%I (LIKE briefwire.fingerprint)', part);
        EXECUTE format(
            'ALTER TABLE briefwire.fingerprint ATTACH PARTITION briefwire.%I FOR VALUES FROM (%L) TO (%L)',
            part, first, (first + interval '1 month')::date
        );
    END IF;
END
$$;

CREATE FUNCTION briefwire.drop_fingerprint_months(before date) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    part record;
    dropped integer := 0;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('briefwire link', 0));
    FOR part IN
        SELECT c.relname, to_date(right(c.relname, 6), 'YYYYMM') AS first
        FROM pg_inherits AS i
        INNER JOIN pg_class AS c ON i.inhrelid = c.oid
        WHERE i.inhparent = 'briefwire.fingerprint'::regclass AND c.relname ~ '^fingerprint_[0-9]{6}$'
    LOOP
        IF part.first + interval '1 month' <= drop_fingerprint_months.before THEN
            EXECUTE format('DROP TABLE briefwire.%I', part.relname);
            DELETE FROM briefwire.fingerprint_month AS m WHERE m.month = part.first;
            dropped := dropped + 1;
        END IF;
    END LOOP;
    RETURN dropped;
END
$$;

-- An article waits when it is new, and when anything changes that linking looks at.
CREATE FUNCTION briefwire.await_linking() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO briefwire.link_waiting (article_id, day)
        SELECT n.article_id, (briefwire.link_instant(n.published_at, n.dateline_date, n.first_seen_at) AT TIME ZONE 'UTC')::date
        FROM article_now AS n;
    ELSE
        INSERT INTO briefwire.link_waiting (article_id, day)
        SELECT n.article_id, (briefwire.link_instant(n.published_at, n.dateline_date, n.first_seen_at) AT TIME ZONE 'UTC')::date
        FROM article_now AS n
        INNER JOIN article_before AS b ON n.article_id = b.article_id
        WHERE
            (n.content_digest, n.published_at, n.agency, n.byline, briefwire.link_instant(n.published_at, n.dateline_date, n.first_seen_at))
            IS DISTINCT FROM
            (b.content_digest, b.published_at, b.agency, b.byline, briefwire.link_instant(b.published_at, b.dateline_date, b.first_seen_at));
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER article_awaits_linking_insert AFTER INSERT ON briefwire.article REFERENCING NEW TABLE AS article_now
FOR EACH STATEMENT EXECUTE FUNCTION briefwire.await_linking();
CREATE TRIGGER article_awaits_linking_update AFTER UPDATE ON briefwire.article
REFERENCING OLD TABLE AS article_before NEW TABLE AS article_now
FOR EACH STATEMENT EXECUTE FUNCTION briefwire.await_linking();

INSERT INTO briefwire.link_waiting (article_id, day)
SELECT
    p.article_id,
    p.day
FROM briefwire.piece AS p;

ALTER TABLE briefwire.silence
DROP CONSTRAINT silence_reason_check,
ADD CONSTRAINT silence_reason_check CHECK (
    reason IN ('blocked', 'parser broken', 'unreachable', 'not yet crawled', 'families differ')
);
ALTER TABLE briefwire.alarm
DROP CONSTRAINT alarm_reason_check,
ADD CONSTRAINT alarm_reason_check CHECK (
    reason IN ('blocked', 'parser broken', 'unreachable', 'not yet crawled', 'families differ')
);
COMMENT ON COLUMN briefwire.alarm.reason IS
'blocked, parser broken, unreachable or not yet crawled: the reason in the coverage calendar; families differ: what the nightly audit of families found.';
COMMENT ON COLUMN briefwire.alarm.words IS 'What the books, or the audit, say of the newest of these days.';
COMMENT ON COLUMN briefwire.alarm.days IS
'The days in trouble, in order: those of today while it is open, the last ones it had when it is closed. Publication days; for families differ, link days (UTC).';

INSERT INTO briefwire.changelog (entry, changed_on, change) VALUES
(
    4,
    '2026-11-24',
    'New: relation, shared_span, family, family_member, family_passage, family_event, agency, agency_alias, family_page(family_id), '
    'family_of(old_family_id). Added: article.family_id, family_role. alarm.reason may be families differ.'
);

REVOKE ALL ON FUNCTION briefwire.make_fingerprint_month(date) FROM public;
REVOKE ALL ON FUNCTION briefwire.drop_fingerprint_months(date) FROM public;
REVOKE ALL ON FUNCTION briefwire.await_linking() FROM public;
REVOKE ALL ON FUNCTION briefwire.link_instant(timestamptz, date, timestamptz) FROM public;
GRANT EXECUTE ON FUNCTION briefwire.make_fingerprint_month(date) TO briefwire_loader;
GRANT EXECUTE ON FUNCTION briefwire.drop_fingerprint_months(date) TO briefwire_loader;
GRANT EXECUTE ON FUNCTION briefwire.link_instant(timestamptz, date, timestamptz) TO briefwire_loader;
GRANT SELECT ON briefwire.piece, briefwire.agency, briefwire.agency_alias TO briefwire_loader;
GRANT SELECT, INSERT, UPDATE ON briefwire.linking, briefwire.fingerprint_month, briefwire.signature TO briefwire_loader;
GRANT SELECT, INSERT ON briefwire.family_event, briefwire.family_audit TO briefwire_loader;
GRANT SELECT, INSERT, DELETE ON briefwire.link_waiting, briefwire.fingerprint, briefwire.family_difference TO briefwire_loader;
GRANT SELECT, INSERT, UPDATE, DELETE ON briefwire.relation, briefwire.family, briefwire.family_member, briefwire.family_passage
TO briefwire_loader;
