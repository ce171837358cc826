WITH message AS (
    INSERT INTO briefwire.alarm_message (composed_at, subject, body) VALUES (%(now)s, %(subject)s, %(body)s)
    RETURNING message_id
)

INSERT INTO briefwire.alarm_line (message_id, event, alarm_id, silence_id, through)
SELECT
    (SELECT m.message_id FROM message AS m) AS message_id,
    l.event,
    l.alarm_id,
    l.silence_id,
    l.through
FROM jsonb_to_recordset(%(lines)s) AS l (event text, alarm_id bigint, silence_id bigint, through date);
