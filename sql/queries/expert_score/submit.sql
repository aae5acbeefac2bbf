select expert_submit ($1::bigint) as submitted
