CREATE OR REPLACE VIEW v1.family AS
SELECT
    f.family_id,
    f.origin_id AS origin_article_id,
    f.origin_agency,
    f.size,
    f.first_published_at,
    f.last_published_at,
    f.origin_reason
FROM briefwire.family AS f;

COMMENT ON VIEW v1.family IS
'Articles that are one text: joined by relations that close (v1.relation.closes), directly or by way of others. Every linked article is in exactly one, '
'alone if need be.';
COMMENT ON COLUMN v1.family.family_id IS
'Computed from its first member, the same in every database and in any order of loading. Ids of the past lead to present ones by v1.family_of.';
COMMENT ON COLUMN v1.family.origin_article_id IS 'The article that the others go back to.';
COMMENT ON COLUMN v1.family.origin_agency IS 'The agency that the text is credited to, whether its own copy is held or not; NULL when none is credited.';
COMMENT ON COLUMN v1.family.size IS 'How many articles.';
COMMENT ON COLUMN v1.family.first_published_at IS 'Earliest known time of publication.';
COMMENT ON COLUMN v1.family.last_published_at IS 'Latest known time of publication.';
COMMENT ON COLUMN v1.family.origin_reason IS 'Why that article is the origin.';

CREATE OR REPLACE VIEW v1.family_member AS
SELECT
    m.family_id,
    m.article_id,
    a.source,
    m.role,
    a.published_at,
    CASE WHEN m.article_id <> f.origin_id THEN a.published_at - o.published_at END AS lag,
    a.agency AS credit,
    a.title,
    a.url,
    coalesce(behind.share_a, ahead.share_b) AS share_of_origin,
    coalesce(behind.share_b, ahead.share_a) AS share_of_copy,
    CASE
        WHEN m.role = 'copy' THEN (
            SELECT other.article_id
            FROM (
                SELECT
                    r.article_a AS article_id,
                    r.share_a + r.share_b AS shares
                FROM briefwire.relation AS r
                WHERE r.article_b = m.article_id AND r.closes
                UNION ALL
                SELECT
                    r.article_b AS article_id,
                    r.share_a + r.share_b AS shares
                FROM briefwire.relation AS r
                WHERE r.article_a = m.article_id AND r.closes
            ) AS other
            INNER JOIN briefwire.family_member AS mate ON other.article_id = mate.article_id AND mate.family_id = m.family_id
            INNER JOIN briefwire.article AS theirs ON other.article_id = theirs.article_id AND theirs.source = o.source
            ORDER BY other.shares DESC, other.article_id = f.origin_id DESC, theirs.published_at, theirs.native_key
            LIMIT 1
        )
    END AS copied_from
FROM briefwire.family_member AS m
INNER JOIN briefwire.family AS f ON m.family_id = f.family_id
INNER JOIN briefwire.article AS a ON m.article_id = a.article_id
INNER JOIN briefwire.article AS o ON f.origin_id = o.article_id
LEFT JOIN briefwire.relation AS behind ON f.origin_id = behind.article_a AND m.article_id = behind.article_b
LEFT JOIN briefwire.relation AS ahead ON m.article_id = ahead.article_a AND f.origin_id = ahead.article_b;

COMMENT ON VIEW v1.family_member IS 'The articles of each family.';
COMMENT ON COLUMN v1.family_member.family_id IS 'The family.';
COMMENT ON COLUMN v1.family_member.article_id IS 'The article.';
COMMENT ON COLUMN v1.family_member.source IS 'Name of its source.';
COMMENT ON COLUMN v1.family_member.role IS
'only: alone in its family; origin: the one that the others go back to; version: by the origin''s own outlet; copy: by another outlet.';
COMMENT ON COLUMN v1.family_member.published_at IS 'When the site says it was published; NULL when it does not say.';
COMMENT ON COLUMN v1.family_member.lag IS
'Time of publication less that of the origin, negative for what came out before it; NULL for the origin, and unless both are known.';
COMMENT ON COLUMN v1.family_member.credit IS 'Agency credited; several are joined by a slash.';
COMMENT ON COLUMN v1.family_member.title IS 'Title.';
COMMENT ON COLUMN v1.family_member.url IS 'Address.';
COMMENT ON COLUMN v1.family_member.share_of_origin IS
'Share of the origin''s words that stand in it, 0 to 1; NULL for the origin, and for an article that is related to it only by way of others.';
COMMENT ON COLUMN v1.family_member.share_of_copy IS 'Share of its own words that stand in the origin, 0 to 1; NULL likewise.';
COMMENT ON COLUMN v1.family_member.copied_from IS
'Of a copy: the text by the origin''s outlet that it is closest to. Another than the origin where the outlet had posted a later version; NULL for other roles, '
'and for a copy that is joined to that outlet only by way of others.';

