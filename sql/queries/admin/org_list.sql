with recursive tree as (
  select o.id, o.kind, o.name, o.login_digits, 0 as depth, array[o.id] as way from org o where o.parent_id is null and o.deleted_at is null
  union all
  select o.id, o.kind, o.name, o.login_digits, t.depth + 1, t.way || o.id from org o join tree t on o.parent_id = t.id where o.deleted_at is null
)
select id, kind, name, login_digits, depth from tree order by way
