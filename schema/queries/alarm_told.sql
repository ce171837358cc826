-- One message was taken: it, and all that it tells of, is told. Marking it again changes nothing.
WITH message AS (
    UPDATE briefwire.alarm_message AS m
    SET told_at = %(now)s, told_by = %(channels)s
    WHERE m.message_id = %(message_id)s AND m.told_at IS NULL
    RETURNING m.message_id
),

line AS (
    SELECT
        l.event,
        l.alarm_id,
        l.silence_id,
        l.through
    FROM briefwire.alarm_line AS l
    INNER JOIN message AS m ON l.message_id = m.message_id
),

opened AS (
    UPDATE briefwire.alarm AS a
    SET told_at = %(now)s, told_through = l.through
    FROM line AS l
    WHERE l.event = 'open' AND a.alarm_id = l.alarm_id
),

closed AS (
    UPDATE briefwire.alarm AS a
    SET closing_told_at = %(now)s
    FROM line AS l
    WHERE l.event = 'closed' AND a.alarm_id = l.alarm_id
)

UPDATE briefwire.silence AS s
SET end_told_at = %(now)s
FROM line AS l
WHERE l.event = 'silence over' AND s.silence_id = l.silence_id;
