select d.procedure_id, d.year, d.max, d.from3, d.from4, d.from5, d.why, (d.line).level, (d.line).org_id, (d.line).class, (d.line).name, (d.line).n,
  (d.line).schools, (d.line).suppressed, (d.line).marks, (d.line).marks_percent, (d.line).journal, (d.line).journal_percent, (d.line).score_sum,
  (d.line).score_sum2, (d.line).source
from result_dynamics ($1, $2, $3::int, coalesce ($4, ''), $5::bigint) d
