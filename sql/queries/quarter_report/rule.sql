select * from report_rule ($1::bigint)
