"""When it happens: wiring of the steps of `briefwire` to Airflow's clock, and nothing else."""
