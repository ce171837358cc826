DELETE FROM briefwire.request WHERE run_id = %(run_id)s;
