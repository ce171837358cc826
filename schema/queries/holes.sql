-- Days that another run may fill. What a polled source showed on a day gone by nobody can ask for.
SELECT c.day
FROM v1.coverage_calendar AS c
INNER JOIN briefwire.source AS s ON c.source = s.source
WHERE
    c.source = %(source)s
    AND c.day BETWEEN %(first)s AND %(last)s
    AND c.reason = any(%(reasons)s)
    AND (s.history_kind <> 'none' OR c.day = (now() AT TIME ZONE s.time_zone)::date)
ORDER BY c.day;
