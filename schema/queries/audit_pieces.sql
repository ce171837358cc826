-- The articles that are linked as they stand, of the link days from `first` to `last`, in order of time; with the fingerprints that are
-- stored of each.
SELECT
    a.article_id,
    a.source,
    a.native_key,
    a.title,
    a.body,
    s.at,
    a.published_at,
    a.agency,
    a.byline,
    s.fingerprints
FROM briefwire.signature AS s
INNER JOIN briefwire.article AS a ON s.article_id = a.article_id
WHERE
    s.day BETWEEN %(first)s AND %(last)s
    AND s.content_digest = a.content_digest
    AND s.at = briefwire.link_instant(a.published_at, a.dateline_date, a.first_seen_at)
    AND s.published_at IS NOT DISTINCT FROM a.published_at
    AND s.agency IS NOT DISTINCT FROM a.agency
    AND s.byline IS NOT DISTINCT FROM a.byline
    AND s.sig_version = %(sig_version)s
    AND s.rule_version = %(rule_version)s
ORDER BY s.at;
