/* Commands that need no base: what they print of good files, how they refuse bad ones. */
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "../../common/exchange/zip-maker.h"
#include "command.h"
#include "exchange/text.h"

#define WORKBOOK "Ф1 Индивидуальные результаты Русский язык 4 класс 2025.xlsx"

static char *folder;

static JsonObject *
parse (const char *text, JsonNode **ret_node)
{
  g_autoptr (GError) error = NULL;

  *ret_node = json_from_string (text, &error);
  g_assert_no_error (error);
  return json_node_get_object (*ret_node);
}

/* The roadmap: every member that expected.json has, cells by the hash of their squeezed text */

static void compare (JsonNode *expected, JsonNode *found, const char *path);

static void
compare_members (JsonObject *expected, JsonObject *found, const char *path)
{
  static const char *const left_out[] = { "by_hand", "title_sha256", NULL };
  g_autoptr (GList) members = json_object_get_members (expected);

  for (GList *l = members; l != NULL; l = l->next)
    {
      g_autofree char *below = g_strconcat (path, ".", l->data, NULL);

      if (g_strv_contains (left_out, l->data))
        continue;
      if (!json_object_has_member (found, l->data))
        g_error ("%s is not there", below);
      compare (json_object_get_member (expected, l->data), json_object_get_member (found, l->data),
               below);
    }
}

static void
compare_text (const char *expected, const char *found, const char *path)
{
  g_autofree char *composed = g_utf8_normalize (found, -1, G_NORMALIZE_NFC);
  g_autofree char *squeezed = merilo_text_squeeze (composed);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, squeezed, -1);
  gboolean cell = strstr (path, ".cells.") != NULL;

  if (!g_str_equal (expected, cell ? hash : found))
    g_error ("%s: «%s», expected «%s»", path, found, expected);
}

static void
compare (JsonNode *expected, JsonNode *found, const char *path)
{
  if (JSON_NODE_HOLDS_OBJECT (expected))
    compare_members (json_node_get_object (expected), json_node_get_object (found), path);
  else if (JSON_NODE_HOLDS_ARRAY (expected))
    {
      JsonArray *a = json_node_get_array (expected), *b = json_node_get_array (found);

      if (json_array_get_length (a) != json_array_get_length (b))
        g_error ("%s: %u, expected %u", path, json_array_get_length (b), json_array_get_length (a));
      for (guint i = 0; i < json_array_get_length (a); i++)
        {
          g_autofree char *below = g_strdup_printf ("%s[%u]", path, i);

          compare (json_array_get_element (a, i), json_array_get_element (b, i), below);
        }
    }
  else if (json_node_get_value_type (expected) == G_TYPE_STRING)
    compare_text (json_node_get_string (expected), json_node_get_string (found), path);
  else if (!json_node_equal (expected, found))
    g_error ("%s is another", path);
}

static void
test_roadmap (void)
{
  g_autofree char *path = command_walk_path ("roadmap.docx");
  g_autofree char *answers = command_walk_path ("expected.json");
  g_autoptr (Command) run
      = command_run (NULL, NULL, "import", "roadmap", path, "--dry-run", "--json", NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (JsonNode) node = NULL;
  JsonObject *documents, *plan, *item;

  command_assert (run, 0, "roadmap");
  g_assert_true (json_parser_load_from_file (parser, answers, NULL));
  documents = json_object_get_object_member (json_node_get_object (json_parser_get_root (parser)),
                                             "documents");
  plan = json_array_get_object_element (json_object_get_array_member (parse (run->out, &node),
                                                                      "plans"),
                                        0);
  compare (json_object_get_member (documents, "roadmap.docx"), node, "roadmap.docx");
  item = json_array_get_object_element (
      json_object_get_array_member (
          json_array_get_object_element (json_object_get_array_member (plan, "sections"), 1),
          "items"),
      0);
  g_assert_cmpstr (json_object_get_string_member (item, "reading"), ==,
                   "ежегодно, с 1 августа по 31 декабря");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (item, "warnings")), ==, 0);
}

/* a sheet whose headings tell nothing is a plan once its columns are named; the kinds of tables and
 * the columns are shown to people too */
