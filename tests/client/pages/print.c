/* Ctrl+P: through the system's own dialog to a printer that writes a file. */
#include "client/pages/paper-desk.h"

#include <gtk/gtkunixprint.h>
#include <string.h>

#include "client/home.h"
#include "pages/paper-document.h"
#include "pages/paper-print.h"
#include "pages/print-folder.h"
#include "widgets/cells.h"

static char *folder;

static void
set_up (Desk *desk, gconstpointer data)
{
  desk_open (desk, data != NULL ? data : "methodologist");
  /* no printers of this machine */
  g_object_set (gtk_settings_get_default (), "gtk-print-backends", "file", NULL);
}

static void
tear_down (Desk *desk, gconstpointer data)
{
  desk_close (desk);
}

static gpointer
wait_for_dialog (Desk *desk)
{
  UI_WAIT (GTK_IS_PRINT_UNIX_DIALOG (desk_dialog (desk)));
  return desk_dialog (desk);
}

static gboolean
take_virtual (GtkPrinter *printer, gpointer data)
{
  char **name = data;

  if (!gtk_printer_is_virtual (printer) || !gtk_printer_accepts_pdf (printer))
    return FALSE;
  *name = g_strdup (gtk_printer_get_name (printer));
  return TRUE;
}

/* «Print to File» is chosen, into @path */
static void
print_to (Desk *desk, const char *path)
{
  GtkPrintUnixDialog *dialog = wait_for_dialog (desk);
  g_autoptr (GtkPrintSettings) settings = gtk_print_unix_dialog_get_settings (dialog);
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL), *name = NULL;

  gtk_enumerate_printers (take_virtual, &name, NULL, TRUE);
  g_assert_nonnull (name);
  gtk_print_settings_set_printer (settings, name);
  gtk_print_settings_set (settings, GTK_PRINT_SETTINGS_OUTPUT_URI, uri);
  gtk_print_unix_dialog_set_settings (dialog, settings);
  UI_WAIT (gtk_print_unix_dialog_get_selected_printer (dialog) != NULL);
  g_assert_true (gtk_printer_is_virtual (gtk_print_unix_dialog_get_selected_printer (dialog)));
  gtk_dialog_response (GTK_DIALOG (dialog), GTK_RESPONSE_OK);
}

static gboolean
is_told (Desk *desk, const char *text)
{
  return ui_find (GTK_WIDGET (desk->window), GTK_TYPE_LABEL, text) != NULL;
}

/* what was made on the way is gone */
static guint
count_left (void)
{
  g_autofree char *path = app_print_folder_path ();
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

/* when nothing of it is left on the way, all of it has arrived */
static GBytes *
wait_for_file (const char *path, guint left)
{
  char *text = NULL;
  gsize length = 0;
  g_autoptr (GError) error = NULL;

  UI_WAIT (count_left () == left && g_file_test (path, G_FILE_TEST_EXISTS));
  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (text, length);
}

static void
press_print (Desk *desk)
{
  g_assert_true (ui_press_bound (GTK_WIDGET (desk->window), GDK_KEY_p, GDK_CONTROL_MASK));
}

/* an open plan: the server's document goes to the printer as it came */
static void
test_plan (Desk *desk, gconstpointer data)
{
  g_autofree char *path = g_build_filename (folder, "plan.pdf", NULL);
  g_autoptr (GBytes) bytes = NULL;
  guint left = count_left ();

  fake_answer (desk->fake, "GET", "plans/2/document", 200, "%PDF-1.7 как прислал сервер");
  desk_go (desk, "plans", "plan/2");
  press_print (desk);
  print_to (desk, path);
  bytes = wait_for_file (path, left);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                   "%PDF-1.7 как прислал сервер", strlen ("%PDF-1.7 как прислал сервер"));
  UI_WAIT (desk_dialog (desk) == NULL);
}

/* a table becomes a document here */
static void
test_table (Desk *desk, gconstpointer data)
{
  g_autofree char *path = g_build_filename (folder, "table.pdf", NULL);
  g_autoptr (GBytes) bytes = NULL;
  guint left = count_left ();

  desk_go (desk, "directories", NULL);
  press_print (desk);
  wait_for_dialog (desk);
  desk_shot (desk, "print");
  print_to (desk, path);
  bytes = wait_for_file (path, left);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), 5, "%PDF-", 5);
  g_assert_cmpuint (g_bytes_get_size (bytes), >, 2000);
  UI_WAIT (is_told (desk, "Отправлено на печать: «Организации»"));
}

static void
test_refused (Desk *desk, gconstpointer data)
{
  guint left = count_left ();

  fake_answer (desk->fake, "GET", "plans/2/document", 403,
               "{\"code\":\"forbidden\",\"title\":\"Этот документ не для вас\"}");
  desk_go (desk, "plans", "plan/2");
  press_print (desk);
  UI_WAIT (is_told (desk, "Этот документ не для вас"));
  g_assert_null (desk_dialog (desk));
  g_assert_cmpuint (count_left (), ==, left);
}

