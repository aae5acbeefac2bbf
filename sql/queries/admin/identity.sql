select u.id, u.role, u.org_id, visible_orgs (u.org_id, u.role) as orgs
from app_user u where u.login = $1 and u.active and u.deleted_at is null
