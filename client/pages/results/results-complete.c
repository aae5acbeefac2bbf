#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include <glib/gi18n.h>

#include "model/error.h"
#include "model/value.h"
#include "pages/bits.h"
#include "pages/results/completeness.h"
#include "pages/results/figure-words.h"
#include "pages/results/results-complete.h"
#include "pages/results/results-years.h"
#include "widgets/matrix-view.h"

struct _AppResultsComplete
{
  AdwBin parent_instance;

  AppPage *page; /* weak: the view lies in it, and may outlive it in a call */
  GtkWidget *state, *year, *only, *words, *matrix, *cell;
  GCancellable *cancellable; /* of the last question */
  GArray *years;             /* of gint64 */
  AppCompleteness *found;    /* NULL: not read yet */
  AppMatrixModel *model;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (AppResultsComplete, app_results_complete, ADW_TYPE_BIN)

static guint row_chosen;

/* what the matrix says of a cell, in place of the words of execution */
static const AppMatrixWord words[APP_MATRIX_N_STATES] = {
  [APP_MATRIX_DONE] = { 'd', "sent", "✓", N_ ("прислано"), APP_TONE_GOOD },
  [APP_MATRIX_LATE] = { 'l', "", "", "", APP_TONE_PLAIN },
  [APP_MATRIX_WORK] = { 'w', "", "", "", APP_TONE_PLAIN },
  [APP_MATRIX_RETURNED] = { 'r', "", "", "", APP_TONE_PLAIN },
  [APP_MATRIX_OVERDUE] = { 'o', "expected", "!", N_ ("ещё не прислано"), APP_TONE_BAD },
  [APP_MATRIX_NOT_DONE] = { 'n', "", "", "", APP_TONE_PLAIN },
  [APP_MATRIX_NO_ANSWER] = { '?', "", "", "", APP_TONE_PLAIN },
  [APP_MATRIX_AHEAD] = { '-', "", "", "", APP_TONE_DIM },
  [APP_MATRIX_NOT_APPLICABLE] = { 'x', "", "", "", APP_TONE_DIM },
  [APP_MATRIX_NOTHING] = { '.', "none", "", N_ ("не ожидается"), APP_TONE_DIM },
};

/* The matrix */

static void
add_row (AppResultsComplete *self, guint row)
{
  AppSentRow *school = self->found->rows->pdata[row];
  g_autoptr (GString) letters = g_string_new (NULL);

  for (guint p = 0; p < self->found->procedures->len; p++)
    {
      AppSentState state = app_completeness_get (self->found, row, p)->state;

      g_string_append_c (letters, state == APP_SENT_HERE       ? 'd'
                                  : state == APP_SENT_EXPECTED ? 'o'
                                                               : '.');
    }
  app_matrix_model_add_item (self->model, row + 1, "", school->name, "", letters->str);
}

static void
make_model (AppResultsComplete *self)
{
  const AppMatrixHeads heads = {
    .no = "",
    .title = _ ("Организация"),
    .total = _ ("Прислано"),
    .foot = _ ("Прислано из ожидаемых"),
    .done = _ ("прислано"),
  };

  g_clear_object (&self->model);
  self->model = app_matrix_model_new ();
  app_matrix_model_set_heads (self->model, &heads);
  app_matrix_model_set_words (self->model, words);
  for (guint p = 0; p < self->found->procedures->len; p++)
    {
      AppSentProcedure *procedure = self->found->procedures->pdata[p];
      g_autofree char *name = app_procedure_text (procedure->kind, procedure->subject,
                                                  procedure->grade, procedure->title);

      app_matrix_model_add_reporter (self->model, p + 1, name);
    }
  for (guint r = 0; r < self->found->rows->len; r++)
    add_row (self, r);
}

/* Words */

static char *
describe_all (AppResultsComplete *self)
{
  guint cells, schools = app_completeness_count_missing (self->found, &cells);

  if (schools == 0)
    return g_strdup (_ ("Всё, что ожидалось, прислано."));
  return g_strdup_printf (ngettext ("%u школа ещё не прислала; недостаёт результатов: %u",
                                    "%u школы ещё не прислали; недостаёт результатов: %u", schools),
                          schools, cells);
}

/* the cell of the cursor in words: how many works, how many were absent, when they came */
static char *
describe_cell (AppResultsComplete *self, guint row, guint col)
{
  const char *school = app_matrix_model_get_title (self->model, row);
  const char *procedure = app_matrix_model_get_name (self->model, col);
  guint r = (guint) app_matrix_model_get_lineage (self->model, row) - 1;
  guint p = (guint) app_matrix_model_get_reporter (self->model, col) - 1;
  const AppSentCell *cell = app_completeness_get (self->found, r, p);
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, "%s, %s: ", school, procedure);
  if (cell->state == APP_SENT_EXPECTED)
    g_string_append (text, _ ("ожидается, ещё не прислано"));
  else if (cell->state == APP_SENT_NONE)
    g_string_append (text, _ ("не ожидается"));
  else
    g_string_append_printf (text, _ ("прислано, работ %" G_GINT64_FORMAT), MAX (0, cell->n));
  if (cell->state == APP_SENT_HERE && cell->absent > 0)
    g_string_append_printf (text, _ (", отсутствовали %" G_GINT64_FORMAT), cell->absent);
  if (cell->imported_at != NULL && *cell->imported_at != 0)
    {
      g_autoptr (GDateTime) at = g_date_time_new_from_iso8601 (cell->imported_at, NULL);
      g_autoptr (GDateTime) local = at != NULL ? g_date_time_to_local (at) : NULL;
      g_autofree char *when = local != NULL ? g_date_time_format (local, "%d.%m.%Y") : NULL;

      if (when != NULL)
        g_string_append_printf (text, _ (", загружено %s"), when);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
show_cell (AppResultsComplete *self)
{
  g_autofree char *text = NULL;
  guint row, col;

  if (self->found == NULL
      || !app_matrix_view_get_cursor (APP_MATRIX_VIEW (self->matrix), &row, &col)
      || app_matrix_model_is_section (self->model, row))
    text = g_strdup ("");
  else
    text = describe_cell (self, row, col);
  gtk_label_set_text (GTK_LABEL (self->cell), text);
}

static void
show_found (AppResultsComplete *self)
{
  gboolean only = gtk_check_button_get_active (GTK_CHECK_BUTTON (self->only));
  g_autofree char *text = describe_all (self);

  make_model (self);
  app_matrix_model_filter (self->model, NULL, 0, only ? APP_MATRIX_OVERDUE : APP_MATRIX_N_STATES,
                           NULL);
  gtk_label_set_text (GTK_LABEL (self->words), text);
  app_matrix_view_set_model (APP_MATRIX_VIEW (self->matrix), self->model);
  show_cell (self);
  if (self->found->procedures->len == 0 || self->found->rows->len == 0)
    app_state_view_show_empty (APP_STATE_VIEW (self->state), _ ("За этот год сдавать нечего"),
                               _ ("Здесь появятся школы и процедуры, когда загрузят первый файл "
                                  "года."),
                               NULL, NULL);
  else
    app_state_view_show_content (APP_STATE_VIEW (self->state));
  app_state_view_set_notice (APP_STATE_VIEW (self->state), "dialog-information-symbolic",
                             only && app_matrix_model_get_n_rows (self->model) == 0
                                 ? _ ("Недостающих нет.")
                                 : NULL);
}

/* Loading */

static void
found_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppResultsComplete) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = app_api_read_finish (APP_API (object), result, &error);
  AppCompleteness *found = node != NULL ? app_completeness_read (node, &error) : NULL;

