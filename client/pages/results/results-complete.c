#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include <glib/gi18n.h>

#include "model/value.h"
#include "pages/bits.h"
#include "pages/document-menu.h"
#include "pages/results/completeness.h"
#include "pages/results/figure-words.h"
#include "pages/results/results-complete.h"
#include "widgets/matrix-view.h"

struct _AppResultsComplete
{
  AppYearView parent_instance;

  GtkWidget *only, *matrix, *cell;
  AppCompleteness *found; /* NULL: not read yet */
  AppMatrixModel *model;
};

G_DEFINE_FINAL_TYPE (AppResultsComplete, app_results_complete, APP_TYPE_YEAR_VIEW)

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
  else if (cell->n < 0)
    g_string_append (text, _ ("прислано, число работ скрыто"));
  else
    g_string_append_printf (text, _ ("прислано, работ %" G_GINT64_FORMAT), cell->n);
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
  AppStateView *state = app_year_view_get_state_view (APP_YEAR_VIEW (self));
  gboolean only = gtk_check_button_get_active (GTK_CHECK_BUTTON (self->only));
  g_autofree char *text = describe_all (self);

  make_model (self);
  app_matrix_model_filter (self->model, NULL, 0, only ? APP_MATRIX_OVERDUE : APP_MATRIX_N_STATES,
                           NULL);
  app_year_view_say (APP_YEAR_VIEW (self), text);
  app_matrix_view_set_model (APP_MATRIX_VIEW (self->matrix), self->model);
  show_cell (self);
  if (self->found->procedures->len == 0 || self->found->rows->len == 0)
    app_state_view_show_empty (state, _ ("За этот год сдавать нечего"),
                               _ ("Здесь появятся школы и процедуры, когда загрузят первый файл "
                                  "года."),
                               NULL, NULL);
  else
    app_state_view_show_content (state);
  app_state_view_set_notice (state, "dialog-information-symbolic",
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
  g_autoptr (AppCompleteness) found = node != NULL ? app_completeness_read (node, &error) : NULL;

  if (!app_year_view_check (APP_YEAR_VIEW (self), found, error))
    return;
  g_clear_pointer (&self->found, app_completeness_free);
  self->found = g_steal_pointer (&found);
  show_found (self);
}

static void
ask (AppYearView *view, AppApi *api, gint64 year, GCancellable *cancellable)
{
  g_autofree char *path = g_strdup_printf ("results-completeness?year=%" G_GINT64_FORMAT, year);

  app_api_read_async (api, path, cancellable, found_cb, g_object_ref (view));
}

/* Callbacks */

static void
only_cb (AppResultsComplete *self)
{
  if (self->found != NULL && app_year_view_get_state (APP_YEAR_VIEW (self)) != APP_STATE_LOADING)
    show_found (self);
}

static void
activated_cb (GtkWidget *matrix, guint row, guint col, AppResultsComplete *self)
{
  guint r = (guint) app_matrix_model_get_lineage (self->model, row) - 1;
  guint p = (guint) app_matrix_model_get_reporter (self->model, col) - 1;

  if (app_completeness_get (self->found, r, p)->state == APP_SENT_HERE)
    app_year_view_choose (APP_YEAR_VIEW (self),
                          ((AppSentProcedure *) self->found->procedures->pdata[p])->id,
                          ((AppSentRow *) self->found->rows->pdata[r])->org_id);
}

/* Making */

static GtkWidget *
make_content (AppResultsComplete *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0),
            *scrolled = gtk_scrolled_window_new ();
  g_autoptr (GMenuModel) menu = app_table_menu_new ("results");

  self->matrix = app_matrix_view_new (NULL);
  app_matrix_view_set_menu (APP_MATRIX_VIEW (self->matrix), menu);
  g_object_set (scrolled, "child", self->matrix, "vexpand", TRUE, NULL);
  self->cell = app_label_new (NULL, "caption");
  g_object_set (self->cell, "margin-start", 12, "margin-end", 12, "margin-top", 6, "margin-bottom",
                6, NULL);
  gtk_box_append (GTK_BOX (box), scrolled);
  gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (box), self->cell);
  g_signal_connect_object (self->matrix, "cursor-moved", G_CALLBACK (show_cell), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->matrix, "activated", G_CALLBACK (activated_cb), self, 0);
  return box;
}

/* AppYearView overrides */

static GPtrArray *
copy_cells (AppYearView *view, char **ret_words)
{
  AppResultsComplete *self = APP_RESULTS_COMPLETE (view);

  return self->model != NULL
             ? app_matrix_model_copy (self->model, 0, 0, G_MAXUINT - 1, G_MAXUINT - 1)
             : NULL;
}

static void
add_to_paper (AppYearView *view, AppPaper *paper)
{
  AppResultsComplete *self = APP_RESULTS_COMPLETE (view);

  if (gtk_check_button_get_active (GTK_CHECK_BUTTON (self->only)))
    app_paper_add_words (paper, gtk_check_button_get_label (GTK_CHECK_BUTTON (self->only)));
  if (app_matrix_model_get_n_rows (self->model) > 0)
    app_paper_add_cells (paper, copy_cells (view, NULL));
}

static char *
make_title (gint64 year)
{
  return g_strdup_printf (_ ("Кто не сдал, %" G_GINT64_FORMAT " год"), year);
}

/* GObject overrides */

static void
dispose (GObject *object)
{
  g_clear_object (&APP_RESULTS_COMPLETE (object)->model);
  G_OBJECT_CLASS (app_results_complete_parent_class)->dispose (object);
}

static void
finalize (GObject *object)
{
  app_completeness_free (APP_RESULTS_COMPLETE (object)->found);
  G_OBJECT_CLASS (app_results_complete_parent_class)->finalize (object);
}

static void
app_results_complete_class_init (AppResultsCompleteClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
  G_OBJECT_CLASS (klass)->finalize = finalize;
  APP_YEAR_VIEW_CLASS (klass)->ask = ask;
  APP_YEAR_VIEW_CLASS (klass)->copy_cells = copy_cells;
  APP_YEAR_VIEW_CLASS (klass)->make_title = make_title;
  APP_YEAR_VIEW_CLASS (klass)->add_to_paper = add_to_paper;
}

static void
app_results_complete_init (AppResultsComplete *self)
{
  self->only = gtk_check_button_new_with_label (_ ("Только недостающие"));
  g_signal_connect_object (self->only, "toggled", G_CALLBACK (only_cb), self, G_CONNECT_SWAPPED);
}

/* Public API */

GtkWidget *
app_results_complete_new (AppPage *page)
{
  AppResultsComplete *self = g_object_new (APP_TYPE_RESULTS_COMPLETE, NULL);

  app_year_view_fill (APP_YEAR_VIEW (self), page, _ ("Год"), self->only, make_content (self));
  return GTK_WIDGET (self);
}

guint
app_results_complete_get_n_missing (AppResultsComplete *self)
{
  return self->found != NULL ? app_completeness_count_missing (self->found, NULL) : 0;
}
