#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include <glib/gi18n.h>

#include "model/json-writer.h"
#include "pages/bits.h"
#include "pages/recheck/codes.h"
#include "pages/recheck/result-row.h"

struct _AppResultRow
{
  AdwExpanderRow parent_instance;

  MeriloRecord *result;
  GtkWidget *badge, *grid, *button;
  GPtrArray *entries; /* of GtkEntry, NULL where nothing waits; by task */
};

enum
{
  SIGNAL_DECIDED,
  N_SIGNALS
};

G_DEFINE_FINAL_TYPE (AppResultRow, app_result_row, ADW_TYPE_EXPANDER_ROW)

static guint signals[N_SIGNALS];

/* Helpers */

static gint16
score_at (MeriloRecord *result, guint field, guint task)
{
  const MeriloScores *scores = merilo_record_get_scores (result, field);

  return scores != NULL && task < scores->n ? scores->at[task] : MERILO_NO_SCORE;
}

static char *
show_score (gint16 score)
{
  if (score == MERILO_NO_SCORE)
    return g_strdup ("");
  return score == MERILO_SCORE_X ? g_strdup ("X") : g_strdup_printf ("%d", score);
}

/* members do not agree and nobody has decided */
static gboolean
is_open_task (MeriloRecord *result, guint task)
{
  return score_at (result, MERILO_RECHECK_RESULT_FIRST_SCORES, task) != MERILO_NO_SCORE
         && score_at (result, MERILO_RECHECK_RESULT_FINAL_SCORES, task) == MERILO_NO_SCORE;
}

static gboolean
read_score (const char *text, int max, gint16 *ret_score)
{
  char *end;
  gint64 value;

  /* Latin and Cyrillic look the same; not for the screen */
  if (g_str_equal (text, "X") || g_str_equal (text, "x") || g_str_equal (text, "Х")
      || g_str_equal (text, "х"))
    {
      *ret_score = MERILO_SCORE_X;
      return TRUE;
    }
  value = g_ascii_strtoll (text, &end, 10);
  if (end == text || *end != 0 || value < 0 || value > max)
    return FALSE;
  *ret_score = (gint16) value;
  return TRUE;
}

/* «Работа 3, код 10017» */
static char *
make_title (AppResultRow *self)
{
  g_autofree char *code = merilo_record_show (self->result, MERILO_RECHECK_RESULT_CODE);

  return g_strdup_printf (_ ("Работа %" G_GINT64_FORMAT ", код %s"),
                          merilo_record_get_whole (self->result, MERILO_RECHECK_RESULT_BLIND_NO),
                          code);
}

/* of tasks that wait for a decision there is no sum, nor a mark */
static char *
say_totals (MeriloRecord *r)
{
  g_autofree char *before = merilo_record_show (r, MERILO_RECHECK_RESULT_SCHOOL_TOTAL);
  g_autofree char *after = merilo_record_show (r, MERILO_RECHECK_RESULT_TOTAL);
  g_autofree char *mark = merilo_record_show (r, MERILO_RECHECK_RESULT_SCHOOL_MARK);
  g_autofree char *new_mark = merilo_record_show (r, MERILO_RECHECK_RESULT_MARK);
  gint64 differing = MAX (0, merilo_record_get_whole (r, MERILO_RECHECK_RESULT_DIFFERING));
  g_autofree char *commission
      = *after == 0 ? g_strdup (_ ("итога ещё нет"))
                    : g_strdup_printf ("%s, «%s»", after, *new_mark != 0 ? new_mark : "—");

  return g_strdup_printf (
      _ ("школа: %s, «%s»; комиссия: %s; заданий с расхождением: %" G_GINT64_FORMAT),
      *before != 0 ? before : "—", *mark != 0 ? mark : "—", commission, differing);
}

static void
show_head (AppResultRow *self)
{
  MeriloRecord *r = self->result;
  g_autofree char *outcome = merilo_record_show (r, MERILO_RECHECK_RESULT_OUTCOME);
  g_autofree char *subtitle = say_totals (r);
  gint64 open = MAX (0, merilo_record_get_whole (r, MERILO_RECHECK_RESULT_OPEN_ITEMS));
  g_autofree char *title = make_title (self);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), subtitle);
  app_name_it (GTK_WIDGET (self), title);
  if (open > 0)
    app_badge_set (self->badge, _ ("ждёт решения"), "warning");
  else if (*outcome != 0)
    app_badge_set (self->badge, outcome,
                   merilo_record_get_whole (r, MERILO_RECHECK_RESULT_OUTCOME)
                           == MERILO_RECHECK_RESULT_OUTCOME_CONFIRMED
                       ? "success"
                       : "accent");
  else
    app_badge_set (self->badge, _ ("проверяется"), "dim");
}

/* The table of tasks */

static const struct
{
  const char *label;
  int field;
} lines[] = {
  { N_ ("Школа"), MERILO_RECHECK_RESULT_SCHOOL_SCORES },
  { N_ ("Первый"), MERILO_RECHECK_RESULT_FIRST_SCORES },
  { N_ ("Второй"), MERILO_RECHECK_RESULT_SECOND_SCORES },
  { N_ ("Итог"), MERILO_RECHECK_RESULT_FINAL_SCORES },
};

