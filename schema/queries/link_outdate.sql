-- All articles that were linked by other versions wait again; the versions that are in force from now on are written down.
WITH outdated AS (
    INSERT INTO briefwire.link_waiting (article_id, day)
    SELECT
        s.article_id,
        s.day
    FROM briefwire.signature AS s
    WHERE (s.sig_version, s.rule_version) <> (%(sig_version)s, %(rule_version)s)
)

INSERT INTO briefwire.linking (sig_version, rule_version)
VALUES (%(sig_version)s, %(rule_version)s)
ON CONFLICT (only_row) DO UPDATE
    SET sig_version = excluded.sig_version, rule_version = excluded.rule_version;
