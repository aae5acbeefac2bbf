select v.* from api.execution v
where v.org_id = $3::bigint and ($4::text is null or v.quarter = $4)
  and v.lineage in (select coalesce (i.source_lineage, i.lineage) from plan_item i
                    where i.plan_id = $1::bigint and i.lineage = $2::bigint and i.deleted_at is null)
order by v.quarter desc
