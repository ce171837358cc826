"""What happens to a record: clean, stage, check, publish, answer. Knows Postgres; knows neither Scrapy nor Airflow."""
