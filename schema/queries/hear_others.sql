-- The statements of ministries' days, without those of the articles that are being read.
SELECT
    s.ministry,
    s.day,
    s.statement_id,
    h.at,
    a.source,
    a.native_key,
    s.start_offset,
    substring(a.body, s.start_offset + 1, s.end_offset - s.start_offset) AS said,
    s.article_id,
    s.setting,
    s.speaker_name,
    s.about || s.about_actors AS about,
    o.title,
    h.agency,
    CASE WHEN s.exchange_by = 'transcript' THEN s.exchange_id END AS answers
FROM unnest(%(ministries)s::text[], %(days)s::date[]) AS d (ministry, day)
INNER JOIN briefwire.statement AS s ON d.ministry = s.ministry AND d.day = s.day
INNER JOIN briefwire.heard AS h ON s.article_id = h.article_id
INNER JOIN briefwire.article AS a ON s.article_id = a.article_id
INNER JOIN briefwire.source AS o ON a.source = o.source
WHERE s.article_id <> all(%(articles)s::uuid[]);
