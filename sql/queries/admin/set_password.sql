with changed as (
  update app_user set password_hash = $2 where login = $1 and deleted_at is null returning id
), ended as (
  update session s set revoked_at = now () from changed c where s.user_id = c.id and s.revoked_at is null returning 1
)
select c.id, (select count (*) from ended) as ended, pg_notify ('merilo', '{"resource":"session"}')::text as told from changed c
