#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "document/pdf.h"
#include "pages/paper.h"
#include "pages/print-folder.h"
#include "pages/printer.h"

#define NARROW  4 /* letters a column is counted for, at least and at most */
#define WIDE    40
#define WORD    24  /* letters of a word that is not broken */
#define AROUND  2   /* letters that the empty sides of a cell take */
#define UPRIGHT 90  /* letters in a row that go on an upright page */
#define LYING   130 /* and on a wide one */

void
app_paper_clear (AppPaper *paper)
{
  g_clear_pointer (&paper->title, g_free);
  g_clear_pointer (&paper->path, g_free);
  g_clear_pointer (&paper->cells, g_ptr_array_unref);
}

/* A table as a document */

static guint
measure_cell (const char *cell)
{
  return (guint) CLAMP (g_utf8_strlen (cell, -1), NARROW, WIDE);
}

static gboolean
is_number (const char *cell)
{
  const char *p = *cell == '-' || *cell == '+' ? cell + 1 : cell;

  while (g_ascii_isdigit (*p) || *p == ',' || *p == '.' || *p == ' ' || *p == '%'
         || g_utf8_get_char (p) == 0xA0)
    p = g_utf8_next_char (p);
  return *p == 0;
}

/* a line is broken at blanks and after hyphens */
static guint
measure_word (const char *cell)
{
  guint longest = 0, n = 0;

  for (const char *p = cell; *p != 0; p = g_utf8_next_char (p))
    {
      gunichar letter = g_utf8_get_char (p);

      n = letter != 0xA0 && g_unichar_isspace (letter) ? 0 : n + 1;
      longest = MAX (longest, n);
      if (letter == '-' || letter == 0x2010)
        n = 0;
    }
  return MIN (longest, WORD);
}

/* how wide what stands in it is, and whether it is figures; the least that breaks no word of it */
static double
measure_column (GPtrArray *cells, guint column, MeriloTableColumn *out)
{
  gboolean figures = TRUE, any = FALSE;
  guint sum = 0, widest = 0;
  double least = 0;

  for (guint r = 0; r < cells->len; r++)
    {
      const char *cell = ((char **) cells->pdata[r])[column];

      sum += measure_cell (cell);
      widest = MAX (widest, measure_cell (cell));
      /* the heading is in bold letters, a quarter wider */
      least = MAX (least, AROUND + measure_word (cell) * (r == 0 ? 1.25 : 1.0));
      figures = figures && (r == 0 || is_number (cell));
      any = any || (r > 0 && *cell != 0);
    }
  *out = (MeriloTableColumn){ ((char **) cells->pdata[0])[column],
                              (widest + (double) sum / MAX (1, cells->len)) / 2,
                              figures && any ? MERILO_ALIGN_NUMBER : MERILO_ALIGN_START };
  out->width = MAX (out->width, least);
  return least;
}

/* Columns that want more than the @room of a row give up what is above their least, each as it has;
 * where even the words have no room, some are broken. */
static void
fit_columns (MeriloTableColumn *columns, const double *least, guint n, double room)
{
  double width = 0, words = 0;

  for (guint c = 0; c < n; c++)
    {
      width += columns[c].width;
      words += least[c];
    }
  if (width <= room || words >= room)
    return;
  for (guint c = 0; c < n; c++)
    columns[c].width = least[c] + (columns[c].width - least[c]) * (room - words) / (width - words);
}

/* rows as wide as the first: a short one is filled up */
static void
add_rows (MeriloDocument *document, GPtrArray *cells, guint n_columns)
{
  g_autofree const char **row = g_new0 (const char *, n_columns);

  for (guint r = 1; r < cells->len; r++)
    {
      char **from = cells->pdata[r];

      memset (row, 0, n_columns * sizeof *row);
      for (guint c = 0; c < n_columns && from[c] != NULL; c++)
        row[c] = from[c];
      merilo_document_add_row (document, MERILO_ROW_CELLS, row);
    }
}

static gboolean
is_even (GPtrArray *cells, guint n_columns)
{
  for (guint r = 1; r < cells->len; r++)
    if (g_strv_length (cells->pdata[r]) < n_columns)
      return FALSE;
  return TRUE;
}