static void
test_columns (void)
{
  g_autofree char *path = g_build_filename (folder, "plan.csv", NULL);
  g_autoptr (Command) guessed = NULL, named = NULL, shown = NULL, wrong = NULL;
  g_autoptr (JsonNode) node = NULL;
  JsonObject *plan, *column, *found;

  g_assert_true (g_file_set_contents (path, "А;Б;В\n1;дело;до 1 марта\n", -1, NULL));
  guessed = command_run (NULL, NULL, "import", "roadmap", path, "--dry-run", "--json", NULL);
  command_assert (guessed, 2, "no headings");
  named = command_run (NULL, NULL, "import", "roadmap", path, "--dry-run", "--json",
                       "--columns=no,activity,deadline", NULL);
  command_assert (named, 0, "columns named");
  found = json_array_get_object_element (json_object_get_array_member (parse (named->out, &node),
                                                                       "tables"),
                                         0);
  g_assert_cmpstr (json_object_get_string_member (found, "kind"), ==, "municipal-roadmap");
  plan = json_array_get_object_element (json_object_get_array_member (json_node_get_object (node),
                                                                      "plans"),
                                        0);
  column = json_array_get_object_element (json_object_get_array_member (plan, "columns"), 2);
  g_assert_cmpstr (json_object_get_string_member (column, "heading"), ==, "В");
  g_assert_cmpstr (json_object_get_string_member (column, "role"), ==, "deadline");
  g_assert_true (json_object_get_boolean_member (column, "given"));
  shown = command_run (NULL, NULL, "import", "roadmap", path, "--dry-run",
                       "--columns=no,activity,deadline", NULL);
  command_assert (shown, 0, "shown to people");
  g_assert_nonnull (strstr (shown->out, "таблица 0: дорожная карта муниципалитета, пунктов: 1"));
  g_assert_nonnull (strstr (shown->out, "А: no; Б: activity; В: deadline"));
  wrong = command_run (NULL, NULL, "import", "roadmap", path, "--dry-run", "--columns=dance", NULL);
  command_assert (wrong, 2, "no such role");
  g_unlink (path);
}

/* Results */

static void
test_results (void)
{
  g_autofree char *path = command_walk_path (WORKBOOK);
  g_autoptr (Command) run
      = command_run (NULL, NULL, "import", "results", path, "--dry-run", "--json", "--rows", NULL);
  g_autoptr (JsonNode) node = NULL;
  JsonObject *file, *procedure, *work;

  command_assert (run, 0, "results");
  file = json_array_get_object_element (json_object_get_array_member (parse (run->out, &node),
                                                                      "files"),
                                        0);
  procedure = json_object_get_object_member (file, "procedure");
  g_assert_cmpstr (json_object_get_string_member (file, "path"), ==, path);
  g_assert_cmpint (json_object_get_int_member (procedure, "year"), ==, 2025);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (procedure, "items")), ==,
                    15);
  g_assert_cmpint (json_object_get_int_member (file, "rows"), ==, 61);
  g_assert_cmpint (json_object_get_int_member (file, "refused"), ==, 1);
  g_assert_true (json_object_get_null_member (file, "new"));
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (file, "works")), ==, 61);
  work = json_array_get_object_element (json_object_get_array_member (file, "works"), 0);
  g_assert_cmpint (json_object_get_int_member (work, "row"), ==, 10);
  g_assert_cmpstr (json_object_get_string_member (work, "login_digits"), ==, "990001");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (work, "scores")), ==, 15);
  g_assert_false (json_object_get_boolean_member (work, "faulty"));
}

static void
test_totals (void)
{
  g_autofree char *path = command_walk_path (WORKBOOK);
  g_autoptr (Command) run
      = command_run (NULL, NULL, "import", "results", path, path, "--dry-run", "--json", NULL);
  g_autoptr (JsonNode) node = NULL;
  JsonObject *totals;

  command_assert (run, 0, "two files");
  totals = json_object_get_object_member (parse (run->out, &node), "totals");
  g_assert_cmpint (json_object_get_int_member (totals, "rows"), ==, 122);
  g_assert_cmpint (json_object_get_int_member (totals, "refused"), ==, 2);
  g_assert_null (strstr (run->out, "\"works\""));
}

static const char form[]
    = "Код участника;Вариант;1 (2б);Порядковый номер класса;Отметка за предыдущую четверть;"
      "Итого баллов\n50001;1;2;1;4;2\n50002;2;3;1;8;3\n";
