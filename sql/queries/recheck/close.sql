select recheck_close ($1::bigint, $2::int) as id
