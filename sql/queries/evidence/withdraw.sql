select evidence_withdraw ($1::bigint, $2::int, $3) as id
