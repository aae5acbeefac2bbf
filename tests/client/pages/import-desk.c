#include "client/pages/import-desk.h"

#include <string.h>

#include "net/json.h"

/* a table that no layout knows */
#define SHEETS                                                                                                                         \
  "{\"sheets\":[{\"name\":\"Результаты\",\"rows\":[[\"Государственная итоговая аттестация " \
  "2026\"],[],[\"№\",\"Код\",\"Логин ОО\",\"Фамилия\",\"№ 1\",\"№ 2\",\"№ 3\",\"Балл\","                  \
  "\"Отметка\"],[\"1\",\"11-001\",\"edu990001\",\"—\",\"1\",\"2\",\"0\",\"3\",\"3\"],"                                        \
  "[\"2\",\"11-002\",\"edu990001\",\"—\",\"1\",\"X\",\"2\",\"3\",\"3\"],"                                                            \
  "[\"3\",\"11-003\",\"edu990002\",\"—\",\"1\",\"2\",\"2\",\"5\",\"5\"]],"                                                           \
  "\"guess\":{\"name\":\"\",\"kind\":\"\",\"subject\":\"\",\"row\":3,\"columns\":["                                                    \
  "{\"column\":2,\"heading\":\"Код\",\"is\":\"code\"},"                                                                             \
  "{\"column\":3,\"heading\":\"Логин ОО\",\"is\":\"org\"},"                                                                     \
  "{\"column\":8,\"heading\":\"Балл\",\"is\":\"total\"},"                                                                          \
  "{\"column\":9,\"heading\":\"Отметка\",\"is\":\"mark\"}]}}]}"

/* a title sheet, then a table with headings of its own */
#define TWO_SHEETS                                                                                                 \
  "{\"sheets\":[{\"name\":\"Обложка\",\"rows\":[[\"Результаты\"]],\"guess\":null},"               \
  "{\"name\":\"Таблица\",\"rows\":[[\"Код\",\"Балл\"],[\"11-001\",\"5\"]],\"guess\":{\"name\":\"\"," \
  "\"row\":1,\"columns\":[{\"column\":1,\"heading\":\"Код\",\"is\":\"code\"},{\"column\":2,"                    \
  "\"heading\":\"Балл\",\"is\":\"total\"}]}}]}"

