insert into app_user (org_id, login, name, role, password_hash)
select o.id, $1, $2, $3, $5 from org o where o.id = $4::bigint and o.deleted_at is null
returning id
