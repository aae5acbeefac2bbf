select * from plan_calendar ($1::bigint, $2::date, $3::date, $4::bigint)
