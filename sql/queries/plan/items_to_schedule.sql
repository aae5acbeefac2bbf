-- the words of an item that a next version has left alone are read by the order that set them
select i.id, i.version, i.deadline, i.rule, i.canon, p.period_from, p.period_until, t.*,
  (select b.ordered_on from plan_item b join plan x on x.id = b.plan_id
   where x.id = p.base_id and b.lineage = i.lineage and b.deleted_at is null and (b.deadline, b.rule) is not distinct from (i.deadline, i.rule)) as ordered_on
from api.plan_item i join api.plan p on p.id = i.plan_id cross join schedule_terms (p.org_id) t
where i.plan_id = $1::bigint order by i.position
