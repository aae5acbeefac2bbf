select password_set ($1::bigint, $2, $3)
