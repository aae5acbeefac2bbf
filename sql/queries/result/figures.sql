select part, level, org_id, class, name, n, schools, suppressed, marks, marks_percent, journal, journal_percent, score_sum, score_sum2, histogram,
  histogram_percent, item_sums, item_x, group_sums, group_full, source, to_char (changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as changed_at
from result_figures ($1::bigint, $2::bigint, $3)