static const char marks[] = "ВПР 2026 Русский язык 4 класс\n"
                            "Группы участников;Кол-во ОО;Кол-во участников;2;3;4;5\n"
                            "Школа (edu990001);;3;33.33;33.33;33.33;0\n";
static const char map[] = "{\"row\":1,\"year\":2026,\"subject\":\"все\",\"grade\":11,\"columns\":["
                          "{\"column\":1,\"heading\":\"Код\",\"is\":\"code\"},"
                          "{\"column\":2,\"heading\":\"Медаль\",\"is\":\"note\"}]}";

/* the first file of what was printed */
static JsonObject *
parse_file (const Command *run, JsonNode **node)
{
  command_assert (run, 0, "a readable file");
  return json_array_get_object_element (json_object_get_array_member (parse (run->out, node),
                                                                      "files"),
                                        0);
}

/* what is not in the file comes with the call */
static void
test_hints (void)
{
  g_autofree char *path = command_write_file (folder, "file.csv", form);
  g_autoptr (Command) mute
      = command_run (NULL, NULL, "import", "results", path, "--dry-run", "--json", NULL);
  g_autoptr (Command) run
      = command_run (NULL, NULL, "import", "results", path, "--dry-run", "--json", "--rows",
                     "--name", "Математика 5 класс ВПР 2026.xlsx", "--school", "edu990001", NULL);
  g_autoptr (JsonNode) node = NULL;
  JsonObject *file, *work;

  command_assert (mute, 2, "nothing says year, subject, grade");
  g_assert_nonnull (strstr (mute->err, "год, предмет, класс"));
  file = parse_file (run, &node);
  g_assert_cmpstr (json_object_get_string_member (file, "layout"), ==, "form-2026");
  g_assert_cmpint (json_object_get_int_member (file, "clean"), ==, 1);
  g_assert_cmpint (json_object_get_int_member (file, "refused"), ==, 1);
  g_assert_cmpint (json_object_get_int_member (file, "absent"), ==, 0);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (file, "issues")), ==, 3);
  work = json_array_get_object_element (json_object_get_array_member (file, "works"), 0);
  g_assert_cmpstr (json_object_get_string_member (work, "login_digits"), ==, "990001");
  g_unlink (path);
}

/* in words: the reason, not its code */
static void
test_words (void)
{
  g_autofree char *path = command_write_file (folder, "Математика 5 класс ВПР 2026.csv", form);
  g_autoptr (Command) run = command_run (NULL, NULL, "import", "results", path, "--dry-run", NULL);

  command_assert (run, 0, "words");
  g_assert_nonnull (strstr (run->out, "строка 3, столбец 3: балл больше максимального"));
  g_assert_null (strstr (run->out, "item-above-max"));
  g_unlink (path);
}

/* reports of units are shown */
static void
test_printed (void)
{
  g_autofree char *path = command_write_file (folder, "marks.csv", marks);
  g_autoptr (Command) run
      = command_run (NULL, NULL, "import", "results", path, "--dry-run", "--json", NULL);
  g_autoptr (JsonNode) node = NULL;
  JsonObject *file = parse_file (run, &node);

  g_assert_cmpstr (json_object_get_string_member (file, "layout"), ==, "marks");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (file, "units")), ==, 1);
  g_unlink (path);
}

static void
test_map (void)
{
  g_autofree char *path
      = command_write_file (folder, "medals.csv", "Код;ФИО;Медаль\n11-1;Иванова;золотая\n");
  g_autofree char *good = command_write_file (folder, "map.json", map),
                  *bad = command_write_file (folder, "bad.json", "{}");
  g_autoptr (Command) run = command_run (NULL, NULL, "import", "results", path, "--dry-run",
                                         "--json", "--rows", "--map", good, NULL);
  g_autoptr (Command) refused
      = command_run (NULL, NULL, "import", "results", path, "--dry-run", "--map", bad, NULL);
  g_autoptr (JsonNode) node = NULL;

  g_assert_cmpint (json_object_get_int_member (parse_file (run, &node), "rows"), ==, 1);
  g_assert_null (strstr (run->out, "Иванова"));
  g_assert_nonnull (strstr (run->out, "\"note\":\"золотая\""));
  command_assert (refused, 2, "no description of columns");
  g_unlink (path);
  g_unlink (good);
  g_unlink (bad);
}

/* Bad input */

