select plan_school_copy ($1::bigint, $2) as id
