select * from audit_verify ()
