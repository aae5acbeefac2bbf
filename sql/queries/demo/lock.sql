select pg_advisory_xact_lock (7226473)::text as locked
