/* Commands on a real base: what stands in it after them, and that a refusal leaves it as it was. */
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include "command.h"
#include "embedded/cluster.h"
#include "lib/cluster.h"

#define WORKBOOK "Ф1 Индивидуальные результаты Русский язык 4 класс 2025.xlsx"

static TestsCluster *cluster;
static char *folder;

typedef struct
{
  char *owner;
  SrvSession *session;
} Base;

static void
base_set_up (Base *base, gconstpointer data)
{
  g_autofree char *name = tests_cluster_new_database (cluster);

  base->owner = tests_cluster_conninfo_owner (cluster, name);
  base->session = tests_cluster_open (cluster, name);
}

static void
base_tear_down (Base *base, gconstpointer data)
{
  srv_session_close (base->session);
  g_free (base->owner);
}

/* the base itself says whether @condition holds */
static void
assert_holds (Base *base, const char *condition)
{
  g_autofree char *sql = g_strdup_printf (
      "do $$ begin if not coalesce ((select %s), false) then raise 'it does not hold'; end if; end "
      "$$",
      condition);
  g_autoptr (GError) error = NULL;

  if (!srv_session_run_script (base->session, sql, &error))
    g_error ("%s: %s", condition, error->message);
}

static void
make_demo (Base *base)
{
  g_autoptr (Command) run = command_run (base->owner, NULL, "demo", NULL);

  command_assert (run, 0, "demo");
}

static void
test_migrate (Base *base, gconstpointer data)
{
  g_autofree char *name = tests_cluster_new_empty_database (cluster);
  g_autofree char *owner = tests_cluster_conninfo_owner (cluster, name);
  g_autoptr (Command) first = command_run (NULL, NULL, "migrate", "--database", owner, NULL);
  g_autoptr (Command) second = command_run (NULL, NULL, "migrate", "--database", owner, NULL);

  command_assert (first, 0, "migrate");
  g_assert_false (g_str_has_suffix (first->out, " 0\n"));
  command_assert (second, 0, "migrate again");
  g_assert_true (g_str_has_suffix (second->out, " 0\n"));
}

static void
test_demo (Base *base, gconstpointer data)
{
  make_demo (base);
  assert_holds (base, "count (*) = 24 and min (login_digits) = '990001' and max (login_digits) = "
                      "'990024' from org where kind = 'school'");
  assert_holds (base,
                "count (*) = 31 and count (distinct name) = 31 and count (password_hash) = 31 "
                "from app_user");
  assert_holds (base, "o.short_name = 'Лицей № 1' and o.name = 'МБОУ Лицей № 1' from org o join "
                      "app_user u on u.org_id = o.id where u.login = 'school1'");
  assert_holds (base, "cardinality (visible_orgs (org_id, role)) = 26 from app_user where login = "
                      "'metodist'");
  make_demo (base);
  assert_holds (base, "count (*) = 26 from org");
}

static void
test_users (Base *base, gconstpointer data)
{
  static const struct
  {
    const char *name, *login, *role, *org, *person, *password;
    int status;
  } rows[] = {
    { "good", "ivanova.a", "school", "3", "Иванова Анна", "пароль-длинный", 0 },
    { "taken", "ivanova.a", "school", "3", "Иванова Анна", "пароль-длинный", 2 },
    { "capital letters", "Ivanova", "school", "3", "Иванова Анна", "пароль-длинный", 2 },
    { "no such role", "x1", "director", "3", "Иванова Анна", "пароль-длинный", 2 },
    { "no such org", "x2", "school", "999", "Иванова Анна", "пароль-длинный", 2 },
    { "org is no number", "x3", "school", "3; drop table org", "Иванова Анна", "пароль-длинный",
      2 },
    { "empty name", "x4", "school", "3", "", "пароль-длинный", 2 },
    { "name of broken bytes", "x5", "school", "3", "\xff\xfe", "пароль-длинный", 2 },
    { "short password", "x6", "school", "3", "Иванова Анна", "пароль", 2 },
    { "no password", "x7", "school", "3", "Иванова Анна", "", 2 },
    { "quote in the name", "x8", "school", "3", "О'Нил', 'admin') --", "пароль-длинный", 0 },
  };
  g_autoptr (Command) list = NULL;

  make_demo (base);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (Command) run
          = command_run (base->owner, rows[i].password, "user", "add", rows[i].login, "--role",
                         rows[i].role, "--org", rows[i].org, "--name", rows[i].person,
                         "--password-stdin", NULL);

      command_assert (run, rows[i].status, rows[i].name);
    }
  assert_holds (base, "count (*) = 33 from app_user");
  assert_holds (base, "name = 'О''Нил'', ''admin'') --' from app_user where login = 'x8'");
  list = command_run (base->owner, NULL, "user", "list", NULL);
  command_assert (list, 0, "list");
  g_assert_nonnull (strstr (list->out, "ivanova.a\tschool\tИванова Анна\t"));
}

