select * from audit_history ($1, $2)
