select * from result_rule_hits ($1::int)
