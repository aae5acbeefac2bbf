select coalesce ((select jsonb_agg (jsonb_build_object ('row', s.row, 'column', s."column", 'code', s.code, 'value', s.value, 'marked', s.marked, 'who', nullif (s.who, ''))
                                    order by s.row, s."column")
                  from import_issue s where s.import_id = i.id), '[]')::text as result
from import i where i.id = $1::bigint
