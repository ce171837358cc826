-- What is no longer there, in the order in which one row stands on another.
DELETE FROM briefwire.statement
WHERE article_id = any(%(articles)s::uuid[]) AND statement_id <> all(%(statements)s::uuid[]);
DELETE FROM briefwire.exchange
WHERE article_id = any(%(articles)s::uuid[]) AND exchange_id <> all(%(exchanges)s::uuid[]);
DELETE FROM briefwire.utterance AS u
USING unnest(%(ministries)s::text[], %(days)s::date[]) AS d (ministry, day)
WHERE u.ministry = d.ministry AND u.day = d.day AND u.utterance_id <> all(%(utterances)s::uuid[]);
DELETE FROM briefwire.briefing AS b
USING unnest(%(ministries)s::text[], %(days)s::date[]) AS d (ministry, day)
WHERE b.ministry = d.ministry AND b.day = d.day AND b.briefing_id <> all(%(briefings)s::uuid[]);