static GBytes *
make_garbage (void)
{
  return g_bytes_new_static ("no zip at all, just words", 25);
}

static GBytes *
make_old_doc (void)
{
  static const guint8 head[512] = { 0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1 };

  return g_bytes_new_static (head, sizeof head);
}

static GBytes *
make_nothing (void)
{
  return g_bytes_new (NULL, 0);
}

static GBytes *
make_no_table (void)
{
  return zip_make_docx_body ("<w:p><w:r><w:t>слова без таблицы</w:t></w:r></w:p>");
}

static GBytes *
make_no_report (void)
{
  return zip_make_xlsx ("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>", NULL, NULL, NULL);
}

static GBytes *
make_bomb (void)
{
  gsize size = 64 << 20;
  g_autofree char *blanks = g_malloc (size);
  ZipMaker *zip = zip_maker_new ();

  memset (blanks, ' ', size);
  zip_maker_add_text (zip, "[Content_Types].xml", "<Types/>");
  zip_maker_add (zip, "word/document.xml", blanks, size, ZIP_DEFLATED);
  zip_maker_add (zip, "xl/workbook.xml", blanks, size, ZIP_DEFLATED);
  return zip_maker_finish (zip);
}

static GBytes *
cut_off (const char *name)
{
  g_autofree char *path = command_walk_path (name);
  char *data;
  gsize size;

  g_assert_true (g_file_get_contents (path, &data, &size, NULL));
  return g_bytes_new_take (data, size / 2);
}

static GBytes *
make_cut_docx (void)
{
  return cut_off ("roadmap.docx");
}

static GBytes *
make_cut_xlsx (void)
{
  return cut_off (WORKBOOK);
}

static const struct
{
  const char *name, *kind, *ending;
  GBytes *(*make) (void);
} bad_files[] = {
  { "not a zip", "roadmap", "docx", make_garbage },
  { "empty", "roadmap", "docx", make_nothing },
  { "no table", "roadmap", "docx", make_no_table },
  { "cut off", "roadmap", "docx", make_cut_docx },
  { "zip bomb", "roadmap", "docx", make_bomb },
  { "old doc", "roadmap", "doc", make_old_doc },
  { "a workbook for a document", "roadmap", "docx", make_no_report },
  { "workbook: not a zip", "results", "xlsx", make_garbage },
  { "workbook: empty", "results", "xlsx", make_nothing },
  { "workbook: no report", "results", "xlsx", make_no_report },
  { "workbook: cut off", "results", "xlsx", make_cut_xlsx },
  { "workbook: zip bomb", "results", "xlsx", make_bomb },
  { "workbook: old xls", "results", "xls", make_old_doc },
  { "a document for a workbook", "results", "xlsx", make_no_table },
};

/* with and without --dry-run: a bad file is refused before a base is looked for */
static void
test_bad_files (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (bad_files); i++)
    {
      g_autofree char *name = g_strdup_printf ("bad-%u.%s", i, bad_files[i].ending);
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autoptr (GBytes) bytes = bad_files[i].make ();
      g_autoptr (Command) dry = NULL;
      g_autoptr (Command) wet = NULL;

      g_assert_true (g_file_set_contents (path, g_bytes_get_data (bytes, NULL) ?: "",
                                          (gssize) g_bytes_get_size (bytes), NULL));
      dry = command_run (NULL, NULL, "import", bad_files[i].kind, path, "--dry-run", "--json",
                         NULL);
      command_assert (dry, 2, bad_files[i].name);
      g_assert_cmpstr (dry->out, ==, "");
      wet = command_run ("host=/nowhere", NULL, "import", bad_files[i].kind, path, NULL);
      command_assert (wet, 2, bad_files[i].name);
      g_unlink (path);
    }
}