  if (self->page == NULL || g_error_matches (error, MERILO_ERROR, MERILO_ERROR_CANCELLED))
    return;
  if (found == NULL)
    {
      app_state_view_show_error (APP_STATE_VIEW (self->state), error);
      return;
    }
  g_clear_pointer (&self->found, app_completeness_free);
  self->found = found;
  show_found (self);
}

/* Callbacks */

static void
year_cb (AppResultsComplete *self)
{
  if (!self->filling)
    app_results_complete_load (self);
}

static void
only_cb (AppResultsComplete *self)
{
  if (self->found != NULL)
    show_found (self);
}

static void
activated_cb (GtkWidget *matrix, guint row, guint col, AppResultsComplete *self)
{
  guint r = (guint) app_matrix_model_get_lineage (self->model, row) - 1;
  guint p = (guint) app_matrix_model_get_reporter (self->model, col) - 1;

  if (app_completeness_get (self->found, r, p)->state == APP_SENT_HERE)
    g_signal_emit (self, row_chosen, 0,
                   ((AppSentProcedure *) self->found->procedures->pdata[p])->id,
                   ((AppSentRow *) self->found->rows->pdata[r])->org_id);
}

/* Making */

static GtkWidget *
make_bar (AppResultsComplete *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->year = gtk_drop_down_new (NULL, NULL);
  app_name_it (self->year, _ ("Год"));
  self->words = app_label_new (NULL, NULL);
  gtk_widget_set_hexpand (self->words, TRUE);
  self->only = gtk_check_button_new_with_label (_ ("Только недостающие"));
  gtk_box_append (GTK_BOX (bar), self->year);
  gtk_box_append (GTK_BOX (bar), self->words);
  gtk_box_append (GTK_BOX (bar), self->only);
  g_object_set (bar, "margin-start", 12, "margin-end", 12, "margin-top", 9, "margin-bottom", 9,
                NULL);
  g_signal_connect_object (self->year, "notify::selected", G_CALLBACK (year_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->only, "toggled", G_CALLBACK (only_cb), self, G_CONNECT_SWAPPED);
  return bar;
}

static void
build (AppResultsComplete *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0),
            *scrolled = gtk_scrolled_window_new ();
  GtkWidget *outer = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->matrix = app_matrix_view_new (NULL);
  g_object_set (scrolled, "child", self->matrix, "vexpand", TRUE, NULL);
  self->cell = app_label_new (NULL, "caption");
  g_object_set (self->cell, "margin-start", 12, "margin-end", 12, "margin-top", 6, "margin-bottom",
                6, NULL);
  gtk_box_append (GTK_BOX (box), scrolled);
  gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (box), self->cell);
  self->state = app_state_view_new (box);
  gtk_widget_set_vexpand (self->state, TRUE);
  gtk_box_append (GTK_BOX (outer), make_bar (self));
  gtk_box_append (GTK_BOX (outer), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (outer), self->state);
  g_signal_connect_object (self->state, "retry", G_CALLBACK (app_results_complete_load), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->matrix, "cursor-moved", G_CALLBACK (show_cell), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->matrix, "activated", G_CALLBACK (activated_cb), self, 0);
  adw_bin_set_child (ADW_BIN (self), outer);
}

