-- Alarms over the coverage calendar, silences with an end, and the messages in which they were told.

CREATE TABLE briefwire.silence (
    silence_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    source text REFERENCES briefwire.source (source),
    reason text CHECK (reason IN ('blocked', 'parser broken', 'unreachable', 'not yet crawled')),
    made_at timestamptz NOT NULL,
    until_day date NOT NULL,
    who text NOT NULL CHECK (btrim(who) <> ''),
    why text NOT NULL,
    ended_at timestamptz CHECK (ended_at >= made_at),
    end_told_at timestamptz,
    CONSTRAINT silence_ends_within_ninety_days CHECK (
        until_day BETWEEN (made_at AT TIME ZONE 'UTC')::date AND (made_at AT TIME ZONE 'UTC')::date + 90
    ),
    CONSTRAINT silence_says_why CHECK (char_length(btrim(why)) >= 10)
);
COMMENT ON TABLE briefwire.silence IS 'Alarms that somebody asked not to be told of, for a while and for a reason. It stops by itself after until_day.';
COMMENT ON COLUMN briefwire.silence.silence_id IS 'Number of the silence.';
COMMENT ON COLUMN briefwire.silence.source IS 'The source; NULL: all.';
COMMENT ON COLUMN briefwire.silence.reason IS 'The reason of the alarm; NULL: all.';
COMMENT ON COLUMN briefwire.silence.made_at IS 'When it was asked for.';
COMMENT ON COLUMN briefwire.silence.until_day IS 'Last day of it, UTC: at most ninety days after it was made.';
COMMENT ON COLUMN briefwire.silence.who IS 'Who asked.';
COMMENT ON COLUMN briefwire.silence.why IS 'Why, in at least ten characters.';
COMMENT ON COLUMN briefwire.silence.ended_at IS 'When somebody ended it early; NULL otherwise.';
COMMENT ON COLUMN briefwire.silence.end_told_at IS 'When it was told that it had run out; NULL before, and for one that was ended early.';

CREATE TABLE briefwire.alarm (
    alarm_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    source text NOT NULL REFERENCES briefwire.source (source),
    reason text NOT NULL CHECK (reason IN ('blocked', 'parser broken', 'unreachable', 'not yet crawled')),
    days date[] NOT NULL CHECK (cardinality(days) > 0),
    words text NOT NULL,
    opened_at timestamptz NOT NULL,
    last_seen_at timestamptz NOT NULL CHECK (last_seen_at >= opened_at),
    told_at timestamptz,
    told_through date,
    closed_at timestamptz CHECK (closed_at >= opened_at),
    closed_as text CHECK (closed_as IN ('well again', 'another reason', 'left unmended', 'no longer declared')),
    closed_under bigint REFERENCES briefwire.silence (silence_id),
    closing_told_at timestamptz,
    CONSTRAINT alarm_told_through_a_day CHECK ((told_at IS NULL) = (told_through IS NULL)),
    CONSTRAINT alarm_closed_as_something CHECK ((closed_at IS NULL) = (closed_as IS NULL)),
    CONSTRAINT alarm_closed_before_what_follows CHECK (closed_at IS NOT NULL OR (closed_under IS NULL AND closing_told_at IS NULL))
);
CREATE UNIQUE INDEX alarm_open ON briefwire.alarm (source, reason) WHERE closed_at IS NULL;
CREATE INDEX alarm_closed ON briefwire.alarm (closed_at) WHERE closed_at IS NOT NULL;
COMMENT ON TABLE briefwire.alarm IS 'One trouble of one source, over all the days it lasts. At most one is open for a source and a reason.';
COMMENT ON COLUMN briefwire.alarm.alarm_id IS 'Number of the alarm.';
COMMENT ON COLUMN briefwire.alarm.source IS 'The source.';
COMMENT ON COLUMN briefwire.alarm.reason IS 'blocked, parser broken, unreachable or not yet crawled: the reason in the coverage calendar.';
COMMENT ON COLUMN briefwire.alarm.days IS 'The publication days in trouble, in order: those of today while it is open, the last ones it had when it is closed.';
COMMENT ON COLUMN briefwire.alarm.words IS 'What the books say of the newest of these days.';
COMMENT ON COLUMN briefwire.alarm.opened_at IS 'When it was first seen.';
COMMENT ON COLUMN briefwire.alarm.last_seen_at IS 'When it was last seen.';
COMMENT ON COLUMN briefwire.alarm.told_at IS 'When it was last told; NULL: not yet.';
COMMENT ON COLUMN briefwire.alarm.told_through IS 'The newest day that it then had.';
COMMENT ON COLUMN briefwire.alarm.closed_at IS 'When it was seen to be over; NULL while it is open.';
COMMENT ON COLUMN briefwire.alarm.closed_as IS
'well again; another reason (its days have a trouble of another kind now); left unmended (too old: nothing comes back to them by itself); no longer declared.';
COMMENT ON COLUMN briefwire.alarm.closed_under IS 'The silence under which it was closed: such a closing is not told.';
COMMENT ON COLUMN briefwire.alarm.closing_told_at IS 'When its closing was told; NULL: not yet, or never to be.';

