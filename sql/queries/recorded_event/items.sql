-- a row at least, so that what is recorded already is known when no item waits
select i.id, i.version, i.canon, p.period_from, p.period_until, i.ordered_on, t.*
from schedule_terms ($1::bigint) t left join items_by_event ($1::bigint) i on true left join api.plan p on p.id = i.plan_id
