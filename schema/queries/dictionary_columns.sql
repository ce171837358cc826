-- The public views and their columns, with the comments that they carry.
SELECT
    c.relname AS view,
    a.attname AS name,
    format_type(a.atttypid, a.atttypmod) AS type,
    coalesce(pg_catalog.obj_description(c.oid, 'pg_class'), '') AS of_view,
    coalesce(pg_catalog.col_description(c.oid, a.attnum), '') AS of_column
FROM pg_catalog.pg_class AS c
INNER JOIN pg_catalog.pg_attribute AS a ON c.oid = a.attrelid AND a.attnum > 0 AND NOT a.attisdropped
WHERE c.relnamespace = 'v1'::regnamespace AND c.relkind = 'v'
ORDER BY c.relname, a.attnum;
