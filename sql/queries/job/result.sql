select result from job where id = $1::bigint and state = 'done'
