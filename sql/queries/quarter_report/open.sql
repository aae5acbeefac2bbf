select report_open ($1::bigint, $2, $3::date) as id
