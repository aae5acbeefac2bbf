select report_open ($1::bigint, $2) as id
