-- Of these articles those that were not read as they stand now: never yet, or by other facts, or by another version.
SELECT
    p.article_id,
    p.source,
    p.native_key,
    p.title,
    p.body,
    p.language,
    p.in_scope,
    p.at,
    p.local_day,
    p.dateline_date,
    p.is_ministry,
    p.country,
    p.local_hour,
    p.source_title,
    p.agency,
    p.content_digest
FROM (
    SELECT
        a.article_id,
        a.source,
        a.native_key,
        a.title,
        a.body,
        a.language,
        a.in_scope,
        a.dateline_date,
        a.agency,
        a.content_digest,
        s.kind = 'ministry' AS is_ministry,
        s.country,
        s.title AS source_title,
        briefwire.link_instant(a.published_at, a.dateline_date, a.first_seen_at) AS at,
        coalesce(
            (a.published_at AT TIME ZONE s.time_zone)::date, a.dateline_date, (a.first_seen_at AT TIME ZONE s.time_zone)::date
        ) AS local_day,
        -- Where the site tells only a day, its midnight is no hour.
        CASE
            WHEN a.published_at_method NOT LIKE '%%-day' THEN extract(HOUR FROM a.published_at AT TIME ZONE s.time_zone)::smallint
        END AS local_hour
    FROM briefwire.article AS a
    INNER JOIN briefwire.source AS s ON a.source = s.source
    WHERE a.article_id = any(%(articles)s::uuid[])
) AS p
LEFT JOIN briefwire.heard AS h ON p.article_id = h.article_id
WHERE
    (h.content_digest, h.in_scope, h.language, h.agency, h.at, h.local_day, h.local_hour, h.dateline_date, h.hearing_version)
    IS DISTINCT FROM
    (p.content_digest, p.in_scope, p.language, p.agency, p.at, p.local_day, p.local_hour, p.dateline_date, %(hearing_version)s)
ORDER BY p.at, p.source, p.native_key;
