-- Everything that linking asks for it asks by key, a few hundred rows of tables of any size. Said outright: the month that is being filled
-- has no statistics yet, and a planner that takes it for empty would read whole tables.
SET LOCAL enable_seqscan = off;
SET LOCAL enable_mergejoin = off;
SET LOCAL enable_memoize = off;
SET LOCAL jit = off;
SET LOCAL work_mem = '32MB';
