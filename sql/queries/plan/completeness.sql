select * from plan_completeness ($1::bigint, $2, $3::date, $4)