static void
test_cancelled (Desk *desk, gconstpointer data)
{
  guint left = count_left ();

  desk_go (desk, "today", NULL);
  press_print (desk);
  gtk_dialog_response (GTK_DIALOG (wait_for_dialog (desk)), GTK_RESPONSE_CANCEL);
  UI_WAIT (desk_dialog (desk) == NULL);
  g_assert_cmpuint (count_left (), ==, left);
}

/* a table without rows is nothing */
static void
test_nothing (Desk *desk, gconstpointer data)
{
  AppPage *page = desk_go (desk, "today", NULL);

  fake_load (desk->fake, "tasks", "[]");
  app_page_load (page);
  UI_WAIT (ui_says (page, "Всё сделано: ни одной задачи"));
  paper_assert_nothing (desk, "Здесь печатать нечего: откройте план, отчёт или таблицу");
}

/* which paper each page has */

/* of its tables */
static guint
count_rows (const AppPaper *paper)
{
  g_autoptr (MeriloDocument) document = app_paper_to_document (paper, NULL);
  guint n = 0;

  for (guint i = 0; i < document->blocks->len; i++)
    if (merilo_document_get (document, i)->kind == MERILO_BLOCK_TABLE)
      n += merilo_document_get (document, i)->table.rows->len;
  return n;
}

static const struct
{
  const char *name, *page, *target, *path, *title;
} papers[] = {
  { "plan", "plans", "plan/2", "plans/2/document?kind=plan&", NULL },
  { "plans", "plans", NULL, NULL, "Планы" },
  { "report", "reports", "301", "quarter-reports/301/document?", NULL },
  { "annual", "reports", "annual", "plans/2/document?kind=annual&year=", NULL },
  { "late", "reports", "late", NULL, "Опоздания" },
  { "complete", "reports", "complete", NULL, "Полнота" },
  { "today", "today", NULL, NULL, "Задачи на сегодня" },
};

static void
test_papers (Desk *desk, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (papers); i++)
    {
      g_auto (AppPaper) paper = { NULL };
      gboolean view = papers[i].target != NULL && g_ascii_isalpha (*papers[i].target)
                      && g_str_equal (papers[i].page, "reports");
      AppPage *page;

      g_test_message ("%s", papers[i].name);
      page = desk_go (desk, papers[i].page, view ? NULL : papers[i].target);
      if (view)
        desk_act (page, "reports.view", papers[i].target);
      desk_settle (desk);
      g_assert_true (app_page_describe_paper (page, &paper));
      if (papers[i].path != NULL)
        g_assert_true (g_str_has_prefix (paper.path, papers[i].path));
      else
        g_assert_null (paper.path);
      if (papers[i].title != NULL)
        g_assert_cmpstr (paper.title, ==, papers[i].title);
      g_assert_true (paper.path != NULL || count_rows (&paper) > 0);
      if (g_str_equal (papers[i].name, "report"))
        desk_act (page, "reports.back", NULL);
      if (g_str_equal (papers[i].name, "plan"))
        desk_act (page, "plans.back", NULL);
    }
}

/* an uneven table, one without rows, one of many columns */
static void
test_cells (Desk *desk, gconstpointer data)
{
  for (guint n = 0; n < 4; n++)
    {
      g_autofree char *name = g_strdup_printf ("cells-%u", n), *words = NULL;
      g_auto (AppPaper) paper = { g_strdup ("Таблица") };
      GPtrArray *cells = app_cells_new ();
      guint n_columns = n == 3 ? 60 : n * 2;

      for (guint r = 0; r < (n == 1 ? 1 : 1 + n * 12); r++)
        {
          char **row = g_new0 (char *, n_columns + 1);

          for (guint c = 0; c < (r == 3 ? n_columns / 2 : n_columns); c++)
            row[c] = g_strdup_printf (r == 0 ? "Столбец %u" : "%u,5", r * c);
          g_ptr_array_add (cells, row);
        }
      app_paper_add_cells (&paper, cells);
      words = paper_write_any (desk, &paper, name);
      g_assert_nonnull (strstr (words, "Таблица"));
    }
}

static GPtrArray *
make_matrix (guint n_rows, guint n_columns)
{
  GPtrArray *cells = app_cells_new ();

  for (guint r = 0; r <= n_rows; r++)
    {
      char **row = g_new0 (char *, n_columns + 2);

      row[0] = r == 0 ? g_strdup ("Организация") : g_strdup_printf ("Школа № %u", r);
      for (guint c = 0; c < n_columns; c++)
        row[c + 1] = r == 0 ? g_strdup_printf ("Обществознание, %u класс", c + 1)
                            : g_strdup_printf ("прислано %u/%u", r, c + 1);
      g_ptr_array_add (cells, row);
    }
  return cells;
}

