-- The public functions: arguments, what they return, the comments that they carry.
SELECT
    p.proname AS name,
    pg_catalog.pg_get_function_arguments(p.oid) AS arguments,
    pg_catalog.pg_get_function_result(p.oid) AS result,
    coalesce(pg_catalog.obj_description(p.oid, 'pg_proc'), '') AS comment
FROM pg_catalog.pg_proc AS p
WHERE p.pronamespace = 'v1'::regnamespace
ORDER BY p.proname, p.pronargs;
