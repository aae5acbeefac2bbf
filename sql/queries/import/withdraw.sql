select import_withdraw ($1::bigint, $2) as id