/* columns that have no room beside each other go one part below another, each with the names of the
 * rows; no word of them is broken, and each stands once */
static void
test_parted (Desk *desk, gconstpointer data)
{
  g_auto (AppPaper) paper = { g_strdup ("Кто не сдал") };
  g_autoptr (MeriloDocument) document = NULL;
  g_autofree char *words = NULL;
  guint n = 0, at = 1;

  app_paper_add_cells (&paper, make_matrix (3, 24));
  document = app_paper_to_document (&paper, NULL);
  g_assert_cmpint (document->page, ==, MERILO_PAGE_LANDSCAPE);
  for (const MeriloTable *table; (table = paper_table (document, n)) != NULL; n++)
    {
      g_assert_cmpstr (table->columns[0].heading, ==, "Организация");
      g_assert_cmpstr (merilo_table_get_row (table, 2)->cells[0], ==, "Школа № 3");
      for (guint c = 1; c < table->n_columns; c++, at++)
        {
          g_autofree char *cell = g_strdup_printf ("прислано 3/%u", at);

          g_assert_cmpstr (merilo_table_get_row (table, 2)->cells[c], ==, cell);
        }
    }
  g_assert_cmpuint (n, >, 2);
  g_assert_cmpuint (at, ==, 25);
  words = paper_write_any (desk, &paper, "parted");
  g_assert_nonnull (strstr (words, "Обществознание,"));
  g_assert_null (strstr (words, "Обществознани "));
}

/* a number is not broken at the thin blanks of its thousands, and is a number */
static void
test_thousands (Desk *desk, gconstpointer data)
{
  static const char *const rows[][3]
      = { { "Кто", "n", NULL }, { "Вся выборка", "1\u202F722\u202F202", NULL } };
  g_auto (AppPaper) paper = { g_strdup ("Таблица") };
  g_autoptr (MeriloDocument) document = NULL;
  GPtrArray *cells = app_cells_new ();

  for (guint r = 0; r < G_N_ELEMENTS (rows); r++)
    g_ptr_array_add (cells, g_strdupv ((char **) rows[r]));
  app_paper_add_cells (&paper, cells);
  document = app_paper_to_document (&paper, NULL);
  g_assert_cmpint (paper_table (document, 0)->columns[1].align, ==, MERILO_ALIGN_NUMBER);
  g_assert_cmpfloat (paper_table (document, 0)->columns[1].width, >=, 9);
}

/* beside long titles a column keeps the longest of its words in one line */
static void
test_words (Desk *desk, gconstpointer data)
{
  static const char *const rows[][6] = {
    { "Название", "Вид", "Состояние", "Начало", "Окончание", NULL },
    { "План мероприятий («дорожная карта») по повышению объективности оценочных процедур",
      "Дорожная карта", "действует", "01.09.2025", "31.08.2026", NULL },
    { "План мероприятий по внутриучрежденческому контролю качества образования", "Дорожная карта",
      "черновик", "01.01.2026", "31.12.2026", NULL },
  };
  g_autofree char *words = NULL;
  g_auto (AppPaper) paper = { g_strdup ("Планы") };
  GPtrArray *cells = app_cells_new ();

  for (guint r = 0; r < G_N_ELEMENTS (rows); r++)
    for (guint n = 0; n < (r == 0 ? 1 : 8); n++)
      g_ptr_array_add (cells, g_strdupv ((char **) rows[r]));
  app_paper_add_cells (&paper, cells);
  words = paper_write_any (desk, &paper, "words");
  for (guint r = 0; r < G_N_ELEMENTS (rows); r++)
    for (guint c = 0; c < 5; c++)
      {
        g_auto (GStrv) each = g_strsplit (rows[r][c], " ", -1);

        for (guint w = 0; each[w] != NULL; w++)
          {
            g_test_message ("%s", each[w]);
            g_assert_nonnull (strstr (words, each[w]));
          }
      }
}

static void
fill (void)
{
  folder = g_dir_make_tmp ("merilo-print-XXXXXX", NULL);
#define ADD(name, func) g_test_add ("/print/" name, Desk, NULL, set_up, func, tear_down)
  ADD ("plan", test_plan);
  ADD ("table", test_table);
  ADD ("refused", test_refused);
  ADD ("cancelled", test_cancelled);
  ADD ("nothing", test_nothing);
  ADD ("papers", test_papers);
  ADD ("cells", test_cells);
  ADD ("words", test_words);
  ADD ("parted", test_parted);
  ADD ("thousands", test_thousands);
}

int
main (int argc, char **argv)
{
  int result = desk_main (argc, argv, "merilo-test-print", fill);

  wipe_folder (folder, TRUE);
  g_free (folder);
  return result;
}
