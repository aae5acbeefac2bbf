select import_from_job ($1::bigint, coalesce (nullif ($2, ''), 'refuse'), $3::jsonb, $4::jsonb) as id
