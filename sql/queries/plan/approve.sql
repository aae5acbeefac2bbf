select plan_approve ($1::bigint, $2::int, $3, $4, $5::date, $6::text[], $7::bigint[], $8::date[], $9::date[], $10::date[], $11::text[]) as id
