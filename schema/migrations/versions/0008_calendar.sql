-- Indexes by which each day of the calendar finds its own runs: a watch leaves a hundred thousand of them a year.
CREATE INDEX run_whole_look ON briefwire.run (source, day, looked_at) WHERE published AND verdict = 'ok';
CREATE INDEX run_candidates ON briefwire.run (source, day) INCLUDE (published, candidates) WHERE ended_at IS NOT NULL;
CREATE INDEX run_expected ON briefwire.run (source, started_at) WHERE expected IS NOT NULL;
CREATE INDEX run_short ON briefwire.run (source, looked_at) WHERE verdict = 'short';
CREATE INDEX run_looked ON briefwire.run (source, looked_at, run_id) WHERE ended_at IS NOT NULL AND (published OR verdict = 'short');
