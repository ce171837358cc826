CREATE OR REPLACE VIEW v1.changelog AS
SELECT
    c.entry,
    c.changed_on,
    c.change
FROM briefwire.changelog AS c;

COMMENT ON VIEW v1.changelog IS 'What changed in these views, and when.';
COMMENT ON COLUMN v1.changelog.entry IS 'Number of the entry.';
COMMENT ON COLUMN v1.changelog.changed_on IS 'Day of the change.';
COMMENT ON COLUMN v1.changelog.change IS 'The change, for those who query the views.';
