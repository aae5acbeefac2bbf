update job j set state = 'running', started_at = now ()
from file f, app_user u, org o
where j.id = (select id from job where state = 'queued' order by id limit 1 for update skip locked) and f.id = j.file_id and u.id = j.user_id and o.id = j.org_id
returning j.id, j.kind, f.name, j.columns, j.only_table,
  (select m.doc from layout_map m where m.id = j.layout_map_id) as map,
  -- whose form it is: a school's own, or what the methodologist said
  case when u.role = 'school' then 'edu' || o.login_digits else j.school end as school, f.blob_id
