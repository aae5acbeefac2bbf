select i.id, i.version, i.deadline, p.period_from, p.period_until
from api.plan_item i join api.plan p on p.id = i.plan_id
where i.plan_id = $1::bigint order by i.position
