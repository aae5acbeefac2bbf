-- a row at least, so that how the town counts is known of an empty plan too
select i.id, i.deadline, i.rule, t.*
from api.plan p left join schedule_terms (p.org_id) t on true left join api.plan_item i on i.plan_id = p.id where p.id = $1::bigint
