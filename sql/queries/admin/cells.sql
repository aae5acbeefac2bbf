-- every cell of a year: what the pages show of it; the deviation is that of a sample, groups are by mark
select json_build_object ('org_id', o.id, 'org', o.short_name, 'login_digits', o.login_digits, 'procedure_id', p.id, 'kind', p.kind, 'year', p.year,
    'subject', p.subject, 'grade', p.grade, 'level', p.level, 'max', p.max, 'n', c.n, 'absent', c.absent,
    'marks', json_build_array (c.mark2, c.mark3, c.mark4, c.mark5),
    'journal', json_build_object ('n', c.journal_n, 'lowered', c.lowered, 'confirmed', c.confirmed, 'raised', c.raised),
    'score_sum', c.score_sum, 'score_sum2', c.score_sum2, 'mean', f.mean, 'sd', f.sd, 'histogram', c.histogram, 'item_sums', c.item_sums, 'item_x', c.item_x,
    'groups', (select json_agg (json_build_object ('mark', g.mark, 'n', g.n, 'item_sums', c.group_sums[g.at + 1 : g.at + f.items],
                                                   'item_full', c.group_full[g.at + 1 : g.at + f.items]) order by g.mark)
               from (values (2, c.mark2, 0), (3, c.mark3, f.items), (4, c.mark4, 2 * f.items), (5, c.mark5, 3 * f.items)) g (mark, n, at)))::text as json,
  o.short_name as org, p.subject, p.grade, p.level, c.n, f.mean, f.sd
from cell c join procedure p on p.id = c.procedure_id join org o on o.id = c.org_id
cross join lateral (select round (c.score_sum / c.n::numeric, 2) as mean,
  round (sqrt (greatest (c.score_sum2 - c.score_sum::numeric * c.score_sum / c.n, 0) / nullif (c.n - 1, 0)), 2) as sd,
  cardinality (c.group_sums) / 4 as items) f
where p.year = $1::int and c.n > 0
order by p.kind, p.subject, p.grade, p.level, o.id
