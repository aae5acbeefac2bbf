select i.deadline, i.rule, t.*
from api.plan_item i join api.plan p on p.id = i.plan_id cross join schedule_terms (p.org_id) t where i.id = $1::bigint
