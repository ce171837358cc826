-- The ministries' own pages of their days, with their exchanges, without those of the articles that are being read.
SELECT
    h.ministry,
    h.event_day,
    h.article_id,
    h.at,
    a.source,
    a.native_key,
    h.setting,
    h.spokesperson,
    e.exchange_id,
    e.asker_outlet,
    e.question_start IS NOT NULL AS asked,
    e.about
FROM unnest(%(ministries)s::text[], %(days)s::date[]) AS d (ministry, day)
INNER JOIN briefwire.heard AS h ON d.ministry = h.ministry AND d.day = h.event_day AND h.setting IS NOT NULL
INNER JOIN briefwire.article AS a ON h.article_id = a.article_id
LEFT JOIN briefwire.exchange AS e ON h.article_id = e.article_id
WHERE h.article_id <> all(%(articles)s::uuid[]);
