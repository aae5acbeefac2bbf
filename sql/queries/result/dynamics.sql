select d.procedure_id, d.year, d.max, d.from3, d.from4, d.from5, d.minimum, d.why, (d.line).level, (d.line).org_id, (d.line).class, (d.line).name, (d.line).n,
  (d.line).schools, (d.line).suppressed, (d.line).marks, (d.line).marks_percent, (d.line).journal, (d.line).journal_percent, (d.line).score_sum,
  (d.line).score_sum2, (d.line).source,
  (select sum (h)::bigint from unnest ((d.line).histogram[1:d.minimum]) h) as below,
  (select sum (h) from unnest ((d.line).histogram_percent[1:d.minimum]) h) as below_percent
from result_dynamics ($1, $2, $3::int, coalesce ($4, ''), $5::bigint) d
