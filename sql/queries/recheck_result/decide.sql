select result_decide ($1::uuid, $2::int, $3::smallint[]) as id
