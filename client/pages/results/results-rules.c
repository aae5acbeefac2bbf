#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include <glib/gi18n.h>

#include "pages/bits.h"
#include "pages/document-menu.h"
#include "pages/results/figure-words.h"
#include "pages/results/results-rules.h"
#include "pages/results/rule-dialog.h"
#include "pages/results/rule-hits.h"
#include "widgets/figure-table.h"

struct _AppResultsRules
{
  AppYearView parent_instance;

  GtkWidget *add, *table, *list;
  GPtrArray *hits;  /* of AppRuleHit; NULL: not read yet */
  GPtrArray *rules; /* of MeriloResultRule */
};

G_DEFINE_FINAL_TYPE (AppResultsRules, app_results_rules, APP_TYPE_YEAR_VIEW)

static gboolean
may_write (AppResultsRules *self)
{
  AppPage *page = app_year_view_get_page (APP_YEAR_VIEW (self));

  return app_session_has_role (app_context_get_session (app_page_get_context (page)),
                               merilo_result_rule_entity.writers);
}

/* Hits: a section a rule */

static AppFigureModel *
make_model (AppResultsRules *self)
{
  const AppFigureColumn columns[] = {
    { _ ("Организация"), NULL, FALSE },
    { _ ("Процедура"), NULL, FALSE },
    { _ ("По годам"), NULL, FALSE },
  };
  AppFigureModel *model = app_figure_model_new (columns, G_N_ELEMENTS (columns));
  gint64 rule = -1;

  for (guint i = 0; i < self->hits->len; i++)
    {
      const AppRuleHit *hit = self->hits->pdata[i];
      g_autofree char *procedure = app_procedure_text (hit->kind, hit->subject, hit->grade, "");
      g_autofree char *values = app_rule_hit_text (hit);
      guint row;

      if (hit->rule_id != rule)
        app_figure_model_set (model, app_figure_model_add_row (model, APP_FIGURE_SECTION), 0,
                              hit->title, NULL, APP_TONE_PLAIN);
      rule = hit->rule_id;
      row = app_figure_model_add_row (model, APP_FIGURE_ROW);
      app_figure_model_set (model, row, 0, hit->name, NULL, APP_TONE_PLAIN);
      app_figure_model_set (model, row, 1, procedure, NULL, APP_TONE_PLAIN);
      app_figure_model_set (model, row, 2, values, NULL, APP_TONE_PLAIN);
      app_figure_model_set_id (model, row, i + 1);
    }
  return model;
}

/* The rules themselves */

static char *
describe_rule (MeriloRecord *rule)
{
  g_autofree char *measure = merilo_record_show (rule, MERILO_RESULT_RULE_MEASURE);
  g_autofree char *comparison = merilo_record_show (rule, MERILO_RESULT_RULE_COMPARISON);
  g_autofree char *percent = merilo_record_show (rule, MERILO_RESULT_RULE_PERCENT);
  g_autofree char *capital = app_capital (measure);
  gint64 years = merilo_record_get_whole (rule, MERILO_RESULT_RULE_YEARS_IN_ROW);

  g_strdelimit (percent, ".", ',');
  if (years > 1)
    return g_strdup_printf (_ ("%s %s %s %%, лет подряд: %" G_GINT64_FORMAT), capital, comparison,
                            percent, years);
  return g_strdup_printf ("%s %s %s %%", capital, comparison, percent);
}

static void
add_part (GString *text, const char *format, const char *value)
{
  if (*value != 0)
    {
      g_string_append (text, text->len > 0 ? " · " : "");
      g_string_append_printf (text, format, value);
    }
}

static char *
describe_reach (MeriloRecord *rule)
{
  g_autofree char *subject = merilo_record_show (rule, MERILO_RESULT_RULE_SUBJECT);
  g_autofree char *grade = merilo_record_show (rule, MERILO_RESULT_RULE_GRADE);
  g_autofree char *since = merilo_record_show (rule, MERILO_RESULT_RULE_SINCE_YEAR);
  g_autofree char *until = merilo_record_show (rule, MERILO_RESULT_RULE_UNTIL_YEAR);
  g_autofree char *note = merilo_record_show (rule, MERILO_RESULT_RULE_NOTE);
  GString *text = g_string_new (NULL);

  add_part (text, _ ("с %s года"), since);
  add_part (text, _ ("по %s год"), until);
  add_part (text, "%s", *subject != 0 ? subject : _ ("все предметы"));
  add_part (text, _ ("%s класс"), grade);
  add_part (text, "%s", note);
  return g_string_free (text, FALSE);
}

