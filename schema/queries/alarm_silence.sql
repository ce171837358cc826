INSERT INTO briefwire.silence (source, reason, made_at, until_day, who, why)
VALUES (%(source)s, %(reason)s, %(now)s, %(until_day)s, %(who)s, %(why)s)
RETURNING silence_id;
