select recheck_deal ($1::bigint, $2::int) as id
