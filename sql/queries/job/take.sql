update job j set state = 'running', started_at = now ()
from file f
where j.id = (select id from job where state = 'queued' order by id limit 1 for update skip locked) and f.id = j.file_id
returning j.id, j.kind, f.name, j.columns, j.only_table,
  (select string_agg (c.bytes, ''::bytea order by c.part) from blob_chunk c where c.blob_id = f.blob_id) as bytes
