-- Revisions of the articles that this run read: stretches of captures, in order of time, with the same text. In the usual case one row is
-- added and the one before it is closed; a reading that is loaded late is put where it belongs. A revision whose text, or the text before
-- it, is no longer what it was loses its class: the next step classes it anew.
WITH stretches AS (
    SELECT
        d.article_id,
        d.number,
        stretch.revision,
        stretch.content_digest,
        stretch.digest_before,
        stretch.valid_from,
        stretch.valid_to
    FROM briefwire.staged_decision AS d
    INNER JOIN LATERAL (
        SELECT
            o.content_digest,
            o.digest_before,
            o.captured_at AS valid_from,
            lead(o.captured_at) OVER in_time AS valid_to,
            row_number() OVER in_time AS revision
        FROM (
            SELECT
                c.captured_at,
                c.content_digest,
                lag(c.content_digest) OVER (ORDER BY c.captured_at) AS digest_before
            FROM briefwire.capture AS c
            WHERE c.article_id = d.article_id
        ) AS o
        WHERE o.digest_before IS DISTINCT FROM o.content_digest
        WINDOW in_time AS (ORDER BY o.captured_at)
    ) AS stretch ON TRUE
    WHERE d.run_id = %(run_id)s AND d.kept
)

INSERT INTO briefwire.article_revision AS standing (
    article_id, revision, title, body, content_digest, digest_before, valid_from, valid_to, changed
)
SELECT
    s.article_id,
    s.revision,
    t.title,
    t.body,
    s.content_digest,
    s.digest_before,
    s.valid_from,
    s.valid_to,
    array_remove(
        ARRAY[CASE WHEN t.title <> t_before.title THEN 'title' END, CASE WHEN t.body <> t_before.body THEN 'body' END],
        NULL
    ) AS changed
FROM stretches AS s
-- The text of a stretch stands in this run's staging or among the revisions known before.
INNER JOIN LATERAL (
    SELECT
        a.title,
        a.body
    FROM briefwire.staged_article AS a
    WHERE a.number = s.number AND a.content_digest = s.content_digest
    UNION ALL
    SELECT
        r.title,
        r.body
    FROM briefwire.article_revision AS r
    WHERE r.article_id = s.article_id AND r.content_digest = s.content_digest
    LIMIT 1
) AS t ON TRUE
LEFT JOIN LATERAL (
    SELECT
        a.title,
        a.body
    FROM briefwire.staged_article AS a
    WHERE a.number = s.number AND a.content_digest = s.digest_before
    UNION ALL
    SELECT
        r.title,
        r.body
    FROM briefwire.article_revision AS r
    WHERE r.article_id = s.article_id AND r.content_digest = s.digest_before
    LIMIT 1
) AS t_before ON TRUE
ON CONFLICT (article_id, revision) DO UPDATE
    SET
        title = excluded.title,
        body = excluded.body,
        content_digest = excluded.content_digest,
        digest_before = excluded.digest_before,
        class = CASE
            WHEN (standing.content_digest, standing.digest_before) = (excluded.content_digest, excluded.digest_before) THEN standing.class
        END,
        classes = CASE
            WHEN (standing.content_digest, standing.digest_before) = (excluded.content_digest, excluded.digest_before) THEN standing.classes
            ELSE '{}'
        END,
        valid_from = excluded.valid_from,
        valid_to = excluded.valid_to,
        changed = excluded.changed
    WHERE
    (standing.content_digest, standing.digest_before, standing.valid_from, standing.valid_to, standing.changed)
    IS DISTINCT FROM (excluded.content_digest, excluded.digest_before, excluded.valid_from, excluded.valid_to, excluded.changed);

-- A better reading of the same bytes can leave fewer revisions than there were: those after the present one are left over.
DELETE FROM briefwire.article_revision AS r
USING briefwire.staged_decision AS d, briefwire.article_revision AS present
WHERE
    d.run_id = %(run_id)s
    AND d.kept
    AND r.article_id = d.article_id
    AND present.article_id = d.article_id
    AND present.valid_to IS NULL
    AND r.revision > present.revision;
