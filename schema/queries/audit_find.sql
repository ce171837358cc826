-- What an audit found takes the place of what was found on its days before.
WITH forgotten AS (
    DELETE FROM briefwire.family_difference AS d
    WHERE d.day BETWEEN %(first)s AND %(last)s
)

INSERT INTO briefwire.family_difference (source, day, difference, words, found_at)
SELECT
    f.source,
    f.day,
    f.difference,
    f.words,
    %(ended_at)s AS found_at
FROM jsonb_to_recordset(%(findings)s) AS f (source text, day date, difference text, words text);
