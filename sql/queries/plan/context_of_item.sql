select p.period_from, p.period_until, p.act_date
from api.plan_item i join api.plan p on p.id = i.plan_id where i.id = $1::bigint
