"""Who speaks for a foreign ministry: ministries, persons with their terms of office and every name they go by, and what verbatim speaker words mean."""