static void
attach (AppResultRow *self, const char *text, const char *css, int column, int line)
{
  GtkWidget *label = app_word_new (text, css);

  if (column > 0)
    gtk_label_set_xalign (GTK_LABEL (label), 0.5);
  gtk_grid_attach (GTK_GRID (self->grid), label, column, line, 1, 1);
}

static void
add_task (AppResultRow *self, guint task, const char *code, int max, gboolean writable)
{
  g_autofree char *most = g_strdup_printf ("%d", max);
  gint16 first = score_at (self->result, MERILO_RECHECK_RESULT_FIRST_SCORES, task);
  gint16 second = score_at (self->result, MERILO_RECHECK_RESULT_SECOND_SCORES, task);
  gint16 school = score_at (self->result, MERILO_RECHECK_RESULT_SCHOOL_SCORES, task);
  gint16 final = score_at (self->result, MERILO_RECHECK_RESULT_FINAL_SCORES, task);
  gboolean apart = first != MERILO_NO_SCORE && second != MERILO_NO_SCORE && first != second;
  int column = (int) task + 1;

  attach (self, code, "heading", column, 0);
  attach (self, most, "caption dim-label numeric", column, 1);
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autofree char *text = show_score (score_at (self->result, (guint) lines[i].field, task));
      gboolean marked = lines[i].field == MERILO_RECHECK_RESULT_FINAL_SCORES
                            ? final != MERILO_NO_SCORE && final != school
                            : apart && i > 0;

      attach (self, text, marked ? "numeric score differing" : "numeric score", column,
              (int) i + 2);
    }
  g_ptr_array_add (self->entries, NULL);
  if (writable && is_open_task (self->result, task))
    {
      GtkWidget *entry = gtk_entry_new ();
      g_autofree char *name = g_strdup_printf (_ ("Решение, задание %s"), code);

      gtk_editable_set_width_chars (GTK_EDITABLE (entry), 2);
      gtk_editable_set_max_width_chars (GTK_EDITABLE (entry), 2);
      app_name_it (entry, name);
      gtk_grid_attach (GTK_GRID (self->grid), entry, column, (int) G_N_ELEMENTS (lines) + 2, 1, 1);
      self->entries->pdata[task] = entry;
      gtk_widget_set_visible (self->button, TRUE);
    }
}

static void
fill (AppResultRow *self, gboolean writable)
{
  const MeriloScores *max = merilo_record_get_scores (self->result, MERILO_RECHECK_RESULT_ITEM_MAX);
  guint n = max != NULL ? max->n : 0;
  g_auto (GStrv) codes
      = app_task_codes (merilo_record_get_text (self->result, MERILO_RECHECK_RESULT_ITEM_CODES), n);

  attach (self, _ ("Задание"), "caption dim-label", 0, 0);
  attach (self, _ ("Максимум"), "caption dim-label", 0, 1);
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    attach (self, _ (lines[i].label), "caption dim-label", 0, (int) i + 2);
  for (guint i = 0; i < n; i++)
    add_task (self, i, codes[i], max->at[i], writable);
}

/* Actions */

static void
decide_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppResultRow *self = APP_RESULT_ROW (widget);
  const MeriloScores *max = merilo_record_get_scores (self->result, MERILO_RECHECK_RESULT_ITEM_MAX);
  g_autofree gint16 *scores = g_new (gint16, self->entries->len);
  g_autofree MeriloScores *decided = NULL;
  g_autoptr (GString) body = g_string_new ("{\"scores\":");

  for (guint i = 0; i < self->entries->len; i++)
    {
      GtkWidget *entry = self->entries->pdata[i];
      gint16 old = score_at (self->result, MERILO_RECHECK_RESULT_DECISION_SCORES, i);

      scores[i] = old;
      if (entry == NULL)
        continue;
      if (!read_score (gtk_editable_get_text (GTK_EDITABLE (entry)), max->at[i], &scores[i]))
        {
          gtk_widget_add_css_class (entry, "error");
          gtk_widget_grab_focus (entry);
          return;
        }
      gtk_widget_remove_css_class (entry, "error");
    }
  decided = merilo_scores_new (scores, self->entries->len);
  merilo_json_put_scores (body, decided);
  g_string_append_c (body, '}');
  g_signal_emit (self, signals[SIGNAL_DECIDED], 0, self->result, body->str);
}

/* GObject overrides */

static void
app_result_row_dispose (GObject *object)
{
  AppResultRow *self = APP_RESULT_ROW (object);

  g_clear_object (&self->result);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  G_OBJECT_CLASS (app_result_row_parent_class)->dispose (object);
}

static void
app_result_row_class_init (AppResultRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = app_result_row_dispose;
  signals[SIGNAL_DECIDED]
      = g_signal_new ("decided", APP_TYPE_RESULT_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                      G_TYPE_NONE, 2, MERILO_TYPE_RECORD, G_TYPE_STRING);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "result.decide", NULL, decide_action);
}

