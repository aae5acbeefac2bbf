select v.* from plan_seen ($1::bigint) p join api.plan_version v on v.plan_id = coalesce (p.base_id, p.id) order by v.revision desc
