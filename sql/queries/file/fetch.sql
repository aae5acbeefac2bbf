select f.name, f.media_type, (select string_agg (c.bytes, ''::bytea order by c.part) from blob_chunk c where c.blob_id = f.blob_id) as bytes
from file f where f.id = $1::uuid and f.erased_at is null
