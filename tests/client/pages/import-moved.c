#include "client/pages/import-desk.h"

#include <string.h>

#include "pages/results/import-review.h"

/* A form brings a code that another file of the school has in another class. */

static void
set_up (Desk *desk, gconstpointer role)
{
  import_desk_open (desk, role);
}

static void
tear_down (Desk *desk, gconstpointer role)
{
  desk_close (desk);
}

#define FILE_OF(counts, rest)                                                                            \
  "{\"files\":[{\"layout\":\"form-2026\",\"procedure\":{\"title\":\"ВПР 2026 Математика 4 " \
  "класс\",\"year\":2026},\"rows\":25,\"same\":0,\"changed\":0," counts rest "}]}"
#define FRESH FILE_OF ("\"new\":25,\"refused\":0", ",\"issues\":[]")
#define MOVED                                                                                              \
  FILE_OF ("\"new\":24,\"refused\":1",                                                                     \
           ",\"choices\":[12],\"columns\":["                                                               \
           "{\"column\":1,\"heading\":\"Код участника\",\"is\":\"code\"},"                     \
           "{\"column\":2,\"heading\":\"1 (1б)\",\"is\":\"item\"},"                                       \
           "{\"column\":3,\"heading\":\"Порядковый номер класса\",\"is\":\"class\"}," \
           "{\"column\":4,\"heading\":\"Итого баллов\",\"is\":\"total\"}],\"excerpt\":["        \
           "{\"row\":12,\"cells\":[\"11001\",\"1\",\"4Б\",\"1\"]}],\"issues\":[{\"row\":12,"              \
           "\"column\":0,\"code\":\"class-changed\",\"value\":\"4А, файл «Форма 4А.xlsx»\"}]")

static gint n_stored;

/* what the base has says what there is to decide */
static char *
result_cb (Fake *fake, const char *path, const char *body, guint *status, gpointer data)
{
  return g_strdup (g_atomic_int_get (&n_stored) > 0 ? MOVED : FRESH);
}

static char *
store_cb (Fake *fake, const char *path, const char *body, guint *status, gpointer data)
{
  if (g_atomic_int_get (&n_stored) > 0 && strstr (body, "\"row\":12") == NULL)
    {
      *status = 409;
      return g_strdup ("{\"code\":\"undecided\",\"title\":\"Решите о строках с замечаниями: 12\","
                       "\"rows\":[12]}");
    }
  *status = 201;
  return g_strdup_printf ("{\"id\":%d,\"rows\":25,\"new_rows\":24,\"same_rows\":0,"
                          "\"changed_rows\":1,\"marked_rows\":1,\"refused_rows\":0}",
                          500 + g_atomic_int_add (&n_stored, 1));
}

/* Both are read before the first is stored; then the second is read anew, says who has the code,
 * and the user decides */
static void
test_folder (Desk *desk, gconstpointer data)
{
  const char *forms[] = { "Форма 4А.xlsx", "Форма 4Б.xlsx", NULL };
  AppResultsImport *dialog;
  AppImportReview *review;
  g_autofree char *body = NULL;

  g_atomic_int_set (&n_stored, 0);
  fake_act (desk->fake, "GET", "/result", result_cb, NULL);
  fake_act (desk->fake, "POST", "imports/from-job", store_cb, NULL);
  dialog = import_desk_read (desk, forms, "good");
  gtk_drop_down_set_selected (GTK_DROP_DOWN (ui_find (GTK_WIDGET (dialog), GTK_TYPE_DROP_DOWN,
                                                      "Строки с замечаниями")),
                              APP_IMPORT_ASK);
  desk_act (dialog, "import.store", NULL);
  UI_WAIT (ui_says (dialog, "Записано файлов: 1 из 2"));
  g_assert_true (ui_says (dialog, "Не записаны: «Форма 4Б.xlsx»"));
  g_assert_true (ui_says (dialog, "есть отклонённые"));
  desk_shot (desk, "import-moved-waits");
  desk_act (dialog, "import.store", NULL);
  review = APP_IMPORT_REVIEW (ui_find (GTK_WIDGET (dialog), APP_TYPE_IMPORT_REVIEW, NULL));
  g_assert_true (ui_says (review, "толбец A: код уже стоит за участником другого класса; "
                                  "проверьте, не один ли код у двоих (4А, файл «Форма 4А.xlsx»)"));
  desk_shot (desk, "import-moved");
  desk_act (review, "review.take", NULL);
  desk_act (dialog, "import.back", NULL);
  desk_act (dialog, "import.store", NULL);
  UI_WAIT (app_results_import_get_n_stored (dialog) == 2);
  body = fake_dup_last (desk->fake, "POST", "imports/from-job");
  g_assert_nonnull (body);
  g_assert_nonnull (strstr (body, "\"decisions\":[{\"row\":12,\"take\":true}]"));
  g_assert_cmpuint (fake_count (desk->fake, "POST", "imports/from-job"), ==, 3);
}

static void
fill (void)
{
  g_test_add ("/import-moved/folder", Desk, "school", set_up, test_folder, tear_down);
}

int
main (int argc, char **argv)
{
  return desk_main (argc, argv, "merilo-test-import-moved", fill);
}
