-- rows of works that an import changed: field by field, as they were and as they came
select coalesce ((select jsonb_agg (jsonb_build_object ('org_id', c.org_id, 'code', c.code, 'field', c.field, 'old', c.old, 'new', c.new)
                                    order by c.org_id, c.code, c.field)
                  from import_changes (i.id) c), '[]')::text as result
from import i where i.id = $1::bigint
