select item_open ($1::bigint, $2::int, $3) as id
