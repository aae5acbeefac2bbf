select * from audit_head ()