-- The text is that of the articles as they were linked: of one that has changed since, offsets would point at other words.
CREATE OR REPLACE VIEW v1.family_passage AS
SELECT
    m.family_id,
    p.article_id,
    n.n AS position,
    p.changes[n.n] AS change,
    CASE
        WHEN
            o.content_digest = o_linked.content_digest
            AND (o_source.text_licence = 'open' OR pg_catalog.pg_has_role(current_user, 'briefwire_analyst', 'USAGE'))
            THEN substring(o.body, p.places[4 * n.n - 3] + 1, p.places[4 * n.n - 2] - p.places[4 * n.n - 3])
    END AS origin_text,
    CASE
        WHEN
            a.content_digest = a_linked.content_digest
            AND (a_source.text_licence = 'open' OR pg_catalog.pg_has_role(current_user, 'briefwire_analyst', 'USAGE'))
            THEN substring(a.body, p.places[4 * n.n - 1] + 1, p.places[4 * n.n] - p.places[4 * n.n - 1])
    END AS text,
    p.places[4 * n.n - 3] AS origin_start,
    p.places[4 * n.n - 2] AS origin_end,
    p.places[4 * n.n - 1] AS start_offset,
    p.places[4 * n.n] AS end_offset,
    p.origin_id AS origin_article_id
FROM briefwire.family_passage AS p
INNER JOIN briefwire.family_member AS m ON p.article_id = m.article_id
INNER JOIN briefwire.article AS a ON p.article_id = a.article_id
INNER JOIN briefwire.signature AS a_linked ON p.article_id = a_linked.article_id
INNER JOIN briefwire.source AS a_source ON a.source = a_source.source
INNER JOIN briefwire.article AS o ON p.origin_id = o.article_id
INNER JOIN briefwire.signature AS o_linked ON p.origin_id = o_linked.article_id
INNER JOIN briefwire.source AS o_source ON o.source = o_source.source
CROSS JOIN LATERAL generate_series(1, cardinality(p.changes)) AS n (n);

COMMENT ON VIEW v1.family_passage IS
'Each member of a family laid beside its origin, sentence by sentence, in the order of the member; what was cut stands where it stood. '
'Offsets are 0-based, half-open, in characters of body.';
COMMENT ON COLUMN v1.family_passage.family_id IS 'The family.';
COMMENT ON COLUMN v1.family_passage.article_id IS 'The member.';
COMMENT ON COLUMN v1.family_passage.position IS 'Counted from 1.';
COMMENT ON COLUMN v1.family_passage.change IS
'same (but for typesetting); changed: two versions of one sentence; cut: in the origin only; added: in the member only.';
COMMENT ON COLUMN v1.family_passage.origin_text IS
'The words of the origin; NULL where it has none, where its source''s text is licensed and the reader is no analyst, and while a revision waits to be linked.';
COMMENT ON COLUMN v1.family_passage.text IS 'The words of the member; NULL likewise.';
COMMENT ON COLUMN v1.family_passage.origin_start IS 'Where it starts in the origin; NULL for added.';
COMMENT ON COLUMN v1.family_passage.origin_end IS 'Where it ends in the origin; NULL for added.';
COMMENT ON COLUMN v1.family_passage.start_offset IS 'Where it starts in the member; NULL for cut.';
COMMENT ON COLUMN v1.family_passage.end_offset IS 'Where it ends in the member; NULL for cut.';
COMMENT ON COLUMN v1.family_passage.origin_article_id IS 'The origin.';

CREATE OR REPLACE VIEW v1.family_event AS
SELECT
    e.event_id,
    e.happened_at,
    e.event,
    e.family_before,
    e.family_after,
    e.articles
FROM briefwire.family_event AS e;

