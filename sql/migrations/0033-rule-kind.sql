-- Of what kind the work is that a rule speaks of: «Математика, 9 класс» is a name of ВПР and of ОГЭ alike.
drop function result_rule_hits (int);
create function result_rule_hits (a_year int)
  returns table (rule_id bigint, measure text, comparison text, percent double precision, years_in_row int, org_id bigint, name text, procedure_id bigint,
                 kind text, subject text, grade int, years int[], n bigint[], counts bigint[])
  language plpgsql stable security definer rows 30 set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
  return query
  with hidden as (
    select h.* from cells_hidden (null, my_orgs ()) h where my_role () <> 'methodologist' and (h.hidden or h.journal_hidden)
  )
  select r.id, r.measure, r.comparison, r.percent, r.years_in_row, o.id, o.short_name, h.procedure_id, p.kind, h.subject, h.grade, h.years, h.n, h.counts
  from result_rule r cross join lateral rule_hits (r, a_year, a_year) h join org o on o.id = h.org_id join procedure p on p.id = h.procedure_id
  where r.org_id = any (my_orgs ()) and r.deleted_at is null
    and not exists (select from hidden x where x.org_id = h.org_id and x.procedure_id = any (h.procedures)
                    and (x.hidden or r.measure in ('confirmed', 'raised')))
  order by r.id, o.short_name, o.id, p.kind, h.subject, h.grade, h.procedure_id;
end $$;
