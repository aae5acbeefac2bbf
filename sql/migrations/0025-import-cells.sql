-- Rows of a file that only the base finds fault with, as cells by the columns of its sheet: people
-- decide by what they see, and the sheet itself is not kept.
create function import_cells (a_job bigint, a_columns jsonb, a_rows int[]) returns jsonb
  language sql stable security definer set search_path = public, pg_temp as $$
  with col as (
    select v.value ->> 'is' as what, v.n, count (*) filter (where v.value ->> 'is' = 'item') over (order by v.n) as item
    from jsonb_array_elements (a_columns) with ordinality v (value, n)
  )
  select coalesce (jsonb_agg (jsonb_build_object ('row', s.sheet_row, 'cells', (
      select jsonb_agg (coalesce (case c.what
          when 'code' then s.code when 'class' then s.class when 'variant' then s.variant when 'total' then s.total::text
          when 'mark' then s.mark::text when 'journal' then s.journal_mark::text
          when 'item' then replace (s.scores[c.item]::text, '-1', 'X') end, '') order by c.n)
      from col c)) order by s.sheet_row), '[]')
  from stage_work s
  where s.job_id = a_job and s.sheet_row = any (a_rows) and exists (select from job j where j.id = a_job and j.user_id = me ())
$$;
