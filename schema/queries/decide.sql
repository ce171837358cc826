-- One decision for each staged article of a run. Staging has no statistics, so what is looked up in other tables is looked up row by row
-- (LATERAL ... LIMIT 1): left to itself the planner compares every row with every other one.
--   identity   by native key; where that key is new and the address is already known for the source, by the address
--   duplicate  a page read under several addresses in one run: the first reading is the page, the others are duplicate_url
--   scope      with scope = 'in' a page out of scope always ends out_of_scope. If its article already stands (it was in scope once, or was
--              loaded with scope = 'all'), the reading is kept all the same: the row stays, its text is brought up to date and in_scope
--              turns false
--   repeated   a run that is published again keeps the loaded and revised of its first time
--   revised    the text differs from the readings before and after it in time, whatever the order of loading
INSERT INTO briefwire.staged_decision (run_id, number, url, article_id, outcome, reason, stands, kept)
WITH identified AS (
    SELECT
        s.run_id,
        s.number,
        s.url,
        s.captured_at,
        s.in_scope,
        s.scope_reason,
        s.content_digest,
        CASE WHEN own.article_id IS NULL THEN coalesce(alias.article_id, s.article_id) ELSE s.article_id END AS article_id
    FROM briefwire.staged_article AS s
    INNER JOIN briefwire.run AS r ON s.run_id = r.run_id
    LEFT JOIN LATERAL (
        SELECT a.article_id
        FROM briefwire.article AS a
        WHERE a.article_id = s.article_id
        LIMIT 1
    ) AS own ON TRUE
    LEFT JOIN LATERAL (
        SELECT u.article_id
        FROM briefwire.article_url AS u
        WHERE u.source = r.source AND u.url = s.url
        LIMIT 1
    ) AS alias ON TRUE
    WHERE s.run_id = %(run_id)s
),

placed AS (
    SELECT
        i.*,
        a.article_id IS NOT NULL AS known,
        row_number() OVER same_page AS place,
        first_value(i.url) OVER same_page AS first_url,
        first_value(i.in_scope) OVER same_page AS first_in_scope
    FROM identified AS i
    LEFT JOIN LATERAL (
        SELECT k.article_id
        FROM briefwire.article AS k
        WHERE k.article_id = i.article_id
        LIMIT 1
    ) AS a ON TRUE
    WINDOW same_page AS (PARTITION BY i.article_id ORDER BY i.captured_at, i.url)
)

SELECT
    p.run_id,
    p.number,
    p.url,
    p.article_id,
    CASE
        WHEN p.place > 1 THEN 'duplicate_url'
        WHEN NOT p.in_scope AND %(scope)s = 'in' THEN 'out_of_scope'
        WHEN booked.outcome IN ('loaded', 'revised') THEN booked.outcome
        WHEN NOT p.known THEN 'loaded'
        WHEN p.content_digest IN (before.content_digest, after.content_digest) THEN 'unchanged'
        ELSE 'revised'
    END AS outcome,
    CASE
        WHEN p.place > 1 THEN 'same page as ' || p.first_url
        WHEN NOT p.in_scope AND %(scope)s = 'in' THEN p.scope_reason
    END AS reason,
    p.known OR p.first_in_scope OR %(scope)s = 'all' AS stands,
    p.place = 1 AND (p.known OR p.in_scope OR %(scope)s = 'all') AS kept
FROM placed AS p
LEFT JOIN LATERAL (
    SELECT o.outcome
    FROM briefwire.outcome AS o
    WHERE o.run_id = p.run_id AND o.url = p.url
    LIMIT 1
) AS booked ON TRUE
LEFT JOIN LATERAL (
    SELECT c.content_digest
    FROM briefwire.capture AS c
    WHERE c.article_id = p.article_id AND c.captured_at <= p.captured_at
    ORDER BY c.captured_at DESC
    LIMIT 1
) AS before ON TRUE
LEFT JOIN LATERAL (
    SELECT c.content_digest
    FROM briefwire.capture AS c
    WHERE c.article_id = p.article_id AND c.captured_at > p.captured_at
    ORDER BY c.captured_at
    LIMIT 1
) AS after ON TRUE;
