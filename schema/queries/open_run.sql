INSERT INTO briefwire.run (run_id, source, day, kind, dag_run_id, started_at, step_at)
VALUES (%(run_id)s, %(source)s, %(day)s, %(kind)s, %(dag_run_id)s, %(started_at)s, %(now)s);
