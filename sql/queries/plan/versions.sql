select v.* from api.plan_version v where v.plan_id = $1::bigint order by v.revision desc
