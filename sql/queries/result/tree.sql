select year, procedure_id, procedure_kind_title (kind) || ' ' || year || ' ' || subject || ' ' || grade || ' класс' as title, kind, subject, grade, n,
  org_id, org_name, org_n, array_to_string (classes, E'\x1f') as classes, class_n
from result_tree ($1::bigint)
