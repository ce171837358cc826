-- Messages told on each of the newest two UTC days on which any was told, up to `today`.
SELECT
    (m.told_at AT TIME ZONE 'UTC')::date AS day,
    count(*) AS messages
FROM briefwire.alarm_message AS m
WHERE m.told_at < (%(today)s::date + 1)::timestamp AT TIME ZONE 'UTC'
GROUP BY 1
ORDER BY 1 DESC
LIMIT 2;
