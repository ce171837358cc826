INSERT INTO briefwire.archive_root AS standing (uri)
VALUES (%(uri)s)
ON CONFLICT (only_row) DO UPDATE SET uri = excluded.uri WHERE standing.uri <> excluded.uri;
