update job set state = 'done', result = $2, done = 1, total = 1, ended_at = now () where id = $1::bigint and state = 'running' returning id
