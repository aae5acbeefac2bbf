select report_submit ($1::bigint, $2::int) as id
