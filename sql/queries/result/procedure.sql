-- what a page of results says above its figures, as JSON
select json_build_object ('id', p.id, 'kind', p.kind, 'year', p.year, 'subject', p.subject, 'grade', p.grade, 'level', p.level,
    'title', procedure_kind_title (p.kind) || ' ' || p.year || ' ' || p.subject || ' ' || p.grade || ' класс', 'max', p.max,
    'from3', s.from3, 'from4', s.from4, 'from5', s.from5, 'minimum', to_jsonb (p) -> 'minimum', 'scale_source', s.source, 'scale_confidence', s.confidence,
    'items', coalesce ((select json_agg (json_build_object ('position', i.position, 'code', i.code, 'max', i.max, 'level', i.level, 'skill', i.skill,
                                                            'codifier', to_jsonb (i) -> 'codifier') order by i.position)
                        from procedure_item i where i.procedure_id = p.id), '[]'))::text as json
from procedure p
left join scale_of (p.id) s on true
where p.id = $1::bigint
