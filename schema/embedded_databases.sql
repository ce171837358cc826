-- Who may connect where on the embedded server: neither database admits the other's logins, and only the superuser enters the rest.
REVOKE ALL ON DATABASE briefwire FROM public;
REVOKE ALL ON DATABASE airflow FROM public;
REVOKE ALL ON DATABASE postgres FROM public;
REVOKE ALL ON DATABASE template1 FROM public;
GRANT CONNECT ON DATABASE briefwire TO briefwire_reader;
