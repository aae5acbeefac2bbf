select part, id, name, kind, subject, grade, level, procedure_kind_title (kind) || ' ' || $1 || ' ' || subject || ' ' || grade || ' класс' as title, n, absent, state,
  (select array_agg (to_char (t at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') order by i) from unnest (changed_at) with ordinality u (t, i)) as changed_at
from result_completeness ($1::int, $2::bigint)