static void
test_passwd (Base *base, gconstpointer data)
{
  g_autoptr (Command) changed = NULL;
  g_autoptr (Command) stranger = NULL;
  g_autoptr (Command) weak = NULL;

  make_demo (base);
  tests_run_sql (base->session,
                 "create table before as select login, password_hash from app_user;"
                 "insert into session (token_hash, user_id, address) select sha256 (login::bytea), "
                 "id, '::1' from app_user where login in ('school1', 'school2')");
  changed = command_run (base->owner, "совсем-другой-пароль\n", "user", "passwd", "school1", NULL);
  command_assert (changed, 0, "passwd");
  stranger = command_run (base->owner, "совсем-другой-пароль\n", "user", "passwd", "nobody", NULL);
  command_assert (stranger, 2, "a stranger");
  weak = command_run (base->owner, "123\n", "user", "passwd", "school2", NULL);
  command_assert (weak, 2, "a weak one");
  assert_holds (base,
                "string_agg (b.login, '') = 'school1' from before b join app_user u on u.login "
                "= b.login and u.password_hash <> b.password_hash");
  assert_holds (base,
                "string_agg (u.login, '') = 'school1' from session s join app_user u on u.id = "
                "s.user_id where s.revoked_at is not null");
}

/* Imports */

static void
test_roadmap (Base *base, gconstpointer data)
{
  g_autofree char *path = command_walk_path ("roadmap.docx");
  g_autoptr (Command) run = NULL;

  make_demo (base);
  run = command_run (base->owner, NULL, "import", "roadmap", path, "--json", NULL);
  command_assert (run, 0, "roadmap");
  g_assert_nonnull (strstr (run->out, "\"imported\":[1]"));
  assert_holds (base, "kind = 'municipal-roadmap' and state = 'draft' and period_from = "
                      "'2024-01-01' and period_until = '2026-12-31' from plan");
  assert_holds (base, "count (*) = 4 from plan_section");
  assert_holds (base, "count (*) = 20 and bool_and (length (title) > 10) from plan_item");
  assert_holds (base, "canon = 'yearly(from=08-01,until=12-31)' and deadline <> '' and responsible "
                      "<> '' and result <> '' and reading = 'ежегодно, с 1 августа по 31 декабря' "
                      "from plan_item where no = '2.1'");
  assert_holds (base, "count (*) = 1 and min (state) = 'done' from job");
  assert_holds (base,
                "user_id = (select id from app_user where login = 'metodist') from audit where "
                "resource = 'plan' and action = 'insert'");
}

static void
test_results (Base *base, gconstpointer data)
{
  g_autofree char *path = command_walk_path (WORKBOOK);
  g_autoptr (Command) first = NULL;
  g_autoptr (Command) again = NULL;

  make_demo (base);
  first = command_run (base->owner, NULL, "import", "results", path, "--json", NULL);
  command_assert (first, 0, "results");
  g_assert_nonnull (strstr (first->out, "\"totals\":{\"rows\":61,\"new\":60,\"same\":0,"
                                        "\"changed\":0,\"marked\":0,\"refused\":1}"));
  assert_holds (base, "count (*) = 60 and count (*) filter (where cardinality (scores) = 15) = 60 "
                      "from work");
  assert_holds (base, "sum (n) <= 60 and sum (n) > 50 from cell");
  assert_holds (base, "count (*) = 1 from import_issue");
  assert_holds (base, "count (*) = 0 from stage_work");
  tests_run_sql (base->session, "update work set total = total - 1 where code = '40001'");
  again = command_run (base->owner, NULL, "import", "results", path, "--json", NULL);
  command_assert (again, 0, "results again");
  g_assert_null (strstr (again->out, "\"changed\":0"));
  g_assert_nonnull (strstr (again->out, "\"new\":0,"));
  assert_holds (base, "count (*) = 60 from work");
}

