-- Everything is asked for by key, a few hundred rows of tables of any size; fresh tables have no statistics that would say so.
SET LOCAL enable_seqscan = off;
SET LOCAL enable_mergejoin = off;
SET LOCAL enable_memoize = off;
SET LOCAL jit = off;
SET LOCAL work_mem = '32MB';
