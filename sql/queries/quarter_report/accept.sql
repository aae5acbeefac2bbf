select report_accept ($1::bigint, $2::int) as id
