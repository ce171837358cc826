INSERT INTO briefwire.source AS standing (
    source, title, kind, country, language, time_zone, text_licence, history_kind, history_since, settles
)
VALUES (
    %(source)s, %(title)s, %(kind)s, %(country)s, %(language)s, %(time_zone)s, %(text_licence)s, %(history_kind)s,
    %(history_since)s, %(settles)s
)
ON CONFLICT (source) DO UPDATE
    SET
        title = excluded.title,
        kind = excluded.kind,
        country = excluded.country,
        language = excluded.language,
        time_zone = excluded.time_zone,
        text_licence = excluded.text_licence,
        history_kind = excluded.history_kind,
        history_since = excluded.history_since,
        settles = excluded.settles
    WHERE standing IS DISTINCT FROM excluded;
