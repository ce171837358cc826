INSERT INTO briefwire.staged_run (run_id, discovered)
VALUES (%(run_id)s, %(discovered)s);