static void
app_result_row_init (AppResultRow *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new (),
            *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);

  self->entries = g_ptr_array_new ();
  self->badge = app_badge_new ("", "dim");
  adw_expander_row_add_action (ADW_EXPANDER_ROW (self), self->badge);
  self->grid = gtk_grid_new ();
  gtk_grid_set_column_spacing (GTK_GRID (self->grid), 9);
  gtk_grid_set_row_spacing (GTK_GRID (self->grid), 3);
  self->button = gtk_button_new_with_label (_ ("Записать решение"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), "result.decide");
  gtk_widget_set_halign (self->button, GTK_ALIGN_START);
  gtk_widget_set_visible (self->button, FALSE);
  gtk_widget_add_css_class (self->button, "suggested-action");
  gtk_box_append (GTK_BOX (box), self->grid);
  gtk_box_append (GTK_BOX (box), self->button);
  g_object_set (box, "margin-top", 12, "margin-bottom", 12, "margin-start", 15, "margin-end", 15,
                NULL);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_AUTOMATIC,
                                  GTK_POLICY_NEVER);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), scroller);
}

/* Public API */

GtkWidget *
app_result_row_new (MeriloRecord *result, gboolean writable)
{
  AppResultRow *self = g_object_new (APP_TYPE_RESULT_ROW, NULL);

  self->result = g_object_ref (result);
  show_head (self);
  fill (self, writable);
  return GTK_WIDGET (self);
}

MeriloRecord *
app_result_row_get_result (AppResultRow *self)
{
  return self->result;
}

gboolean
app_result_row_type (AppResultRow *self, guint task, const char *score)
{
  if (task >= self->entries->len || self->entries->pdata[task] == NULL)
    return FALSE;
  gtk_editable_set_text (self->entries->pdata[task], score);
  return TRUE;
}

/* On paper */

static const struct
{
  const char *heading;
  int field; /* -1: what the badge says */
} columns[] = {
  { N_ ("Работа"), MERILO_RECHECK_RESULT_BLIND_NO },
  { N_ ("Код"), MERILO_RECHECK_RESULT_CODE },
  { N_ ("Школа: балл"), MERILO_RECHECK_RESULT_SCHOOL_TOTAL },
  { N_ ("Школа: отметка"), MERILO_RECHECK_RESULT_SCHOOL_MARK },
  { N_ ("Комиссия: балл"), MERILO_RECHECK_RESULT_TOTAL },
  { N_ ("Комиссия: отметка"), MERILO_RECHECK_RESULT_MARK },
  { N_ ("Заданий с расхождением"), MERILO_RECHECK_RESULT_DIFFERING },
  { N_ ("Итог"), -1 },
};

AppFigureModel *
app_result_row_new_table (void)
{
  AppFigureColumn made[G_N_ELEMENTS (columns)];

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    made[i] = (AppFigureColumn){ _ (columns[i].heading), NULL, columns[i].field >= 0 };
  return app_figure_model_new (made, G_N_ELEMENTS (made));
}

void
app_result_row_add_line (AppResultRow *self, AppFigureModel *works)
{
  guint row = app_figure_model_add_row (works, APP_FIGURE_ROW);

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      g_autofree char *text = columns[i].field >= 0
                                  ? merilo_record_show (self->result, (guint) columns[i].field)
                                  : g_strdup (gtk_label_get_text (GTK_LABEL (self->badge)));

      app_figure_model_set (works, row, i, *text != 0 ? text : "—", NULL, APP_TONE_PLAIN);
    }
}

static void
add_scores (AppFigureModel *model, AppResultRow *self, const char *name, guint field, guint n)
{
  guint row = app_figure_model_add_row (model, APP_FIGURE_ROW);

  app_figure_model_set (model, row, 0, name, NULL, APP_TONE_PLAIN);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *text = show_score (score_at (self->result, field, i));

      app_figure_model_set (model, row, i + 1, text, NULL, APP_TONE_PLAIN);
    }
}

void
app_result_row_add_tasks (AppResultRow *self, AppPaper *paper)
{
  const MeriloScores *max = merilo_record_get_scores (self->result, MERILO_RECHECK_RESULT_ITEM_MAX);
  guint n = max != NULL ? max->n : 0;
  g_auto (GStrv) codes
      = app_task_codes (merilo_record_get_text (self->result, MERILO_RECHECK_RESULT_ITEM_CODES), n);
  g_autofree AppFigureColumn *made = g_new (AppFigureColumn, n + 1);
  g_autofree char *title = make_title (self);
  g_autoptr (AppFigureModel) model = NULL;

  made[0] = (AppFigureColumn){ _ ("Задание"), NULL, FALSE };
  for (guint i = 0; i < n; i++)
    made[i + 1] = (AppFigureColumn){ codes[i], NULL, TRUE };
  model = app_figure_model_new (made, n + 1);
  add_scores (model, self, _ ("Максимум"), MERILO_RECHECK_RESULT_ITEM_MAX, n);
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    add_scores (model, self, _ (lines[i].label), (guint) lines[i].field, n);
  app_paper_add_heading (paper, title);
  app_paper_add_figures (paper, model);
}