/* GObject overrides */

static void
dispose (GObject *object)
{
  AppResultsComplete *self = APP_RESULTS_COMPLETE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->model);
  g_clear_weak_pointer (&self->page);
  G_OBJECT_CLASS (app_results_complete_parent_class)->dispose (object);
}

static void
finalize (GObject *object)
{
  AppResultsComplete *self = APP_RESULTS_COMPLETE (object);

  app_completeness_free (self->found);
  g_array_unref (self->years);
  G_OBJECT_CLASS (app_results_complete_parent_class)->finalize (object);
}

static void
app_results_complete_class_init (AppResultsCompleteClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
  G_OBJECT_CLASS (klass)->finalize = finalize;
  row_chosen = g_signal_new ("row-chosen", APP_TYPE_RESULTS_COMPLETE, G_SIGNAL_RUN_LAST, 0, NULL,
                             NULL, NULL, G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_INT64);
}

static void
app_results_complete_init (AppResultsComplete *self)
{
  self->years = g_array_new (FALSE, FALSE, sizeof (gint64));
  build (self);
}

/* Public API */

GtkWidget *
app_results_complete_new (AppPage *page)
{
  AppResultsComplete *self = g_object_new (APP_TYPE_RESULTS_COMPLETE, NULL);

  g_set_weak_pointer (&self->page, page);
  return GTK_WIDGET (self);
}

void
app_results_complete_set_years (AppResultsComplete *self, const gint64 *years, guint n)
{
  self->filling = TRUE;
  app_results_fill_years (self->year, self->years, years, n);
  self->filling = FALSE;
}

void
app_results_complete_load (AppResultsComplete *self)
{
  g_autofree char *path = g_strdup_printf ("results-completeness?year=%" G_GINT64_FORMAT,
                                           app_results_chosen_year (self->year, self->years));

  if (self->page == NULL || app_results_chosen_year (self->year, self->years) == 0)
    return;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  app_state_view_show_loading (APP_STATE_VIEW (self->state));
  app_api_read_async (app_page_get_api (self->page), path, self->cancellable, found_cb,
                      g_object_ref (self));
}

AppState
app_results_complete_get_state (AppResultsComplete *self)
{
  return app_state_view_get_state (APP_STATE_VIEW (self->state));
}

guint
app_results_complete_get_n_missing (AppResultsComplete *self)
{
  return self->found != NULL ? app_completeness_count_missing (self->found, NULL) : 0;
}

GPtrArray *
app_results_complete_copy (AppResultsComplete *self, char **ret_title)
{
  if (self->model == NULL)
    return NULL;
  *ret_title = g_strdup_printf (_ ("Кто не сдал, %" G_GINT64_FORMAT " год"),
                                app_results_chosen_year (self->year, self->years));
  return app_matrix_model_copy (self->model, 0, 0, G_MAXUINT - 1, G_MAXUINT - 1);
}
