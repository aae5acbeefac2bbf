update job set state = 'failed', message = $2, ended_at = now () where id = $1::bigint and state = 'running' returning id
