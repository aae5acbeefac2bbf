insert into job (kind, file_id, dry_run, columns, only_table) values ($1, $2::uuid, $3::boolean, nullif ($4, ''), $5::int) returning id
