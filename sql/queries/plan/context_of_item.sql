select p.period_from, p.period_until, coalesce (o.ordered_on, p.act_date) as ordered_on, t.*
from api.plan_item i join api.plan p on p.id = i.plan_id join plan_item o on o.id = i.id
left join schedule_terms (p.org_id) t on true
where i.id = $1::bigint
