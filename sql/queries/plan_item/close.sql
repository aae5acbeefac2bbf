select item_close ($1::bigint, $2::int, $3::date, $4, $5, $6::bigint) as id
