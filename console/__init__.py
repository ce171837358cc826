"""What an operator sees of the ledger inside Airflow: the note of a run, and pages behind Airflow's own login. Reads only, as `briefwire_reader`."""
