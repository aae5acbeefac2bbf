select id from audit_seal where sha256 = decode ($1, 'hex')