static GtkWidget *
make_row (AppResultsRules *self, MeriloRecord *rule)
{
  GtkWidget *row = adw_action_row_new (), *edit;
  g_autofree char *title = describe_rule (rule), *reach = describe_reach (rule);
  g_autofree char *id = app_record_dup_id (rule), *name = NULL;

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), reach);
  if (!may_write (self))
    return row;
  edit = gtk_button_new_from_icon_name ("document-edit-symbolic");
  name = g_strdup_printf (_ ("Изменить правило: %s"), title);
  gtk_widget_set_valign (edit, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (edit, "flat");
  gtk_widget_set_tooltip_text (edit, _ ("Изменить или закончить"));
  app_name_it (edit, name);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (edit), "rules.edit");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (edit), "s", id);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), edit);
  return row;
}

static void
show_rules (AppResultsRules *self)
{
  app_list_clear (self->list);
  for (guint i = 0; i < self->rules->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (self->list), make_row (self, self->rules->pdata[i]));
}

static void
show_found (AppResultsRules *self)
{
  AppStateView *state = app_year_view_get_state_view (APP_YEAR_VIEW (self));
  g_autoptr (AppFigureModel) model = make_model (self);
  g_autofree char *text = NULL;

  gtk_widget_set_visible (self->add, may_write (self));
  if (self->rules->len == 0)
    {
      app_state_view_show_empty (
          state, _ ("Правил пока нет"),
          _ ("Правило само находит школы, на которые стоит посмотреть. Обычное: качество ниже 40 % "
             "второй год."),
          may_write (self) ? _ ("Завести это правило…") : NULL, "rules.add");
      return;
    }
  text = self->hits->len > 0
             ? g_strdup_printf (_ ("Стоит посмотреть: %u. Это повод разобраться, а не вывод."),
                                self->hits->len)
             : g_strdup (_ ("В этом году правила ни на кого не указали."));
  app_year_view_say (APP_YEAR_VIEW (self), text);
  app_figure_table_set_model (APP_FIGURE_TABLE (self->table), model);
  gtk_widget_set_visible (gtk_widget_get_parent (gtk_widget_get_parent (self->table)),
                          self->hits->len > 0);
  show_rules (self);
  app_state_view_show_content (state);
}

/* Loading */

static void
hits_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppResultsRules) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = app_api_read_finish (APP_API (object), result, &error);
  g_autoptr (GPtrArray) hits = node != NULL ? app_rule_hits_read (node, &error) : NULL;

  if (!app_year_view_check (APP_YEAR_VIEW (self), hits, error))
    return;
  g_clear_pointer (&self->hits, g_ptr_array_unref);
  self->hits = g_steal_pointer (&hits);
  show_found (self);
}

static void
rules_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppResultsRules) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rules = app_api_list_finish (APP_API (object), result, NULL, &error);
  g_autofree char *path = NULL;

  if (!app_year_view_check (APP_YEAR_VIEW (self), rules, error))
    return;
  g_clear_pointer (&self->rules, g_ptr_array_unref);
  self->rules = g_steal_pointer (&rules);
  path = g_strdup_printf ("result-rule-hits?year=%" G_GINT64_FORMAT,
                          app_year_view_get_year (APP_YEAR_VIEW (self)));
  app_api_read_async (APP_API (object), path, app_year_view_get_cancellable (APP_YEAR_VIEW (self)),
                      hits_cb, g_object_ref (self));
}

static void
ask (AppYearView *view, AppApi *api, gint64 year, GCancellable *cancellable)
{
  app_api_list_async (api, app_type_of (&merilo_result_rule_entity), NULL, cancellable, rules_cb,
                      g_object_ref (view));
}

/* Actions */

static void
open_dialog (AppResultsRules *self, MeriloRecord *rule)
{
  AppYearView *view = APP_YEAR_VIEW (self);
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  GtkWidget *dialog
      = app_rule_dialog_new (window, app_page_get_context (app_year_view_get_page (view)), rule,
                             app_year_view_get_year (view));

  g_signal_connect_object (dialog, "stored", G_CALLBACK (app_year_view_load), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
add_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  open_dialog (APP_RESULTS_RULES (widget), NULL);
}

static void
edit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppResultsRules *self = APP_RESULTS_RULES (widget);
  MeriloRecord *rule = app_records_find (self->rules, g_variant_get_string (parameter, NULL));

  if (rule != NULL)
    open_dialog (self, rule);
}

/* Callbacks */

static void
activated_cb (AppFigureTable *table, guint row, AppResultsRules *self)
{
  gint64 id = app_figure_model_get_id (app_figure_table_get_model (table), row);
  const AppRuleHit *hit = id > 0 && id <= self->hits->len ? self->hits->pdata[id - 1] : NULL;

  if (hit != NULL)
    app_year_view_choose (APP_YEAR_VIEW (self), hit->procedure_id, hit->org_id);
}

/* Making */

