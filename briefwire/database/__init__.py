"""Everything that speaks to Postgres. Each function that writes is one transaction of its own."""