CREATE TABLE briefwire.alarm_message (
    message_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    composed_at timestamptz NOT NULL,
    subject text NOT NULL CHECK (subject !~ '[[:cntrl:]]'),
    body text NOT NULL,
    told_at timestamptz,
    told_by text[],
    CONSTRAINT alarm_message_told_by_somebody CHECK (
        (told_at IS NULL AND told_by IS NULL) OR (told_at IS NOT NULL AND cardinality(told_by) > 0)
    )
);
CREATE INDEX alarm_message_told ON briefwire.alarm_message (told_at);
COMMENT ON TABLE briefwire.alarm_message IS 'Messages to people. One that nobody took is composed afresh by the next quality run.';
COMMENT ON COLUMN briefwire.alarm_message.message_id IS 'Number of the message.';
COMMENT ON COLUMN briefwire.alarm_message.composed_at IS 'When it was written.';
COMMENT ON COLUMN briefwire.alarm_message.subject IS 'One line.';
COMMENT ON COLUMN briefwire.alarm_message.body IS 'Plain text.';
COMMENT ON COLUMN briefwire.alarm_message.told_at IS 'When the first channel took it; NULL: not yet. Counted against the budget of its UTC day.';
COMMENT ON COLUMN briefwire.alarm_message.told_by IS 'The channels that took it.';

CREATE TABLE briefwire.alarm_line (
    message_id bigint NOT NULL REFERENCES briefwire.alarm_message (message_id) ON DELETE CASCADE,
    event text NOT NULL CHECK (event IN ('open', 'closed', 'silence over')),
    alarm_id bigint REFERENCES briefwire.alarm (alarm_id),
    silence_id bigint REFERENCES briefwire.silence (silence_id),
    through date,
    CONSTRAINT alarm_line_of_one_thing CHECK (
        (alarm_id IS NULL) = (event = 'silence over') AND (silence_id IS NULL) = (event <> 'silence over')
    ),
    CONSTRAINT alarm_line_through_a_day CHECK ((through IS NOT NULL) = (event = 'open'))
);
CREATE INDEX alarm_line_message ON briefwire.alarm_line (message_id);
COMMENT ON TABLE briefwire.alarm_line IS 'What each message tells of: marked as told when the message is.';
COMMENT ON COLUMN briefwire.alarm_line.message_id IS 'The message.';
COMMENT ON COLUMN briefwire.alarm_line.event IS 'open, closed or silence over.';
COMMENT ON COLUMN briefwire.alarm_line.alarm_id IS 'The alarm that is open or closed.';
COMMENT ON COLUMN briefwire.alarm_line.silence_id IS 'The silence that is over.';
COMMENT ON COLUMN briefwire.alarm_line.through IS 'The newest day of an open alarm, as told.';

INSERT INTO briefwire.changelog (entry, changed_on, change) VALUES
(3, '2026-11-23', 'New: alarm, silence.');

GRANT SELECT, INSERT, UPDATE ON briefwire.alarm, briefwire.silence TO briefwire_loader;
GRANT SELECT, INSERT, UPDATE, DELETE ON briefwire.alarm_message, briefwire.alarm_line TO briefwire_loader;
