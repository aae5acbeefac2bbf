-- every cell of a year: what the pages show of it; the deviation is that of a sample
select json_build_object ('org_id', o.id, 'org', o.short_name, 'login_digits', o.login_digits, 'kind', p.kind, 'year', p.year, 'subject', p.subject,
    'grade', p.grade, 'level', p.level, 'max', p.max, 'n', c.n, 'marks', json_build_array (c.mark2, c.mark3, c.mark4, c.mark5),
    'journal', json_build_object ('n', c.journal_n, 'lowered', c.lowered, 'confirmed', c.confirmed, 'raised', c.raised),
    'mean', f.mean, 'sd', f.sd, 'histogram', c.histogram)::text as json,
  o.short_name as org, p.subject, p.grade, p.level, c.n, f.mean, f.sd
from cell c join procedure p on p.id = c.procedure_id join org o on o.id = c.org_id
cross join lateral (select round (c.score_sum / c.n::numeric, 2) as mean,
  round (sqrt (greatest (c.score_sum2 - c.score_sum::numeric * c.score_sum / c.n, 0) / nullif (c.n - 1, 0)), 2) as sd) f
where p.year = $1::int and c.n > 0
order by p.kind, p.subject, p.grade, p.level, o.id
