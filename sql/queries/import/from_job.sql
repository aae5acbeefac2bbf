select import_from_job ($1::bigint) as id
