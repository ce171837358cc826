INSERT INTO briefwire.family AS standing (
    family_id, founder_id, origin_id, origin_reason, origin_agency, size, first_published_at, last_published_at
)
SELECT
    n.family_id,
    n.founder_id,
    n.origin_id,
    n.origin_reason,
    n.origin_agency,
    n.size,
    n.first_published_at,
    n.last_published_at
FROM
    jsonb_to_recordset(%(families)s::jsonb)
        AS n (
            family_id uuid, founder_id uuid, origin_id uuid, origin_reason text, origin_agency text, size integer,
            first_published_at timestamptz, last_published_at timestamptz
        )
ON CONFLICT (family_id) DO UPDATE
    SET
        founder_id = excluded.founder_id,
        origin_id = excluded.origin_id,
        origin_reason = excluded.origin_reason,
        origin_agency = excluded.origin_agency,
        size = excluded.size,
        first_published_at = excluded.first_published_at,
        last_published_at = excluded.last_published_at
    WHERE standing IS DISTINCT FROM excluded;
