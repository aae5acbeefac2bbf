update job set state = 'cancelled', ended_at = now () where id = $1::bigint and state in ('queued', 'running') returning id
