select u.id, u.login, u.role, u.name, u.active, u.password_hash is not null as has_password, o.id as org_id, o.short_name as org
from app_user u join org o on o.id = u.org_id
where u.deleted_at is null order by u.login
