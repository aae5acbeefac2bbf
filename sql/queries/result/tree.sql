select part, id, name, year, procedure_kind_title (kind) || ' ' || year || ' ' || subject || ' ' || grade || ' класс' as title, kind, subject, grade, n, orgs,
  org_n, classes, class_n
from result_tree ($1::bigint)
