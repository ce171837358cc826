DELETE FROM briefwire.staged_decision WHERE run_id = %(run_id)s;
DELETE FROM briefwire.staged_article WHERE run_id = %(run_id)s;
DELETE FROM briefwire.staged_ending WHERE run_id = %(run_id)s;
DELETE FROM briefwire.staged_run WHERE run_id = %(run_id)s;