/* a report of units beside works: its town and sample are kept, what differs is marked */
static void
test_printed (Base *base, gconstpointer data)
{
  static const char text[] = "ВПР 2025 Русский язык 4 класс\nМаксимальный первичный балл: 24\n"
                             "Группы участников;Кол-во ОО;Кол-во участников;2;3;4;5\n"
                             "Вся выборка;9;90;10,00;20,00;30,00;40,00\n"
                             "Школа (edu990001);;3;33,33;33,33;33,33;0,01\n";
  g_autofree char *workbook = command_walk_path (WORKBOOK);
  g_autofree char *path = g_build_filename (folder, "marks.csv", NULL);
  g_autoptr (Command) import = NULL, printed = NULL;

  make_demo (base);
  import = command_run (base->owner, NULL, "import", "results", workbook, NULL);
  command_assert (import, 0, "results");
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  printed = command_run (base->owner, NULL, "import", "results", path, "--json", NULL);
  g_unlink (path);
  command_assert (printed, 0, "a printed report");
  g_assert_nonnull (strstr (printed->out, "\"new\":1,\"same\":0,\"changed\":0,\"marked\":1,"));
  assert_holds (base, "count (*) = 1 and min (n) = 90 and min (percents ->> '5') = '40.00' "
                      "from external_cell where scope = 'sample' and layout = 'marks'");
}

/* figures for scripts are what the works themselves give */
static void
test_cells (Base *base, gconstpointer data)
{
  static const struct
  {
    const char *name, *year;
  } bad[] = { { "no year", NULL }, { "no number", "--year=x" }, { "another age", "--year=1999" } };
  g_autofree char *path = command_walk_path (WORKBOOK);
  g_autofree char *condition = NULL;
  g_autoptr (Command) import = NULL, cells = NULL, words = NULL, none = NULL, more = NULL;

  make_demo (base);
  import = command_run (base->owner, NULL, "import", "results", path, NULL);
  command_assert (import, 0, "results");
  cells = command_run (base->owner, NULL, "cells", "--json", "--year=2025", NULL);
  command_assert (cells, 0, "cells");
  condition = g_strdup_printf (
      "count (*) = 2 and bool_and ((c ->> 'mean')::numeric = w.mean and (c ->> 'sd')::numeric = w.sd "
      "and (c ->> 'n')::int = w.n and (select sum (h::int) from json_array_elements_text "
      "(c -> 'histogram') h) = w.n and (c -> 'marks' ->> 0)::int = w.mark2) "
      "from json_array_elements ('%s') c join (select org_id, count (*) as n, round (avg (total), 2) "
      "as mean, round (stddev_samp (total), 2) as sd, count (*) filter (where mark = 2) as mark2 "
      "from work where not absent group by org_id) w on w.org_id = (c ->> 'org_id')::bigint",
      cells->out);
  assert_holds (base, condition);
  words = command_run (base->owner, NULL, "cells", "--year=2025", NULL);
  command_assert (words, 0, "in words");
  g_assert_nonnull (strstr (words->out, "Лицей № 1, Русский язык 4 класс: работ "));
  none = command_run (base->owner, NULL, "cells", "--json", "--year=2024", NULL);
  g_assert_cmpstr (none->out, ==, "[]\n");
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (Command) run = command_run (base->owner, NULL, "cells", bad[i].year, NULL);

      command_assert (run, 2, bad[i].name);
    }
  more = command_run (base->owner, NULL, "cells", "--year=2025", "2024", NULL);
  command_assert (more, 2, "a year too many");
}

/* several files are one import: a bad one among them and nothing is stored */
static void
test_nothing_stored (Base *base, gconstpointer data)
{
  static const struct
  {
    const char *name, *kind, *first, *second, *option;
  } rows[] = {
    { "a bad file after a good one", "results", WORKBOOK, "expected.json", "--json" },
    { "a school's person imports the whole town", "results", WORKBOOK, WORKBOOK, "--user=school3" },
    { "an observer imports", "results", WORKBOOK, WORKBOOK, "--user=nablyudatel" },
    { "nobody imports", "results", WORKBOOK, WORKBOOK, "--user=nobody" },
    { "an observer's plan", "roadmap", "roadmap.docx", NULL, "--user=nablyudatel" },
    { "a table that is not there", "roadmap", "roadmap.docx", NULL, "--table=99" },
  };

  make_demo (base);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *first = command_walk_path (rows[i].first);
      g_autofree char *second = rows[i].second != NULL ? command_walk_path (rows[i].second) : NULL;
      g_autoptr (Command) run = command_run (base->owner, NULL, "import", rows[i].kind,
                                             rows[i].option, first, second, NULL);

      command_assert (run, 2, rows[i].name);
      assert_holds (base,
                    "(select count (*) from file) + (select count (*) from job) + (select count "
                    "(*) from work) + (select count (*) from stage_work) + (select count (*) "
                    "from plan) + (select count (*) from import) = 0");
    }
}

/* Copies */

