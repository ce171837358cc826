CREATE OR REPLACE VIEW v1.source AS
SELECT
    s.source,
    s.title,
    s.kind,
    s.country,
    s.language,
    s.time_zone,
    s.text_licence
FROM briefwire.source AS s;

COMMENT ON VIEW v1.source IS 'The sources that are collected.';
COMMENT ON COLUMN v1.source.source IS 'Name.';
COMMENT ON COLUMN v1.source.title IS 'Name for people.';
COMMENT ON COLUMN v1.source.kind IS 'outlet, or ministry for a foreign ministry''s own site.';
COMMENT ON COLUMN v1.source.country IS 'ISO 3166 alpha-2; of a ministry''s site the ministry.';
COMMENT ON COLUMN v1.source.language IS 'ISO 639-1 code of the language it is read in.';
COMMENT ON COLUMN v1.source.time_zone IS 'IANA zone in which its days begin and end.';
COMMENT ON COLUMN v1.source.text_licence IS 'open: anyone may read the text; licensed: analysts only.';
