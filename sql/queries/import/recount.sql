select marks_recount ($1::bigint, $2) as id
