-- Messages that nobody took yet, one row for each alarm they tell of (and one without an alarm for a message that tells of none).
SELECT
    m.message_id,
    m.subject,
    m.body,
    l.event,
    a.source,
    a.reason,
    a.days,
    a.words
FROM briefwire.alarm_message AS m
LEFT JOIN briefwire.alarm_line AS l ON m.message_id = l.message_id AND l.alarm_id IS NOT NULL
LEFT JOIN briefwire.alarm AS a ON l.alarm_id = a.alarm_id
WHERE m.told_at IS NULL
ORDER BY m.message_id, a.alarm_id;
