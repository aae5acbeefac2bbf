-- What a job has read. Of results also what the base, as the caller sees it now, has already: new, same, changed;
-- `choices` are the rows refused unless somebody takes them with a mark
select case when j.kind = 'import-results' and known.n > 0
    then jsonb_set (j.result::jsonb, '{files,0}', j.result::jsonb -> 'files' -> 0 || known.counts
      || jsonb_build_object ('issues', coalesce (j.result::jsonb -> 'files' -> 0 -> 'issues', '[]') || coalesce (known.found, '[]'))
      || jsonb_build_object ('procedure', p.named || jsonb_build_object ('title',
           procedure_kind_title (p.named ->> 'kind') || ' ' || (p.named ->> 'year') || ' ' || (p.named ->> 'subject') || ' '
           || (p.named ->> 'grade') || ' класс')))::text
    else j.result end as result
from job j
left join lateral (select j.result::jsonb -> 'files' -> 0 -> 'procedure' as named where j.kind = 'import-results') p on true
left join lateral (
  select count (*) as n, jsonb_build_object ('new', count (*) filter (where r.state = 'new' and not r.marked),
    'same', count (*) filter (where r.state = 'same' and not r.marked), 'changed', count (*) filter (where r.state = 'changed' and not r.marked),
    'refused', count (*) filter (where r.state = 'refused' or r.marked),
    'choices', coalesce (jsonb_agg (r.sheet_row order by r.sheet_row) filter (where r.marked), '[]')) as counts,
    jsonb_agg (jsonb_build_object ('row', r.sheet_row, 'column', 0, 'code', r.reason, 'value', '') order by r.sheet_row)
      filter (where r.reason in ('doubled-code', 'mark-off-scale', 'official-stands', 'total-above-max', 'item-above-max')) as found
  from import_rows (j.id, 'mark') r where j.kind = 'import-results'
) known on true
where j.id = $1::bigint and (j.state = 'done' or j.code = 'unknown-layout')
