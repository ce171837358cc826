-- How the newest run of each source ended, and for which day; `running` while it is open.
SELECT DISTINCT ON (source)
    source,
    coalesce(verdict, 'running') AS verdict,
    day
FROM briefwire.run
ORDER BY source, started_at DESC;
