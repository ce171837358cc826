-- What stood at an instant t: valid_from <= t AND (valid_to IS NULL OR t < valid_to).
CREATE OR REPLACE VIEW v1.article_revision AS
SELECT
    r.article_id,
    r.revision,
    r.title,
    CASE WHEN s.text_licence = 'open' OR pg_catalog.pg_has_role(current_user, 'briefwire_analyst', 'USAGE') THEN r.body END AS body,
    r.valid_from,
    r.valid_to,
    r.changed,
    r.class,
    r.classes
FROM briefwire.article_revision AS r
LEFT JOIN briefwire.article AS a ON r.article_id = a.article_id
LEFT JOIN briefwire.source AS s ON a.source = s.source;

COMMENT ON VIEW v1.article_revision IS 'Every version of an article''s title and body that was seen.';
COMMENT ON COLUMN v1.article_revision.article_id IS 'The article.';
COMMENT ON COLUMN v1.article_revision.revision IS 'Counted from 1 in order of time.';
COMMENT ON COLUMN v1.article_revision.title IS 'Its title.';
COMMENT ON COLUMN v1.article_revision.body IS 'Its text; NULL where the source''s text is licensed and the reader is no analyst.';
COMMENT ON COLUMN v1.article_revision.valid_from IS 'When it was first seen.';
COMMENT ON COLUMN v1.article_revision.valid_to IS 'When another version was first seen in its place; NULL for the present one.';
COMMENT ON COLUMN v1.article_revision.changed IS 'What differs from the revision before: title, body or both; empty for the first.';
COMMENT ON COLUMN v1.article_revision.class IS
'The gravest kind of change against the revision before: retraction > negation > number > name > quote > wording > cosmetic. NULL for the first, and '
'for revisions seen before edits were classed until the article is read again.';
COMMENT ON COLUMN v1.article_revision.classes IS 'All kinds of change against the revision before; empty where class is NULL.';
