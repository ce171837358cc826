-- The session that holds an advisory lock: its key is split over two columns (PostgreSQL documentation, pg_locks). What the login may not
-- see is left out.
SELECT concat_ws(' ', 'server process ' || l.pid, 'from ' || host(a.client_addr), 'since ' || a.backend_start::timestamp(0)) AS holder
FROM pg_locks AS l
INNER JOIN pg_database AS d ON l.database = d.oid AND d.datname = current_database()
LEFT JOIN pg_stat_activity AS a ON l.pid = a.pid
WHERE
    l.locktype = 'advisory'
    AND l.granted
    AND l.objsubid = 1
    AND ((l.classid::bigint << 32) | l.objid::bigint) = hashtextextended(%(key)s, 0)
LIMIT 1;
