select * from session_create ($1::bigint, $2, $3)
