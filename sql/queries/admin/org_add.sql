insert into org (kind, name, short_name, parent_id, login_digits, timezone)
select $1, $2, $3, p.id, $5, coalesce ($6, 'Europe/Moscow')
from (select 1) one left join org p on p.id = $4::bigint and p.deleted_at is null
where $4::bigint is null or p.id is not null
returning id
