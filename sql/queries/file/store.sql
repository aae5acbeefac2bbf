select * from file_store ($1, $2, $3)