static char *
dump_text (const char *owner)
{
  g_autofree char *programs = srv_cluster_find_programs ("initdb");
  g_autofree char *program = g_build_filename (programs, "pg_dump", NULL);
  g_autoptr (GSubprocess) process
      = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, NULL, program, "-d", owner, NULL);
  g_autoptr (GRegex) key = g_regex_new ("^\\\\(un)?restrict .*$", G_REGEX_MULTILINE, 0, NULL);
  g_autofree char *text = NULL;

  g_assert_nonnull (process);
  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, &text, NULL, NULL));
  g_assert_true (g_subprocess_get_successful (process));
  return g_regex_replace_literal (key, text, -1, 0, "", 0, NULL); /* a new random one each time */
}

static void
test_backup (Base *base, gconstpointer data)
{
  g_autofree char *name = tests_cluster_new_empty_database (cluster);
  g_autofree char *other = tests_cluster_conninfo_owner (cluster, name);
  g_autofree char *walk = command_walk_path (WORKBOOK);
  g_autofree char *copy = g_build_filename (folder, "copy.dump", NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (Command) import = NULL;
  g_autoptr (Command) backup = NULL;
  g_autoptr (Command) over = NULL;
  g_autoptr (Command) full = NULL;
  g_autoptr (Command) restore = NULL;

  make_demo (base);
  import = command_run (base->owner, NULL, "import", "results", walk, NULL);
  command_assert (import, 0, "import");
  backup = command_run (base->owner, NULL, "backup", copy, NULL);
  command_assert (backup, 0, "backup");
  over = command_run (base->owner, NULL, "backup", copy, NULL);
  command_assert (over, 2, "backup over a file");
  full = command_run (base->owner, NULL, "restore", copy, NULL);
  command_assert (full, 2, "restore into a base that is in use");
  restore = command_run (other, NULL, "restore", copy, NULL);
  command_assert (restore, 0, "restore");
  before = dump_text (base->owner);
  after = dump_text (other);
  g_assert_cmpuint (strlen (before), >, 100000);
  g_assert_true (g_str_equal (before, after));
  g_unlink (copy);
}

static void
test_bad_copies (Base *base, gconstpointer data)
{
  g_autofree char *name = tests_cluster_new_empty_database (cluster);
  g_autofree char *other = tests_cluster_conninfo_owner (cluster, name);
  g_autofree char *copy = g_build_filename (folder, "copy.dump", NULL);
  g_autofree char *walk = command_walk_path ("roadmap.docx");
  g_autoptr (Command) backup = NULL;
  g_autoptr (Command) alien = NULL;
  g_autoptr (Command) none = NULL;
  g_autofree char *bytes = NULL;
  g_autofree char *empty = NULL;
  gsize size;

  make_demo (base);
  empty = dump_text (other);
  backup = command_run (base->owner, NULL, "backup", copy, NULL);
  command_assert (backup, 0, "backup");
  g_assert_true (g_file_get_contents (copy, &bytes, &size, NULL));
  for (gsize n = 100; n < size; n += size / 4)
    {
      g_autoptr (Command) cut = NULL;
      g_autofree char *left = NULL;

      g_assert_true (g_file_set_contents (copy, bytes, (gssize) n, NULL));
      cut = command_run (other, NULL, "restore", copy, NULL);
      command_assert (cut, 2, "a copy cut off");
      left = dump_text (other);
      g_assert_cmpstr (left, ==, empty);
    }
  alien = command_run (other, NULL, "restore", walk, NULL);
  command_assert (alien, 2, "another file");
  none = command_run (other, NULL, "restore", "/nowhere", NULL);
  command_assert (none, 2, "no file");
  g_unlink (copy);
}

/* The audit */

static void
test_audit (Base *base, gconstpointer data)
{
  static const struct
  {
    const char *name, *harm, *mend;
  } rows[] = {
    { "altered",
      "create table kept as select * from audit where id = (select min (id) + 5 from audit);"
      "update audit set action = 'read' where id = (select id from kept)",
      "update audit a set action = k.action from kept k where k.id = a.id; drop table kept" },
    { "removed",
      "create table kept as select * from audit where id = (select min (id) + 7 from audit);"
      "create table kept_value as select * from audit_value where audit_id = (select id from kept);"
      "delete from audit_value where audit_id = (select id from kept);"
      "delete from audit where id = (select id from kept)",
      "insert into audit overriding system value select * from kept; insert into audit_value select * "
      "from kept_value; drop table kept, kept_value" },
    { "inserted",
      "insert into audit (id, at, resource, record_id, action, row_sha256) overriding system value "
      "select 0, now (), 'org', '1', 'read', '\\x00';"
      "update audit a set row_sha256 = audit_digest (a) where id = 0",
      "delete from audit where id = 0" },
  };
  g_autoptr (Command) head = NULL;
  g_autoptr (Command) whole = NULL;
  g_autoptr (Command) stranger = NULL;
  g_autofree char *kept = NULL;

  make_demo (base);
  head = command_run (base->owner, NULL, "audit", "head", NULL);
  command_assert (head, 0, "head");
  kept = g_strdup_printf ("--head=%.64s", head->out);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (Command) before = command_run (base->owner, NULL, "audit", "verify", NULL);
      g_autoptr (Command) after = NULL;

      command_assert (before, 0, rows[i].name);
      tests_run_sql (base->session, rows[i].harm);
      after = command_run (base->owner, NULL, "audit", "verify", NULL);
      command_assert (after, 1, rows[i].name);
      tests_run_sql (base->session, rows[i].mend);
    }
  whole = command_run (base->owner, NULL, "audit", "verify", kept, NULL);
  command_assert (whole, 0, "the kept head");
  memset (strchr (kept, '=') + 1, '0', 8);
  stranger = command_run (base->owner, NULL, "audit", "verify", kept, NULL);
  command_assert (stranger, 1, "a head that is not there");
}

