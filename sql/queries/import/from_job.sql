select import_from_job ($1::bigint, coalesce (nullif ($2, ''), 'refuse')) as id
