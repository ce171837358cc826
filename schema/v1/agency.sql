CREATE OR REPLACE VIEW v1.agency AS
SELECT
    g.agency,
    g.title,
    g.country,
    g.source
FROM briefwire.agency AS g;

COMMENT ON VIEW v1.agency IS 'News agencies that credits are read as.';
COMMENT ON COLUMN v1.agency.agency IS 'Short name, as in article.agency.';
COMMENT ON COLUMN v1.agency.title IS 'Full name.';
COMMENT ON COLUMN v1.agency.country IS 'ISO 3166 alpha-2; NULL for one of no country.';
COMMENT ON COLUMN v1.agency.source IS 'The source that is the agency''s own site; NULL when none is collected.';

CREATE OR REPLACE VIEW v1.agency_alias AS
SELECT
    l.alias,
    l.agency
FROM briefwire.agency_alias AS l;

COMMENT ON VIEW v1.agency_alias IS 'Other names of agencies, as printed in credits.';
COMMENT ON COLUMN v1.agency_alias.alias IS 'The name.';
COMMENT ON COLUMN v1.agency_alias.agency IS 'The agency it means: v1.agency.';