static GtkWidget *
make_content (AppResultsRules *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12), *outer = gtk_scrolled_window_new ();
  GtkWidget *card = gtk_scrolled_window_new ();
  g_autoptr (GMenuModel) menu = app_table_menu_new ("results");

  self->table = app_figure_table_new (NULL);
  app_figure_table_set_menu (APP_FIGURE_TABLE (self->table), menu);
  g_signal_connect_object (self->table, "activated", G_CALLBACK (activated_cb), self, 0);
  g_object_set (card, "child", self->table, "vscrollbar-policy", GTK_POLICY_NEVER,
                "propagate-natural-height", TRUE, "overflow", GTK_OVERFLOW_HIDDEN, NULL);
  gtk_widget_add_css_class (card, "card");
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "boxed-list");
  app_name_it (self->list, _ ("Правила"));
  gtk_box_append (GTK_BOX (box), card);
  gtk_box_append (GTK_BOX (box), app_label_new (_ ("Правила"), "heading"));
  gtk_box_append (GTK_BOX (box), self->list);
  g_object_set (box, "margin-start", 18, "margin-end", 18, "margin-top", 12, "margin-bottom", 18,
                NULL);
  g_object_set (outer, "child", box, "hscrollbar-policy", GTK_POLICY_NEVER, NULL);
  return outer;
}

/* AppYearView overrides */

static GPtrArray *
copy_cells (AppYearView *view, char **ret_words)
{
  AppResultsRules *self = APP_RESULTS_RULES (view);
  AppFigureTable *table = APP_FIGURE_TABLE (self->table);

  if (self->hits == NULL)
    return NULL;
  *ret_words = app_figure_model_dup_words (app_figure_table_get_model (table));
  return app_figure_table_copy_cells (table, TRUE);
}

/* whom they point at, and what they are */
static void
add_to_paper (AppYearView *view, AppPaper *paper)
{
  AppResultsRules *self = APP_RESULTS_RULES (view);
  const AppFigureColumn columns[]
      = { { _ ("Правило"), NULL, FALSE }, { _ ("О чём оно"), NULL, FALSE } };
  g_autoptr (AppFigureModel) rules = app_figure_model_new (columns, G_N_ELEMENTS (columns));

  for (guint i = 0; i < self->rules->len; i++)
    {
      g_autofree char *rule = describe_rule (self->rules->pdata[i]);
      g_autofree char *reach = describe_reach (self->rules->pdata[i]);
      guint row = app_figure_model_add_row (rules, APP_FIGURE_ROW);

      app_figure_model_set (rules, row, 0, rule, NULL, APP_TONE_PLAIN);
      app_figure_model_set (rules, row, 1, reach, NULL, APP_TONE_PLAIN);
    }
  if (self->hits->len > 0)
    app_paper_add_figures (paper, app_figure_table_get_model (APP_FIGURE_TABLE (self->table)));
  app_paper_add_heading (paper, _ ("Правила"));
  app_paper_add_figures (paper, rules);
}

static char *
make_title (gint64 year)
{
  return g_strdup_printf (_ ("Правила, %" G_GINT64_FORMAT " год"), year);
}

/* GObject overrides */

static void
finalize (GObject *object)
{
  AppResultsRules *self = APP_RESULTS_RULES (object);

  g_clear_pointer (&self->hits, g_ptr_array_unref);
  g_clear_pointer (&self->rules, g_ptr_array_unref);
  G_OBJECT_CLASS (app_results_rules_parent_class)->finalize (object);
}

static void
app_results_rules_class_init (AppResultsRulesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = finalize;
  APP_YEAR_VIEW_CLASS (klass)->ask = ask;
  APP_YEAR_VIEW_CLASS (klass)->copy_cells = copy_cells;
  APP_YEAR_VIEW_CLASS (klass)->make_title = make_title;
  APP_YEAR_VIEW_CLASS (klass)->add_to_paper = add_to_paper;
  gtk_widget_class_install_action (widget_class, "rules.add", NULL, add_action);
  gtk_widget_class_install_action (widget_class, "rules.edit", "s", edit_action);
}

static void
app_results_rules_init (AppResultsRules *self)
{
  self->add = gtk_button_new_with_label (_ ("Добавить правило…"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->add), "rules.add");
}

/* Public API */

GtkWidget *
app_results_rules_new (AppPage *page)
{
  AppResultsRules *self = g_object_new (APP_TYPE_RESULTS_RULES, NULL);

  app_year_view_fill (APP_YEAR_VIEW (self), page, _ ("Год правил"), self->add, make_content (self));
  return GTK_WIDGET (self);
}

guint
app_results_rules_get_n_hits (AppResultsRules *self)
{
  return self->hits != NULL ? self->hits->len : 0;
}
