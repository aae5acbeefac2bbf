select string_agg (c.bytes, ''::bytea order by c.part) from blob_chunk c where c.blob_id = $1::bigint
