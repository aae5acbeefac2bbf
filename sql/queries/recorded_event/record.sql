select event_record ($1, $2, $3::date, $4::date, $5::date, $6, $7::jsonb, $8::bigint[]) as id
