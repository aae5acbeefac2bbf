select plan_approve ($1::bigint, $2::int, $3, $4, $5::date, $6::jsonb) as id
