select plan_edit ($1::bigint, $2::jsonb) as id
