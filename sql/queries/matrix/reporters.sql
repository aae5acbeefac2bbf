select * from matrix_reporters ($1::bigint)