COMMENT ON VIEW v1.family_event IS
'How families became what they are in this database. History of this database only: the families themselves do not depend on the order of loading.';
COMMENT ON COLUMN v1.family_event.event_id IS 'Number of the event.';
COMMENT ON COLUMN v1.family_event.happened_at IS 'When it was linked so.';
COMMENT ON COLUMN v1.family_event.event IS
'merge: the family went into another one; split: some of its articles left it; rename: an article earlier than its founder joined, or its founder left.';
COMMENT ON COLUMN v1.family_event.family_before IS 'Id of the family that the articles were in.';
COMMENT ON COLUMN v1.family_event.family_after IS 'Id of the family they have been in since; see v1.family_of for the present one.';
COMMENT ON COLUMN v1.family_event.articles IS 'The articles.';

CREATE OR REPLACE FUNCTION v1.family_of(old_family_id uuid) RETURNS uuid
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
SELECT m.family_id FROM briefwire.family_member AS m WHERE m.founds = family_of.old_family_id
$$;

COMMENT ON FUNCTION v1.family_of(uuid) IS
'The present id of a family that had this id at any time: that of the family its founder is in now. NULL for what never was a family''s id.';
REVOKE ALL ON FUNCTION v1.family_of(uuid) FROM public;
GRANT EXECUTE ON FUNCTION v1.family_of(uuid) TO briefwire_reader;

-- Runs with the rights of whoever asks, over the public views: what these withhold stays withheld.
CREATE OR REPLACE FUNCTION v1.family_page(family_id uuid)
RETURNS TABLE (
    role text,
    source text,
    published_at timestamptz,
    lag interval,
    credit text,
    title text,
    kept numeric,
    cut text,
    changed text,
    added text,
    cut_sentences integer,
    changed_sentences integer,
    added_sentences integer,
    url text,
    article_id uuid
)
LANGUAGE sql STABLE PARALLEL SAFE
AS $$
SELECT
    m.role, m.source, m.published_at, m.lag, m.credit, m.title,
    pg_catalog.round((100 OPERATOR(pg_catalog.*) m.share_of_origin)::numeric) AS kept,
    d.cut, d.changed, d.added, d.cut_sentences, d.changed_sentences, d.added_sentences, m.url, m.article_id
FROM v1.family_member AS m
LEFT JOIN LATERAL (
    SELECT
        pg_catalog.string_agg(p.origin_text, E'\n' ORDER BY p.position) FILTER (WHERE p.change OPERATOR(pg_catalog.=) 'cut') AS cut,
        pg_catalog.string_agg(
            pg_catalog.concat('- ', p.origin_text, E'\n+ ', p.text), E'\n' ORDER BY p.position
        ) FILTER (WHERE p.change OPERATOR(pg_catalog.=) 'changed' AND COALESCE(p.origin_text, p.text) IS NOT NULL) AS changed,
        pg_catalog.string_agg(p.text, E'\n' ORDER BY p.position) FILTER (WHERE p.change OPERATOR(pg_catalog.=) 'added') AS added,
        (pg_catalog.count(*) FILTER (WHERE p.change OPERATOR(pg_catalog.=) 'cut'))::integer AS cut_sentences,
        (pg_catalog.count(*) FILTER (WHERE p.change OPERATOR(pg_catalog.=) 'changed'))::integer AS changed_sentences,
        (pg_catalog.count(*) FILTER (WHERE p.change OPERATOR(pg_catalog.=) 'added'))::integer AS added_sentences
    FROM v1.family_passage AS p
    WHERE p.article_id OPERATOR(pg_catalog.=) m.article_id
    HAVING pg_catalog.count(*) OPERATOR(pg_catalog.>) 0
) AS d ON TRUE
WHERE m.family_id OPERATOR(pg_catalog.=) v1.family_of(family_page.family_id)
ORDER BY m.role OPERATOR(pg_catalog.=) ANY (ARRAY['copy', 'version']), m.published_at NULLS LAST, m.source, m.article_id
$$;

COMMENT ON FUNCTION v1.family_page(uuid) IS
'A family for people, the origin first, then the others by time: who carried it, when, how long after the origin, credited to whom, how much of the origin '
'was kept (percent of its words), which sentences were cut, changed (- origin, + copy) and added, in words and in numbers. Text of licensed sources is '
'withheld from readers. An id of the past will do.';
REVOKE ALL ON FUNCTION v1.family_page(uuid) FROM public;
GRANT EXECUTE ON FUNCTION v1.family_page(uuid) TO briefwire_reader;
