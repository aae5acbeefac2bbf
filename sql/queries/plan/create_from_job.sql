select plan_create_from_job ($1::bigint, $2::int, $3, $4, $5::date, $6::date) as id
