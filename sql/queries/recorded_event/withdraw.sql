select event_withdraw ($1::bigint, $2::int, $3, $4::jsonb, $5::bigint[]) as id
