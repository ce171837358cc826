UPDATE briefwire.run AS r
SET
    looked_at = %(looked_at)s,
    listed_by = %(listed_by)s,
    listing_oldest = %(listing_oldest)s,
    listing_newest = %(listing_newest)s,
    requests = %(requests)s,
    candidates = %(candidates)s,
    expected = %(expected)s,
    least = %(least)s,
    read = %(read)s,
    titled = %(titled)s,
    bodied = %(bodied)s,
    dated = %(dated)s,
    bylined = %(bylined)s,
    placed = %(placed)s,
    credited = %(credited)s
WHERE r.run_id = %(run_id)s;
