"""Where pages are found and fetched, and how bytes become a record. Knows sites; knows neither database nor Airflow."""