static void
test_bad_calls (void)
{
  static const struct
  {
    const char *name, *words[5];
    int status;
  } rows[] = {
    { "no command", { NULL }, 2 },
    { "unknown command", { "dance" }, 2 },
    { "unknown part", { "user", "dance" }, 2 },
    { "unknown option", { "demo", "--dance" }, 2 },
    { "no file", { "import", "roadmap" }, 2 },
    { "two roadmaps", { "import", "roadmap", "a", "b" }, 2 },
    { "missing file", { "import", "results", "/nowhere.xlsx", "--dry-run" }, 2 },
    { "folder for a file", { "import", "roadmap", "/tmp", "--dry-run" }, 2 },
    { "bad table", { "import", "roadmap", "x", "--table", "-5" }, 2 },
    { "bad period", { "import", "roadmap", "x", "--period=2026" }, 2 },
    { "turned period", { "import", "roadmap", "x", "--period=2026-01-01..2025-01-01" }, 2 },
    { "bad date", { "deadlines", "--date=31.12", "x" }, 2 },
    { "no deadlines", { "deadlines", "/nowhere.txt" }, 2 },
    { "no base", { "migrate", "--data", "/nowhere" }, 2 },
    { "base that is not there", { "migrate", "--database", "host=/nowhere" }, 1 },
    { "help", { "--help" }, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const char *const *w = rows[i].words;
      g_autoptr (Command) run = command_run (NULL, NULL, w[0], w[1], w[2], w[3], w[4], NULL);

      command_assert (run, rows[i].status, rows[i].name);
    }
}

/* Deadlines */

static void
test_deadlines (void)
{
  static const struct
  {
    const char *name, *file, *text, *option, *out;
  } rows[] = {
    { "a phrase a line", "p.txt", "до 1 марта\r\n\nабв", "--date=2024-12-17",
      "{\"phrase\":\"до 1 марта\",\"rules\":[{\"kind\":\"yearly\",\"until\":\"03-01\"}],"
      "\"warnings\":[],\"canon\":\"yearly(until=03-01)\"}\n"
      "{\"phrase\":\"\",\"rules\":[],\"warnings\":[\"empty\"],\"canon\":\"empty\"}\n"
      "{\"phrase\":\"абв\",\"rules\":[],\"warnings\":[\"not-read\"],\"canon\":\"none\"}\n" },
    { "columns", "p.tsv", "# words\nабв\tx\ty\n\tempty\n", "--date=2024-12-17",
      "{\"phrase\":\"абв\",\"rules\":[],\"warnings\":[\"not-read\"],\"canon\":\"none\"}\n"
      "{\"phrase\":\"\",\"rules\":[],\"warnings\":[\"empty\"],\"canon\":\"empty\"}\n" },
    { "the line's context goes before the options", "q.tsv",
      "до 1 февраля 2025 г.\t\t\tdate=2025-06-01\nдо 1 февраля 2025 г.\n", "--date=2024-12-17",
      "{\"phrase\":\"до 1 февраля 2025 г.\",\"rules\":[{\"kind\":\"once\",\"until\":"
      "\"2025-02-01\"}],\"warnings\":[\"before-order\",\"day-off\"],\"canon\":\"once(until=2025-02-"
      "01); warn=before-order,day-off\"}\n"
      "{\"phrase\":\"до 1 февраля 2025 г.\",\"rules\":[{\"kind\":\"once\",\"until\":"
      "\"2025-02-01\"}],\"warnings\":[\"day-off\"],\"canon\":\"once(until=2025-02-01); "
      "warn=day-off\"}\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_build_filename (folder, rows[i].file, NULL);
      g_autoptr (Command) run = NULL;

      g_assert_true (g_file_set_contents (path, rows[i].text, -1, NULL));
      run = command_run (NULL, NULL, "deadlines", rows[i].option, path, NULL);
      command_assert (run, 0, rows[i].name);
      if (!g_str_equal (run->out, rows[i].out))
        g_error ("%s: %s", rows[i].name, run->out);
      g_unlink (path);
    }
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("merilo-admin-XXXXXX", NULL);
  g_assert_nonnull (folder);
  g_test_add_func ("/admin/reading/roadmap", test_roadmap);
  g_test_add_func ("/admin/reading/columns", test_columns);
  g_test_add_func ("/admin/reading/results", test_results);
  g_test_add_func ("/admin/reading/totals", test_totals);
  g_test_add_func ("/admin/reading/hints", test_hints);
  g_test_add_func ("/admin/reading/words", test_words);
  g_test_add_func ("/admin/reading/printed", test_printed);
  g_test_add_func ("/admin/reading/map", test_map);
  g_test_add_func ("/admin/reading/bad-files", test_bad_files);
  g_test_add_func ("/admin/reading/bad-calls", test_bad_calls);
  g_test_add_func ("/admin/reading/deadlines", test_deadlines);
  status = g_test_run ();
  g_rmdir (folder);
  g_free (folder);
  return status;
}
