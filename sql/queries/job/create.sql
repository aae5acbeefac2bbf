insert into job (kind, file_id, dry_run, columns, only_table, school, layout_map_id)
values ($1, $2::uuid, $3::boolean, nullif ($4, ''), $5::int, nullif ($6, ''), $7::bigint) returning id
