update job set state = 'running', started_at = now () where id = $1::bigint and state = 'queued' returning id
