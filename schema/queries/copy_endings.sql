COPY briefwire.staged_ending (run_id, url, outcome, reason) FROM STDIN;
