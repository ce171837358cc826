ALTER TABLE briefwire.heard ADD COLUMN local_hour smallint CHECK (local_hour BETWEEN 0 AND 23);
COMMENT ON COLUMN briefwire.heard.local_hour IS 'Hour of publication in the source''s zone; NULL where the site tells no time of day.';

ALTER TABLE briefwire.heard DROP CONSTRAINT heard_day_rule_check;
ALTER TABLE briefwire.heard ADD CONSTRAINT heard_day_rule_check
CHECK (day_rule IN ('transcript', 'weekday', 'dateline', 'published', 'day before'));
COMMENT ON COLUMN briefwire.heard.day_rule IS
'What that rests on: transcript: the ministry''s own page; weekday: named in the opening; dateline; published: the day of publication in the source''s zone; '
'day before: that of a report published before offices open.';

-- How a time of publication is known tells whether there is an hour in it.
CREATE OR REPLACE FUNCTION briefwire.await_hearing() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO briefwire.unheard (article_id, day)
        SELECT n.article_id, (briefwire.link_instant(n.published_at, n.dateline_date, n.first_seen_at) AT TIME ZONE 'UTC')::date
        FROM article_now AS n;
    ELSE
        INSERT INTO briefwire.unheard (article_id, day)
        SELECT n.article_id, (briefwire.link_instant(n.published_at, n.dateline_date, n.first_seen_at) AT TIME ZONE 'UTC')::date
        FROM article_now AS n
        INNER JOIN article_before AS b ON n.article_id = b.article_id
        WHERE
            (
                n.content_digest, n.in_scope, n.language, n.agency, n.dateline_date, n.published_at, n.published_at_method,
                briefwire.link_instant(n.published_at, n.dateline_date, n.first_seen_at)
            ) IS DISTINCT FROM (
                b.content_digest, b.in_scope, b.language, b.agency, b.dateline_date, b.published_at, b.published_at_method,
                briefwire.link_instant(b.published_at, b.dateline_date, b.first_seen_at)
            );
    END IF;
    RETURN NULL;
END
$$;

INSERT INTO briefwire.changelog (entry, changed_on, change) VALUES
(6, '2026-12-01', 'statement.day_rule has one more value: day before (a report published before nine in the morning that names no day).');
