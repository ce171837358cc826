-- The oldest entries of the queue of one run or of all, as many as one transaction should hold (octet_length does not fetch the text).
SELECT
    w.entry,
    w.article_id
FROM (
    SELECT
        oldest.entry,
        oldest.article_id,
        oldest.day,
        sum(octet_length(a.body)) OVER (ORDER BY oldest.day, oldest.entry) - octet_length(a.body) AS octets_before
    FROM (
        SELECT
            q.entry,
            q.article_id,
            q.day
        FROM briefwire.unheard AS q
        ORDER BY q.day, q.entry
        LIMIT %(batch)s
    ) AS oldest
    INNER JOIN briefwire.article AS a ON oldest.article_id = a.article_id
) AS w
WHERE w.octets_before < %(octets)s
ORDER BY w.day, w.entry;
