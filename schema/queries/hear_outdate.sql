-- All articles that were read by another version wait again; the version that is in force from now on is written down.
WITH outdated AS (
    INSERT INTO briefwire.unheard (article_id, day)
    SELECT
        h.article_id,
        (h.at AT TIME ZONE 'UTC')::date
    FROM briefwire.heard AS h
    WHERE h.hearing_version <> %(hearing_version)s
)

INSERT INTO briefwire.hearing (hearing_version)
VALUES (%(hearing_version)s)
ON CONFLICT (only_row) DO UPDATE
    SET hearing_version = excluded.hearing_version;
