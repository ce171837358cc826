INSERT INTO briefwire.family_audit (first_day, last_day, started_at, ended_at, articles, pairs, differences)
VALUES (%(first)s, %(last)s, %(started_at)s, %(ended_at)s, %(articles)s, %(pairs)s, %(differences)s);
