select rows, new_rows, same_rows, changed_rows, marked_rows, refused_rows from import where id = $1::bigint
