-- Runs with the rights of whoever asks, over the public views: what these withhold stays withheld. Without a search_path of its own, so
-- that it is inlined into the query that calls it; every name is written out.
CREATE OR REPLACE FUNCTION v1.as_of(at timestamptz)
RETURNS TABLE (
    article_id uuid,
    source text,
    native_key text,
    url text,
    title text,
    body text,
    in_scope boolean,
    published_at timestamptz,
    first_seen_at timestamptz,
    revision integer,
    valid_from timestamptz,
    valid_to timestamptz
)
LANGUAGE sql STABLE PARALLEL SAFE
AS $$
SELECT
    a.article_id, a.source, a.native_key, a.url, r.title, r.body, a.in_scope, a.published_at, a.first_seen_at, r.revision, r.valid_from, r.valid_to
FROM v1.article AS a
INNER JOIN v1.article_revision AS r ON a.article_id OPERATOR(pg_catalog.=) r.article_id
WHERE
    r.valid_from OPERATOR(pg_catalog.<=) as_of.at AND (r.valid_to IS NULL OR r.valid_to OPERATOR(pg_catalog.>) as_of.at)
$$;

COMMENT ON FUNCTION v1.as_of(timestamptz) IS
'The articles as they stood at an instant: one row for each that had been seen by then, with the title and text it had. What is not versioned (address, '
'scope, time of publication) is as known now.';
REVOKE ALL ON FUNCTION v1.as_of(timestamptz) FROM public;
GRANT EXECUTE ON FUNCTION v1.as_of(timestamptz) TO briefwire_reader;
