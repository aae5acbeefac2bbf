-- with what it has read all the same, and a word for programs of why
update job set state = 'failed', message = $2, code = coalesce ($3, ''), result = $4, ended_at = now () where id = $1::bigint and state = 'running' returning id
