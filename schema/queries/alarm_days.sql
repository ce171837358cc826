-- What the calendar says of the days from `first` to `last`, both included, where it is nothing good.
SELECT
    c.source,
    c.day,
    c.reason,
    coalesce(c.detail, '') AS words
FROM v1.coverage_calendar AS c
WHERE
    c.day BETWEEN %(first)s AND %(last)s
    AND c.reason IN ('blocked', 'parser broken', 'unreachable', 'not yet crawled')
ORDER BY c.source, c.day;