static MeriloDocument *
make_document (const char *title, const char *note, GPtrArray *cells)
{
  guint n = cells->len > 0 ? g_strv_length (cells->pdata[0]) : 0;
  g_autofree MeriloTableColumn *columns = g_new0 (MeriloTableColumn, n);
  g_autofree double *least = g_new0 (double, n);
  gboolean even = is_even (cells, n);
  MeriloDocument *document;
  double width = 0;

  for (guint c = 0; c < n; c++)
    {
      if (even)
        least[c] = measure_column (cells, c, &columns[c]);
      else
        columns[c] = (MeriloTableColumn){ ((char **) cells->pdata[0])[c], 1, MERILO_ALIGN_START };
      width += columns[c].width;
    }
  fit_columns (columns, least, n, width > UPRIGHT ? LYING : UPRIGHT);
  document = merilo_document_new (title, NULL,
                                  width > UPRIGHT ? MERILO_PAGE_LANDSCAPE : MERILO_PAGE_PORTRAIT);
  merilo_document_add_title (document, title);
  if (note != NULL)
    merilo_document_add_paragraph (document, note, MERILO_ALIGN_CENTER);
  if (n > 0)
    {
      merilo_document_add_table (document, title, columns, n);
      add_rows (document, cells, n);
    }
  return document;
}

/* «Лицей № 5, 30.11.2026» */
static char *
make_note (AppContext *context)
{
  const AppUser *user = app_context_get_user (context);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *day = g_date_time_format (now, "%d.%m.%Y");

  return user != NULL && user->org_name != NULL ? g_strdup_printf ("%s, %s", user->org_name, day)
                                                : g_strdup (day);
}

typedef struct
{
  MeriloDocument *document;
  GFile *to;
} Work;

static void
free_work (Work *work)
{
  merilo_document_free (work->document);
  g_object_unref (work->to);
  g_free (work);
}

/* a thousand rows take a second: not in the main thread */
static void
write_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Work *work = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = merilo_document_to_pdf (work->document, cancellable, &error);

  if (pdf != NULL
      && g_file_replace_contents (work->to, g_bytes_get_data (pdf, NULL), g_bytes_get_size (pdf),
                                  NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
fetched_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;

  if (app_api_save_finish (APP_API (object), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
app_paper_write_async (AppContext *context,
                       const AppPaper *paper,
                       GFile *to,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer data)
{
  g_autoptr (GTask) task = g_task_new (context, cancellable, callback, data);
  g_autofree char *note = make_note (context);
  Work *work;

  g_task_set_source_tag (task, app_paper_write_async);
  g_task_set_check_cancellable (task, FALSE);
  if (paper->path != NULL)
    {
      g_autofree char *path = g_strdup_printf ("%sformat=pdf", paper->path);

      app_api_save_async (app_context_get_api (context), path, to, cancellable, fetched_cb,
                          g_steal_pointer (&task));
      return;
    }
  work = g_new0 (Work, 1);
  *work = (Work){ make_document (paper->title, note, paper->cells), g_object_ref (to) };
  g_task_set_task_data (task, work, (GDestroyNotify) free_work);
  g_task_run_in_thread (task, write_thread);
}

gboolean
app_paper_write_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* To the printer */

typedef struct
{
  AppPage *page;
  GFile *file;
  char *title;
} Print;

static void
free_print (Print *print)
{
  g_object_unref (print->page);
  g_object_unref (print->file);
  g_free (print->title);
  g_free (print);
}

static void
printed_cb (const char *told, const GError *error, gpointer data)
{
  Print *print = data;

  if (app_page_check_act (print->page, error == NULL, error) && told != NULL)
    app_context_toast (app_page_get_context (print->page), told);
  free_print (print);
}

static void
written_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  Print *print = data;
  g_autoptr (GError) error = NULL;
  gboolean done = app_paper_write_finish (result, &error);
  g_autofree char *path = g_file_get_path (print->file);

  if (app_page_check_act (print->page, done, error))
    app_printer_print (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (print->page))), path,
                       print->title, printed_cb, print);
  else
    {
      g_unlink (path);
      free_print (print);
    }
}

void
app_paper_print (AppPage *page)
{
  g_auto (AppPaper) paper = { NULL };
  AppContext *context = app_page_get_context (page);
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  Print *print;

  if (!app_page_describe_paper (page, &paper))
    {
      app_context_toast (context, _ ("Здесь печатать нечего: откройте план, отчёт или таблицу"));
      return;
    }
  path = app_print_folder_add (&error);
  if (path == NULL)
    {
      app_context_toast_error (context, error);
      return;
    }
  print = g_new0 (Print, 1);
  *print = (Print){ g_object_ref (page), g_file_new_for_path (path), g_strdup (paper.title) };
  app_paper_write_async (context, &paper, print->file, app_page_get_cancellable (page), written_cb,
                         print);
}
