-- A person may say what the columns of a table are where its headings do not, and which table of
-- the file is meant: the reader is told both and reads again.
alter table job
  add column columns text check (length (columns) <= 400),
  add column only_table int check (only_table between 0 and 9999);

create or replace view api.job with (security_invoker) as
  select t.id, t.kind, t.file_id, t.dry_run, t.state, t.done, t.total, t.message, t.created_at, t.columns, t.only_table from job t;
