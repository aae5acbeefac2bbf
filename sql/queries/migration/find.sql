select sha256 from public.schema_migration where number = $1::int
