select id from app_user where role = $1 and active and deleted_at is null and password_hash is not null order by id limit 1
