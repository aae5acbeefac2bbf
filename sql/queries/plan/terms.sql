select t.* from api.plan p cross join schedule_terms (p.org_id) t where p.id = $1::bigint
