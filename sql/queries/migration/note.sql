insert into public.schema_migration (number, name, sha256) values ($1::int, $2, $3)
