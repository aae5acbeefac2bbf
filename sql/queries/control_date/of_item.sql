select c.* from api.control_date c where c.item_id = $1::bigint order by c.due, c.id
