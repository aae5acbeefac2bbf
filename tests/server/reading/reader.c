/* merilo-reader as the server calls it: what it prints of files, how it refuses. The files
 * themselves are tested where they are read (common/exchange, merilo-admin). */
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "command.h"

#define WORKBOOK "Ф1 Индивидуальные результаты Русский язык 4 класс 2025.xlsx"

static char *folder;

/* its first line */
static JsonObject *
parse (const Command *run, JsonNode **ret_node)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lines = g_strsplit (run->out, "\n", 2);

  command_assert (run, 0, "a readable file");
  g_assert_cmpuint (g_strv_length (lines), ==, 2); /* a whole line it is */
  *ret_node = json_from_string (lines[0], &error);
  g_assert_no_error (error);
  return json_node_get_object (*ret_node);
}

/* the document, then a line a work for COPY, in the order of the sheet */
static void
test_results (void)
{
  g_autofree char *path = command_walk_path (WORKBOOK);
  g_autoptr (Command) run = command_run (NULL, NULL, "results", path, NULL);
  g_autoptr (JsonNode) node = NULL;
  JsonObject *root = parse (run, &node);
  JsonObject *file
      = json_array_get_object_element (json_object_get_array_member (root, "files"), 0);
  g_auto (GStrv) lines = g_strsplit (run->out, "\n", -1);
  g_auto (GStrv) cells = g_strsplit (lines[1], "\t", -1);

  g_assert_cmpstr (json_object_get_string_member (file, "layout"), ==, "individual-results");
  g_assert_cmpint (json_object_get_int_member (json_object_get_object_member (root, "totals"),
                                               "rows"),
                   ==, 61);
  g_assert_false (json_object_has_member (file, "works"));
  g_assert_cmpuint (g_strv_length (lines), ==, 1 + 61 + 1); /* and nothing behind the last */
  g_assert_cmpuint (g_strv_length (cells), ==, 12);
  g_assert_cmpstr (cells[0], ==, "10");
  g_assert_cmpstr (cells[1], ==, "990001");
}

/* what the file does not say comes with the call */
static void
test_hints (void)
{
  g_autofree char *path = command_write_file (folder, "file.csv",
                                              "Код участника;Вариант;1 (2б);Порядковый номер "
                                              "класса;Отметка за предыдущую четверть;Итого "
                                              "баллов\n50001;1;2;1;4;2\n");
  g_autoptr (Command) mute = command_run (NULL, NULL, "results", path, NULL);
  g_autoptr (Command) run
      = command_run (NULL, NULL, "results", path, "--name=Математика 5 класс ВПР 2026.xlsx",
                     "--school=edu990001", NULL);

  command_assert (mute, 2, "nothing says year, subject, grade");
  command_assert (run, 0, "all is said");
  g_assert_nonnull (strstr (run->out, "\n2\t990001\t50001\t"));
  g_unlink (path);
}

/* more than is put out at once: each work is there, in order, and what COPY takes for its own signs
 * is escaped */
static void
test_pieces (void)
{
  const guint n = 5000;
  g_autoptr (GString) table
      = g_string_new ("Код участника;Вариант;1 (2б);Порядковый номер класса;Отметка за предыдущую "
                      "четверть;Итого баллов\n");
  g_autofree char *path = NULL;
  g_autoptr (Command) run = NULL;
  g_auto (GStrv) lines = NULL;

  for (guint i = 0; i < n; i++)
    g_string_append_printf (table, "%u;1;2;%s;4;2\n", 50001 + i, i == 4000 ? "1\\2" : "1");
  path = command_write_file (folder, "file.csv", table->str);
  run = command_run (NULL, NULL, "results", path, "--name=Математика 5 класс ВПР 2026.xlsx",
                     "--school=edu990001", NULL);
  command_assert (run, 0, "a long table");
  lines = g_strsplit (run->out, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 1 + n + 1);
  g_assert_cmpstr (lines[n + 1], ==, "");
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *wanted
          = g_strdup_printf ("%u\t990001\t%u\t%s\t1\t{2}\t2\t\\N\t4\tf\t%s\t", i + 2, 50001 + i,
                             i == 4000 ? "1\\\\2" : "1", i == 4000 ? "t" : "f");

      g_assert_cmpstr (lines[i + 1], ==, wanted);
    }
  g_unlink (path);
}

