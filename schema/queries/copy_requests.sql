COPY briefwire.request (run_id, number, asked_at, url, host, sent, status, robots, robots_digest, reason, rest_until) FROM STDIN;
