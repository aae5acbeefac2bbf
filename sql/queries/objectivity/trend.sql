select * from objectivity_trend ($1::bigint, $2, $3::int)