/* what the server finds in a file; a job's id is the place of its kind and a running number */
static const struct
{
  const char *holds, *state, *result;
} kinds[] = {
  { "good", "\"done\"",
    "{\"files\":[{\"layout\":\"individual-results\",\"procedure\":{\"title\":\"ВПР 2026 Русский "
    "язык 4 класс\",\"year\":2026},\"rows\":412,\"new\":400,\"same\":9,\"changed\":3,"
    "\"refused\":0,\"issues\":[]}]}" },
  { "dirty", "\"done\"",
    "{\"files\":[{\"layout\":\"form-2026\",\"procedure\":{\"title\":\"ВПР 2026 Математика 4 "
    "класс\",\"year\":2026},\"rows\":90,\"new\":85,\"same\":0,\"changed\":0,\"refused\":5,"
    "\"choices\":[17,21,30],\"columns\":["
    "{\"column\":1,\"heading\":\"Код участника\",\"is\":\"code\"},"
    "{\"column\":2,\"heading\":\"Вариант\",\"is\":\"variant\"},"
    "{\"column\":3,\"heading\":\"1 (1б)\",\"is\":\"item\"},"
    "{\"column\":4,\"heading\":\"2 (1б)\",\"is\":\"item\"},"
    "{\"column\":5,\"heading\":\"3 (2б)\",\"is\":\"item\"},"
    "{\"column\":6,\"heading\":\"4 (1б)\",\"is\":\"item\"},"
    "{\"column\":7,\"heading\":\"Порядковый номер класса\",\"is\":\"class\"},"
    "{\"column\":8,\"heading\":\"Отметка за предыдущий триместр/ четверть/полугодие\","
    "\"is\":\"journal\"},{\"column\":9,\"heading\":\"Итого баллов\",\"is\":\"total\"}],"
    "\"excerpt\":[{\"row\":17,\"cells\":[\"11017\",\"1\",\"1\",\"0\",\"5\",\"1\",\"1\",\"4\","
    "\"7\"]},{\"row\":21,\"cells\":[\"11021\",\"2\",\"1\",\"1\",\"2\",\"1\",\"1\",\"8\","
    "\"5\"]},{\"row\":30,\"cells\":[\"11030\",\"2\",\"1\",\"1\",\"4\",\"1\",\"2\",\"3\","
    "\"7\"]},{\"row\":44,\"cells\":[\"11044\",\"1\",\"1\",\"0\",\"1\",\"1\",\"2\",\"3\","
    "\"3\"]},{\"row\":45,\"cells\":[\"11044\",\"1\",\"0\",\"0\",\"1\",\"X\",\"2\",\"4\","
    "\"1\"]}],\"issues\":["
    "{\"row\":17,\"column\":5,\"code\":\"item-above-max\",\"value\":\"5\"},"
    "{\"row\":21,\"column\":8,\"code\":\"bad-journal-mark\",\"value\":\"8\"},"
    "{\"row\":30,\"column\":5,\"code\":\"item-above-max\",\"value\":\"4\"},"
    "{\"row\":44,\"column\":0,\"code\":\"doubled-code\",\"value\":\"\"},"
    "{\"row\":45,\"column\":0,\"code\":\"doubled-code\",\"value\":\"\"}]}]}" },
  { "same", "\"done\"",
    "{\"files\":[{\"layout\":\"individual-results\",\"procedure\":{\"title\":\"ВПР 2025 Русский "
    "язык 4 класс\",\"year\":2025},\"rows\":380,\"new\":0,\"same\":380,\"changed\":0,"
    "\"refused\":0,\"issues\":[]}]}" },
  { "unknown", "\"failed\",\"code\":\"unknown-layout\",\"message\":\"Форма не узнана\"", SHEETS },
  { "locked",
    "\"failed\",\"message\":\"книга защищена паролем: снимите пароль в Excel и загрузите её ещё "
    "раз\"",
    "" },
  { "grid", "\"done\"", SHEETS },
  /* taken for a form: nearly every row is refused */
  { "wrong", "\"done\"",
    "{\"files\":[{\"layout\":\"form-2026\",\"procedure\":{\"title\":\"ВПР 2026 Математика 4 "
    "класс\",\"year\":2026},\"rows\":3,\"new\":1,\"same\":0,\"changed\":0,\"refused\":2,"
    "\"issues\":[{\"row\":4,\"column\":2,\"code\":\"bad-code\",\"value\":\"\"},"
    "{\"row\":5,\"column\":2,\"code\":\"bad-code\",\"value\":\"\"}]}]}" },
  { "two sheets", "\"failed\",\"code\":\"unknown-layout\",\"message\":\"Форма не узнана\"",
    TWO_SHEETS },
  /* its first submission waits for the head's word */
  { "waiting", "\"done\"",
    "{\"files\":[{\"layout\":\"form-2026\",\"procedure\":{\"title\":\"ВПР 2026 Математика 4 "
    "класс\",\"year\":2026},\"rows\":90,\"new\":0,\"same\":90,\"changed\":0,\"refused\":0,"
    "\"issues\":[],\"first_submission\":{\"import_id\":31,\"precheck\":[{\"measure\":\"min2\","
    "\"percent\":\"2.20\",\"limit\":12,\"count\":2,\"n\":90}]}}]}" },
};

#define GRID 5 /* its place */

static char *
upload_cb (Fake *fake, const char *path, const char *body, guint *status, gpointer data)
{
  *status = 201;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_has_prefix (body, kinds[i].holds))
      return g_strdup_printf ("{\"id\":\"f-%u\"}", i);
  g_error ("a file holds %s", body);
}

#define MAX_JOBS 20 /* of a test */
static gint n_jobs;

/* 1000 × kind + a number; a described file is good */
static char *
job_cb (Fake *fake, const char *path, const char *body, guint *status, gpointer data)
{
  const char *file = strstr (body, "\"f-");
  gboolean described = strstr (body, "layout_map_id") != NULL;
  gboolean grid = strstr (body, "read-grid") != NULL;
  int kind = described ? 0 : grid ? GRID : atoi (file + 3);
  int id = kind * 1000 + 1 + g_atomic_int_add (&n_jobs, 1);

  *status = 202;
  return g_strdup_printf ("{\"id\":%d,\"state\":\"queued\"}", id);
}

static char *
look_cb (Fake *fake, const char *path, const char *body, guint *status, gpointer data)
{
  const char *id = strrchr (path, '/') + 1;

  return g_strdup_printf ("{\"id\":%s,\"state\":%s}", id, kinds[atoi (id) / 1000].state);
}

static gint scale_changed;

