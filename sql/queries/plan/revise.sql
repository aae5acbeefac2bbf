select plan_revise ($1::bigint, $2::int, $3) as id
