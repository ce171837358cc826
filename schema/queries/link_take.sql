-- The oldest entries of the queue, as many as one transaction should hold: of a month at most, since each month around them is searched,
-- and of no more text than memory should hold (octet_length does not fetch the text).
SELECT
    w.entry,
    w.article_id
FROM (
    SELECT
        oldest.entry,
        oldest.article_id,
        oldest.day,
        min(oldest.day) OVER () AS first_day,
        sum(octet_length(a.body)) OVER (ORDER BY oldest.day, oldest.entry) - octet_length(a.body) AS octets_before
    FROM (
        SELECT
            q.entry,
            q.article_id,
            q.day
        FROM briefwire.link_waiting AS q
        ORDER BY q.day, q.entry
        LIMIT %(batch)s
    ) AS oldest
    INNER JOIN briefwire.article AS a ON oldest.article_id = a.article_id
) AS w
WHERE w.octets_before < %(octets)s AND w.day <= w.first_day + 31
ORDER BY w.day, w.entry;
