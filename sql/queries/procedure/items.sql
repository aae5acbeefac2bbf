select procedure_items_put ($1::bigint, $2::int, $3::jsonb) as id
