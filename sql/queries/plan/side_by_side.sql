select s.* from plan_side_by_side ($1::bigint, $2::bigint) s