static char *
result_cb (Fake *fake, const char *path, const char *body, guint *status, gpointer data)
{
  GString *result = g_string_new (kinds[atoi (path + strlen ("jobs/")) / 1000].result);

  if (g_atomic_int_get (&scale_changed))
    {
      g_string_replace (result, "\"choices\":[17,21,30]", "\"choices\":[17,21,30,61]", 1);
      g_string_replace (result, "\"issues\":[{",
                        "\"issues\":[{\"row\":61,\"column\":0,\"code\":\"mark-off-scale\","
                        "\"value\":\"\"},{",
                        1);
    }
  return g_string_free (result, FALSE);
}

static char *
store_cb (Fake *fake, const char *path, const char *body, guint *status, gpointer data)
{
  static gint number;
  gboolean dirty = atoi (strchr (body, ':') + 1) >= 1000;
  int taken = 0;

  *status = 201;
  for (const char *p = body; (p = strstr (p, "\"take\":true")) != NULL; p++)
    taken++;
  return g_strdup_printf ("{\"id\":%d,\"rows\":%d,\"new_rows\":%d,\"same_rows\":%d,"
                          "\"changed_rows\":%d,\"marked_rows\":%d,\"refused_rows\":%d}",
                          500 + g_atomic_int_add (&number, 1), dirty ? 90 : 412,
                          dirty ? 85 + taken : 400, dirty ? 0 : 9, dirty ? 0 : 3, taken,
                          dirty ? 5 - taken : 0);
}

void
import_desk_open (Desk *desk, gconstpointer role)
{
  desk_open (desk, role);
  fake_act (desk->fake, "POST", "files", upload_cb, NULL);
  fake_act (desk->fake, "POST", "jobs", job_cb, NULL);
  n_jobs = 0;
  g_atomic_int_set (&scale_changed, FALSE);
  for (guint kind = 0; kind < G_N_ELEMENTS (kinds); kind++)
    for (guint i = 1; i <= MAX_JOBS; i++)
      {
        g_autofree char *path = g_strdup_printf ("jobs/%u", kind * 1000 + i);

        fake_act (desk->fake, "GET", path, look_cb, NULL);
      }
  fake_act (desk->fake, "GET", "/result", result_cb, NULL);
  fake_act (desk->fake, "POST", "imports/from-job", store_cb, NULL);
}

void
import_desk_close (Desk *desk, gconstpointer role)
{
  desk_close (desk);
}

GFile *
import_desk_file (const char *name, const char *holds)
{
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "vpr", name, NULL);
  g_autofree char *folder = g_path_get_dirname (path);

  g_mkdir_with_parents (folder, 0700);
  g_assert_true (g_file_set_contents (path, holds, -1, NULL));
  return g_file_new_for_path (path);
}

AppResultsImport *
import_desk_read (Desk *desk, const char *const *names, const char *holds)
{
  AppPage *page = desk_go (desk, "results", NULL);
  AppResultsImport *dialog;

  desk_act (page, "results.import", NULL);
  dialog = APP_RESULTS_IMPORT (desk_dialog (desk));
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr (GFile) file = import_desk_file (names[i], holds);

      app_results_import_take (dialog, file);
    }
  UI_WAIT (!app_import_queue_is_busy (app_results_import_get_queue (dialog)));
  return dialog;
}

void
import_desk_press (gpointer root, const char *label)
{
  GtkWidget *button = NULL;

  UI_WAIT ((button = ui_find_used (root, GTK_TYPE_BUTTON, label)) != NULL);
  g_signal_emit_by_name (button, "clicked");
}

void
import_desk_shot (Desk *desk, gpointer window, const char *name)
{
  desk_settle (desk);
  ui_wait_for_frame (window);
  ui_assert_named (window);
  ui_shot (window, name);
}

void
import_desk_change_scale (void)
{
  g_atomic_int_set (&scale_changed, TRUE);
}

char *
import_desk_dup_sent (Desk *desk, const char *path)
{
  char *body = fake_dup_last (desk->fake, "POST", path);

  g_assert_nonnull (body);
  return body;
}

void
import_desk_assert_has (const char *text, const char *part)
{
  if (strstr (text, part) == NULL)
    g_error ("«%s» is not in %s", part, text);
}

AppImportFile *
import_desk_get_file (AppResultsImport *dialog, guint i)
{
  AppImportFile *file
      = g_list_model_get_item (app_import_queue_get_files (app_results_import_get_queue (dialog)),
                               i);

  g_object_unref (file);
  return file;
}

void
import_desk_set_policy (AppResultsImport *dialog, guint policy)
{
  gtk_drop_down_set_selected (GTK_DROP_DOWN (ui_find (GTK_WIDGET (dialog), GTK_TYPE_DROP_DOWN,
                                                      "Строки с замечаниями")),
                              policy);
}