/* a plan goes out in every form; its Word file comes in again as the same plan */
static void
test_export (Base *base, gconstpointer data)
{
  static const char *const endings[] = { "docx", "pdf", "xlsx", "html" };
  static const struct
  {
    const char *name, *id, *file;
    int status;
  } rows[] = {
    { "no such plan", "99", "plan.docx", 2 },
    { "no number", "1; drop table plan", "plan.docx", 2 },
    { "no form", "1", "plan.doc", 2 },
    { "no ending", "1", "plan", 2 },
    { "no such folder", "1", "none/plan.docx", 2 },
  };
  g_autofree char *walk = command_walk_path ("roadmap.docx");
  g_autofree char *word = g_build_filename (folder, "export.docx", NULL);
  g_autoptr (Command) import = NULL, again = NULL;

  make_demo (base);
  import = command_run (base->owner, NULL, "import", "roadmap", walk, NULL);
  command_assert (import, 0, "import");
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *name = g_strconcat ("export.", endings[i], NULL);
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autoptr (Command) run = command_run (base->owner, NULL, "export", "plan", "1", path, NULL);

      command_assert (run, 0, endings[i]);
      g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
    }
  again = command_run (base->owner, NULL, "import", "roadmap", word, NULL);
  command_assert (again, 0, "import again");
  assert_holds (base, "count (*) = 2 and count (distinct (kind, title, period_from, period_until, "
                      "columns)) = 1 from plan");
  assert_holds (base, "count (*) = 2 * count (distinct (position, title)) from plan_section");
  assert_holds (base,
                "count (*) > 20 and count (*) = 2 * count (distinct (i.position, s.position, i.no, "
                "i.title, i.responsible, i.document, i.deadline, i.result, i.extra, i.canon)) "
                "from plan_item i join plan_section s on s.id = i.section_id");
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_build_filename (folder, rows[i].file, NULL);
      g_autoptr (Command) run
          = command_run (base->owner, NULL, "export", "plan", rows[i].id, path, NULL);

      command_assert (run, rows[i].status, rows[i].name);
      g_assert_false (g_str_has_prefix (rows[i].file, "plan")
                      && g_file_test (path, G_FILE_TEST_EXISTS));
    }
}

static void
add (const char *path, void (*test) (Base *, gconstpointer))
{
  g_test_add (path, Base, NULL, base_set_up, test, base_tear_down);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  cluster = tests_cluster_start ();
  folder = g_dir_make_tmp ("merilo-admin-XXXXXX", NULL);
  g_assert_nonnull (folder);
  add ("/admin/storing/migrate", test_migrate);
  add ("/admin/storing/demo", test_demo);
  add ("/admin/storing/users", test_users);
  add ("/admin/storing/passwd", test_passwd);
  add ("/admin/storing/roadmap", test_roadmap);
  add ("/admin/storing/export", test_export);
  add ("/admin/storing/results", test_results);
  add ("/admin/storing/printed", test_printed);
  add ("/admin/storing/cells", test_cells);
  add ("/admin/storing/nothing-stored", test_nothing_stored);
  add ("/admin/storing/backup", test_backup);
  add ("/admin/storing/bad-copies", test_bad_copies);
  add ("/admin/storing/audit", test_audit);
  status = g_test_run ();
  g_rmdir (folder);
  g_free (folder);
  tests_cluster_stop (cluster);
  return status;
}