/* a table that nobody has described is shown; with a description it is read */
static void
test_unknown (void)
{
  g_autofree char *path
      = command_write_file (folder, "medals.csv", "Код;ФИО;Медаль\n11-1;Иванова;золотая\n");
  g_autofree char *map = command_write_file (
      folder, "map.json",
      "{\"row\":1,\"year\":2026,\"subject\":\"все\",\"grade\":11,\"columns\":["
      "{\"column\":1,\"heading\":\"Код\",\"is\":\"code\"},"
      "{\"column\":2,\"heading\":\"Медаль\",\"is\":\"note\"}]}");
  g_autofree char *option = g_strconcat ("--map=", map, NULL);
  g_autoptr (Command) shown = command_run (NULL, NULL, "results", path, NULL);
  g_autoptr (Command) read = command_run (NULL, NULL, "results", path, option, NULL);
  g_autoptr (JsonNode) node = NULL, second = NULL;
  JsonObject *root = parse (shown, &node);

  g_assert_cmpstr (json_object_get_string_member (root, "code"), ==, "unknown-layout");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (root, "sheets")), ==, 1);
  g_assert_true (json_object_has_member (parse (read, &second), "files"));
  g_assert_null (strstr (read->out, "Иванова"));
  g_assert_nonnull (strstr (read->out, "\t11-1\t"));
  g_unlink (path);
  g_unlink (map);
}

static void
test_others (void)
{
  g_autofree char *roadmap = command_walk_path ("roadmap.docx");
  g_autofree char *plan = command_write_file (folder, "plan.csv", "А;Б;В\n1;дело;до 1 марта\n");
  g_autoptr (Command) grid = command_run (NULL, NULL, "grid", plan, NULL);
  g_autoptr (Command) read = command_run (NULL, NULL, "roadmap", roadmap, "--table=0", NULL);
  g_autoptr (Command) named
      = command_run (NULL, NULL, "roadmap", plan, "--columns=no,activity,deadline", NULL);
  g_autoptr (JsonNode) node = NULL, second = NULL, third = NULL;

  g_assert_true (json_object_has_member (parse (grid, &node), "sheets"));
  g_assert_nonnull (strstr (grid->out, "до 1 марта"));
  g_assert_true (json_object_has_member (parse (read, &second), "plans"));
  g_assert_true (json_object_has_member (parse (named, &third), "plans"));
  g_assert_nonnull (strstr (named->out, "\"reading\":\"ежегодно, "));
  g_unlink (plan);
}

/* nothing is printed of what is refused */
static void
test_bad (void)
{
  g_autofree char *bad = command_write_file (folder, "bad.json", "{}"),
                  *text = command_write_file (folder, "a.docx", "words");
  g_autofree char *option = g_strconcat ("--map=", bad, NULL);
  const struct
  {
    const char *name, *words[3];
  } rows[] = {
    { "no words", { NULL } },
    { "no file", { "results" } },
    { "two files", { "results", "/a", "/b" } },
    { "unknown kind", { "dance", "/a" } },
    { "unknown option", { "grid", "/a", "--dance" } },
    { "a table that is no number", { "roadmap", text, "--table=x" } },
    { "missing file", { "results", "/nowhere.xlsx" } },
    { "a folder", { "grid", "/tmp" } },
    { "no roadmap", { "roadmap", text } },
    { "no description of columns", { "results", text, option } },
    { "no file of a description", { "results", text, "--map=/nowhere.json" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const char *const *w = rows[i].words;
      g_autoptr (Command) run = command_run (NULL, NULL, w[0], w[1], w[2], NULL);

      command_assert (run, 2, rows[i].name);
      g_assert_cmpstr (run->out, ==, "");
    }
  g_unlink (bad);
  g_unlink (text);
}

/* it reads strangers' files: nothing of the base, the network or the screen is in its process */
static void
test_libraries (void)
{
  static const char *const strange[] = { "libpq.",     "libssl.",   "libgnutls.", "libmicrohttpd.",
                                         "libsodium.", "libcairo.", "libX11.",    "libgsf-" };
  const char *argv[] = { "ldd", g_getenv ("MERILO_TEST_PROGRAM"), NULL };
  g_autofree char *out = NULL;

  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &out,
                               NULL, NULL, NULL));
  g_assert_nonnull (strstr (out, "libxml2."));
  for (guint i = 0; i < G_N_ELEMENTS (strange); i++)
    g_assert_null (strstr (out, strange[i]));
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("merilo-reader-XXXXXX", NULL);
  g_assert_nonnull (folder);
  g_test_add_func ("/reader/results", test_results);
  g_test_add_func ("/reader/hints", test_hints);
  g_test_add_func ("/reader/pieces", test_pieces);
  g_test_add_func ("/reader/unknown", test_unknown);
  g_test_add_func ("/reader/others", test_others);
  g_test_add_func ("/reader/bad", test_bad);
  g_test_add_func ("/reader/libraries", test_libraries);
  status = g_test_run ();
  g_rmdir (folder);
  g_free (folder);
  return status;
}
