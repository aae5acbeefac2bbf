select id from job where id = $1::bigint and state = 'running'
