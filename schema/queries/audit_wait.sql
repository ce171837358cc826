-- Makes articles wait to be linked, as if each had been linked by an older program.
WITH outdated AS (
    UPDATE briefwire.signature AS s
    SET sig_version = 0
    WHERE s.article_id = any(%(articles)s::uuid[])
    RETURNING s.article_id, s.day
)

INSERT INTO briefwire.link_waiting (article_id, day)
SELECT
    o.article_id,
    o.day
FROM outdated AS o;
