"""What the database says of pages, days and edits: equal for two databases that collected the same days, in whatever order and however often they were killed.

Left out is what differs from run to run: ids and instants of runs and captures, places in the archive.
"""

from datetime import date

# One row, one column: JSON. To be asked as the analyst or the owner: a reader would compare withheld texts.
_QUERY = """
WITH wanted AS (
    SELECT r.run_id, r.source, r.day, r.started_at FROM v1.run AS r WHERE r.verdict = 'ok' AND {which}
)

SELECT json_build_object(
    'articles', (
        SELECT json_agg(row ORDER BY row.source, row.native_key)
        FROM (
            SELECT
                a.article_id, a.source, a.native_key, a.url, a.title, a.body, a.language, a.in_scope, a.scope_reason, a.place, a.agency, a.byline,
                a.dateline_date, a.published_at, a.published_at_method, a.published_at_zone, a.published_at_confidence, a.modified_at, a.revision,
                a.revisions, a.parser, a.parser_version, a.gone_since IS NOT NULL AS gone,
                (
                    SELECT json_agg(json_build_array(r.revision, r.title, r.body, r.changed, r.class, r.classes) ORDER BY r.revision)
                    FROM v1.article_revision AS r
                    WHERE r.article_id = a.article_id
                ) AS history
            FROM v1.article AS a
            WHERE a.run_id IN (SELECT w.run_id FROM wanted AS w)
        ) AS row
    ),
    'addresses', (
        SELECT json_agg(json_build_array(o.source, o.day, o.url, o.article_id) ORDER BY o.source, o.day, o.url)
        FROM (
            SELECT DISTINCT ON (w.source, w.day, l.url) w.source, w.day, l.url, l.article_id
            FROM v1.outcome AS l
            INNER JOIN wanted AS w ON l.run_id = w.run_id
            ORDER BY w.source, w.day, l.url, w.started_at DESC
        ) AS o
    ),
    'days', (
        SELECT json_agg(json_build_array(r.source, r.day, r.discovered, r.loaded, r.state, r.reason, r.holiday) ORDER BY r.source, r.day)
        FROM v1.coverage_calendar AS r
        WHERE r.reason NOT IN ('not yet crawled', 'outside history') AND {which}
    )
)
"""


def content(source: str | None = None, first: date | None = None, last: date | None = None) -> str:
    """The query, for one source or all of them, for the publication days from `first` to `last`, both included, or all of them."""
    limits = ["TRUE"]
    if source is not None:
        limits.append(f"r.source = '{source}'")
    if first is not None:
        limits.append(f"r.day >= '{first.isoformat()}'")
    if last is not None:
        limits.append(f"r.day <= '{last.isoformat()}'")
    return _QUERY.format(which=" AND ".join(limits))


CONTENT = content()
