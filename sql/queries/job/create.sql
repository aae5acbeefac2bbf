insert into job (kind, file_id, dry_run) values ($1, $2::uuid, $3::boolean) returning id
