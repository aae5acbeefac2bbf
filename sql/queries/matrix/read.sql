select * from matrix_read ($1::bigint, $2, $3)
