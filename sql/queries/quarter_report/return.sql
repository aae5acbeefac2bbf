select report_return ($1::bigint, $2::int, $3, $4::jsonb) as id
