select plan_shelve ($1::bigint, $2::int, $3, true) as id
