select d.* from plan_diff ($1::bigint, $2::int, $3::int) d
