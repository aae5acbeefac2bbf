select f.name, f.media_type, (select string_agg (c.bytes, ''::bytea order by c.part) from file_chunk c where c.file_id = f.id) as bytes
from file f where f.id = $1::uuid and f.erased_at is null
