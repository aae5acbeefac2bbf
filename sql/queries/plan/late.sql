select * from plan_late ($1::bigint)
