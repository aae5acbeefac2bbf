-- What a job has read. Of results also what the base, as the caller sees it now, has already: new, same, changed;
-- `choices` are the rows refused unless somebody takes them with a mark; rows that only the base finds fault with stand in
-- `excerpt` by the columns of the sheet, as those do that the reader found. `first_submission` is the one that waits for the head's word
select case when j.kind = 'import-results' and known.n > 0
    then jsonb_set (j.result::jsonb, '{files,0}', file.f || known.counts
      || jsonb_build_object ('issues', coalesce (file.f -> 'issues', '[]') || coalesce (known.found, '[]'),
                             'excerpt', coalesce (file.f -> 'excerpt', '[]') || coalesce (stood.cells, '[]'),
                             'procedure', file.named || jsonb_build_object ('title',
           procedure_kind_title (file.named ->> 'kind') || ' ' || (file.named ->> 'year') || ' ' || (file.named ->> 'subject') || ' '
           || (file.named ->> 'grade') || ' класс'))
      || jsonb_strip_nulls (jsonb_build_object ('first_submission', submission_before (file.f))))::text
    else j.result end as result
from job j
left join lateral (
  select f, f -> 'procedure' as named from (select j.result::jsonb -> 'files' -> 0 where j.kind = 'import-results') x (f)
) file on true
left join lateral (
  select count (*) as n, jsonb_build_object ('new', count (*) filter (where r.state = 'new' and not r.marked),
    'same', count (*) filter (where r.state = 'same' and not r.marked), 'changed', count (*) filter (where r.state = 'changed' and not r.marked),
    'refused', count (*) filter (where r.state = 'refused' or r.marked),
    'choices', coalesce (jsonb_agg (r.sheet_row order by r.sheet_row) filter (where r.marked), '[]')) as counts,
    jsonb_agg (jsonb_build_object ('row', r.sheet_row, 'column', 0, 'code', r.reason, 'value', coalesce (r.value, '')) order by r.sheet_row)
      filter (where r.reason in ('mark-off-scale', 'official-stands', 'class-changed', 'total-above-max', 'item-above-max')) as found,
    array_agg (r.sheet_row order by r.sheet_row)
      filter (where r.reason in ('mark-off-scale', 'official-stands', 'class-changed', 'total-above-max', 'item-above-max')) as rows
  from import_rows (j.id, 'mark') r where j.kind = 'import-results'
) known on true
left join lateral (
  -- those that the reader found are there already
  select import_cells (j.id, file.f -> 'columns', array (
    select unnest (known.rows[:2000]) except select (e ->> 'row')::int from jsonb_array_elements (file.f -> 'excerpt') e)) as cells
  where known.rows is not null and file.f ? 'columns'
) stood on true
where j.id = $1::bigint and (j.state = 'done' or j.code = 'unknown-layout')
