select * from plan_annual ($1::bigint, $2::int)
