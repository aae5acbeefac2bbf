#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include <glib/gi18n.h>

#include "model/json-writer.h"
#include "net/json.h"
#include "pages/bits.h"
#include "pages/reports/report-line.h"
#include "pages/reports/reports-page.h"

struct _AppReportsPage
{
  AppPage parent_instance;

  GtkWidget *views, *plan, *quarter, *start, *summary, *groups;
  GtkWidget *title, *state, *facts, *progress, *submit, *send_back, *accept, *remark, *lines;
  GPtrArray *plans, *reports, *quarters; /* quarters: of char* */
  MeriloRecord *report;                  /* open; NULL: the list */
  char *wanted;
};

G_DEFINE_FINAL_TYPE (AppReportsPage, app_reports_page, APP_TYPE_PAGE)

static const char *const watched[] = { "quarter_report", "execution", "evidence", "plan", NULL };

static void show_list (AppReportsPage *self);
static void load_lines (AppReportsPage *self);

/* Helpers */

static gboolean
has_role (AppReportsPage *self, guint mask)
{
  return app_session_has_role (app_context_get_session (app_page_get_context (APP_PAGE (self))),
                               mask);
}

static const char *
tone_of (gint64 state)
{
  return state == MERILO_QUARTER_REPORT_STATE_ACCEPTED    ? "success"
         : state == MERILO_QUARTER_REPORT_STATE_SUBMITTED ? "accent"
         : state == MERILO_QUARTER_REPORT_STATE_RETURNED  ? "warning"
                                                          : "dim";
}

static char *
get_id (gint64 id)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT, id);
}

static MeriloRecord *
chosen_plan (AppReportsPage *self)
{
  guint i = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->plan));

  return self->plans != NULL && i < self->plans->len ? self->plans->pdata[i] : NULL;
}

static const char *
chosen_quarter (AppReportsPage *self)
{
  guint i = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->quarter));

  return i < self->quarters->len ? self->quarters->pdata[i] : NULL;
}

/* The open report */

static void
count_answers (AppReportsPage *self)
{
  guint answered = 0, total = 0;
  g_autofree char *text = NULL;
  gint64 due = merilo_record_get_whole (self->report, MERILO_QUARTER_REPORT_DUE);
  g_autofree char *until = due != MERILO_NONE ? merilo_date_show (due) : g_strdup ("—");

  for (GtkWidget *row = gtk_widget_get_first_child (self->lines); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      total++;
      answered += app_report_line_is_answered (APP_REPORT_LINE (row));
    }
  text = g_strdup_printf (_ ("отвечено %u из %u, сдать до %s"), answered, total, until);
  gtk_label_set_text (GTK_LABEL (self->facts), text);
  gtk_level_bar_set_max_value (GTK_LEVEL_BAR (self->progress), MAX (1, total));
  gtk_level_bar_set_value (GTK_LEVEL_BAR (self->progress), answered);
  gtk_widget_set_tooltip_text (self->submit,
                               answered < total ? _ (
                                   "Ответьте на все пункты: программа покажет, каких не хватает")
                                                : NULL);
}

static void
show_report (AppReportsPage *self)
{
  gint64 state = merilo_record_get_whole (self->report, MERILO_QUARTER_REPORT_STATE);
  g_autofree char *word = merilo_record_show (self->report, MERILO_QUARTER_REPORT_STATE);
  g_autofree char *org = merilo_record_show (self->report, MERILO_QUARTER_REPORT_ORG_NAME);
  g_autofree char *quarter
      = app_quarter_text (merilo_record_get_text (self->report, MERILO_QUARTER_REPORT_QUARTER));
  g_autofree char *title = g_strdup_printf ("%s, %s", org, quarter);
  const char *remark = merilo_record_get_text (self->report, MERILO_QUARTER_REPORT_REMARK);
  gboolean open
      = state == MERILO_QUARTER_REPORT_STATE_DRAFT || state == MERILO_QUARTER_REPORT_STATE_RETURNED;
  gboolean judged = state == MERILO_QUARTER_REPORT_STATE_SUBMITTED;

  gtk_label_set_text (GTK_LABEL (self->title), title);
  app_badge_set (self->state, word, tone_of (state));
  gtk_widget_set_visible (self->submit, open && has_role (self, MERILO_BY_SCHOOL));
  gtk_widget_set_visible (self->send_back, judged && has_role (self, MERILO_BY_METHODOLOGIST));
  gtk_widget_set_visible (self->accept, judged && has_role (self, MERILO_BY_METHODOLOGIST));
  gtk_widget_set_visible (self->remark, remark != NULL && *remark != 0);
  if (remark != NULL)
    {
      g_autofree char *text = g_strdup_printf (_ ("Замечание управления: %s"), remark);

      gtk_label_set_text (GTK_LABEL (self->remark), text);
    }
  gtk_stack_set_visible_child_name (GTK_STACK (self->views), "report");
  app_page_set_subtitle (APP_PAGE (self), title);
  count_answers (self);
  app_page_show_content (APP_PAGE (self));
}

static AppReportLine *
find_line (AppReportsPage *self, const char *id)
{
  for (GtkWidget *row = gtk_widget_get_first_child (self->lines); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      g_autofree char *other
          = app_record_dup_id (app_report_line_get_execution (APP_REPORT_LINE (row)));

      if (g_str_equal (other, id))
        return APP_REPORT_LINE (row);
    }
  return NULL;
}

static void
lines_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppReportsPage) self = data;
  g_autoptr (GError) error = NULL;
  gint64 as_of = 0;
  g_autoptr (GPtrArray) lines = app_api_list_finish (APP_API (object), result, &as_of, &error);
  AppContext *context;

  if (!app_page_check (APP_PAGE (self), result, lines, error) || self->report == NULL)
    return;
  context = app_page_get_context (APP_PAGE (self));
  app_page_set_as_of (APP_PAGE (self), as_of);
  for (guint i = 0; i < lines->len; i++)
    {
      g_autofree char *id = app_record_dup_id (lines->pdata[i]);
      AppReportLine *line = find_line (self, id);

      app_outbox_overlay (app_context_get_outbox (context), lines->pdata[i]);
      merilo_record_set_clean (lines->pdata[i]);
      if (line != NULL)
        app_report_line_set_execution (line, lines->pdata[i]);
      else
        gtk_list_box_append (GTK_LIST_BOX (self->lines),
                             app_report_line_new (context, lines->pdata[i]));
    }
  show_report (self);
}

static void
load_lines (AppReportsPage *self)
{
  g_autofree char *id = app_record_dup_id (self->report);
  const char *filters[] = { "report_id", id, NULL };

  app_api_list_async (app_page_get_api (APP_PAGE (self)), app_type_of (&merilo_execution_entity),
                      filters, app_page_get_cancellable (APP_PAGE (self)), lines_cb,
                      g_object_ref (self));
}

static void
open_report (AppReportsPage *self, MeriloRecord *report)
{
  g_autofree char *old = self->report != NULL ? app_record_dup_id (self->report) : NULL;
  g_autofree char *new = app_record_dup_id (report);

  if (g_strcmp0 (old, new) != 0)
    app_list_clear (self->lines);
  g_set_object (&self->report, report);
  load_lines (self);
}

/* The list of reports */

static GtkWidget *
make_report_row (AppReportsPage *self, MeriloRecord *report)
{
  GtkWidget *row = adw_action_row_new ();
  gboolean school = has_role (self, MERILO_BY_SCHOOL);
  g_autofree char *org = merilo_record_show (report, MERILO_QUARTER_REPORT_ORG_NAME);
  g_autofree char *quarter
      = app_quarter_text (merilo_record_get_text (report, MERILO_QUARTER_REPORT_QUARTER));
  g_autofree char *title = g_markup_escape_text (school ? quarter : org, -1);
  g_autofree char *due = merilo_record_show (report, MERILO_QUARTER_REPORT_DUE);
  g_autofree char *facts
      = g_strdup_printf (_ ("отвечено %" G_GINT64_FORMAT " из %" G_GINT64_FORMAT ", сдать до %s"),
                         MAX (0, merilo_record_get_whole (report, MERILO_QUARTER_REPORT_ANSWERED)),
                         MAX (0, merilo_record_get_whole (report, MERILO_QUARTER_REPORT_TOTAL)),
                         due);
  g_autofree char *id = app_record_dup_id (report);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), facts);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "reports.open");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", id);
  app_name_it (row, school ? quarter : org);
  return row;
}

/* what waits for the reader comes first */
static const guint order_school[]
    = { MERILO_QUARTER_REPORT_STATE_RETURNED, MERILO_QUARTER_REPORT_STATE_DRAFT,
        MERILO_QUARTER_REPORT_STATE_SUBMITTED, MERILO_QUARTER_REPORT_STATE_ACCEPTED };
static const guint order_department[]
    = { MERILO_QUARTER_REPORT_STATE_SUBMITTED, MERILO_QUARTER_REPORT_STATE_RETURNED,
        MERILO_QUARTER_REPORT_STATE_DRAFT, MERILO_QUARTER_REPORT_STATE_ACCEPTED };

static void
add_state_group (AppReportsPage *self, GPtrArray *reports, guint state)
{
  g_autoptr (GPtrArray) part = app_records_where (reports, MERILO_QUARTER_REPORT_STATE, state);
  GtkWidget *group;
  const char *label
      = _ (merilo_quarter_report_entity.fields[MERILO_QUARTER_REPORT_STATE].choices[state].label);
  g_autofree char *title = app_capital (label);
  g_autofree char *count = g_strdup_printf ("%u", part->len);

  if (part->len == 0)
    return;
  group = adw_preferences_group_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (group),
                                           app_badge_new (count, tone_of (state)));
  for (guint i = 0; i < part->len; i++)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                               make_report_row (self, part->pdata[i]));
  gtk_box_append (GTK_BOX (self->groups), group);
}

static GPtrArray *
shown_reports (AppReportsPage *self)
{
  GPtrArray *shown = g_ptr_array_new_with_free_func (g_object_unref);
  MeriloRecord *plan = chosen_plan (self);
  const char *quarter = chosen_quarter (self);

  for (guint i = 0; self->reports != NULL && i < self->reports->len; i++)
    {
      MeriloRecord *report = self->reports->pdata[i];
      gboolean of_plan = plan != NULL
                         && merilo_record_get_whole (report, MERILO_QUARTER_REPORT_PLAN_ID)
                                == merilo_record_get_whole (plan, MERILO_PLAN_ID);
      gboolean of_quarter
          = g_strcmp0 (merilo_record_get_text (report, MERILO_QUARTER_REPORT_QUARTER), quarter)
            == 0;

      /* a school sees all its quarters at once */
      if (of_plan && (of_quarter || has_role (self, MERILO_BY_SCHOOL)))
        g_ptr_array_add (shown, g_object_ref (report));
    }
  return shown;
}

static guint
count_schools (AppReportsPage *self)
{
  GListModel *orgs = app_context_get_orgs (app_page_get_context (APP_PAGE (self)));
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (orgs); i++)
    {
      g_autoptr (MeriloRecord) org = g_list_model_get_item (orgs, i);

      n += merilo_record_get_whole (org, MERILO_ORG_KIND) == MERILO_ORG_KIND_SCHOOL;
    }
  return n;
}

static void
show_summary (AppReportsPage *self, GPtrArray *shown)
{
  guint done = 0, schools = count_schools (self);
  g_autofree char *text = NULL;

  for (guint i = 0; i < shown->len; i++)
    {
      gint64 state = merilo_record_get_whole (shown->pdata[i], MERILO_QUARTER_REPORT_STATE);

      done += state == MERILO_QUARTER_REPORT_STATE_SUBMITTED
              || state == MERILO_QUARTER_REPORT_STATE_ACCEPTED;
    }
  if (has_role (self, MERILO_BY_SCHOOL))
    text = g_strdup ("");
  else
    text = g_strdup_printf (_ ("сдано %u из %u, ещё не начали %u"), done, schools,
                            schools > shown->len ? schools - shown->len : 0);
  gtk_label_set_text (GTK_LABEL (self->summary), text);
}

static void
count_mine (AppReportsPage *self)
{
  gboolean school = has_role (self, MERILO_BY_SCHOOL);
  guint mine = 0;

  for (guint i = 0; i < self->reports->len; i++)
    {
      gint64 state = merilo_record_get_whole (self->reports->pdata[i], MERILO_QUARTER_REPORT_STATE);

      mine += school ? state == MERILO_QUARTER_REPORT_STATE_DRAFT
                           || state == MERILO_QUARTER_REPORT_STATE_RETURNED
                     : state == MERILO_QUARTER_REPORT_STATE_SUBMITTED;
    }
  app_page_set_count (APP_PAGE (self), mine);
}

static void
show_list (AppReportsPage *self)
{
  g_autoptr (GPtrArray) shown = shown_reports (self);
  gboolean school = has_role (self, MERILO_BY_SCHOOL);
  const guint *order = school ? order_school : order_department;

  app_box_clear (self->groups);
  for (guint i = 0; i < G_N_ELEMENTS (order_school); i++)
    add_state_group (self, shown, order[i]);
  if (shown->len == 0)
    gtk_box_append (GTK_BOX (self->groups),
                    app_label_new (school ? _ ("Отчётов по этому плану ещё нет: выберите квартал "
                                               "и нажмите «Заполнить отчёт».")
                                          : _ ("За этот квартал отчётов ещё нет."),
                                   "dim-label"));
  gtk_widget_set_visible (self->start, school && chosen_plan (self) != NULL);
  show_summary (self, shown);
  gtk_stack_set_visible_child_name (GTK_STACK (self->views), "list");
  app_page_set_subtitle (APP_PAGE (self), NULL);
  if (self->plans->len > 0)
    app_page_show_content (APP_PAGE (self));
  else
    app_page_show_empty (APP_PAGE (self), "emblem-documents-symbolic", _ ("Отчётов пока нет"),
                         _ ("Отчёты появятся, когда управление утвердит план."), NULL, NULL);
}

/* Loading */

/* the quarters of the plan's period */
static void
fill_quarters (AppReportsPage *self)
{
  MeriloRecord *plan = chosen_plan (self);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autofree char *now = app_quarter_now ();
  int year, month, day, last, last_month;
  guint selected = 0;

  g_ptr_array_set_size (self->quarters, 0);
  if (plan == NULL)
    return;
  merilo_date_split (merilo_record_get_whole (plan, MERILO_PLAN_PERIOD_UNTIL), &last, &last_month,
                     &day);
  merilo_date_split (merilo_record_get_whole (plan, MERILO_PLAN_PERIOD_FROM), &year, &month, &day);
  for (int q = year * 4 + (month - 1) / 3;
       q <= last * 4 + (last_month - 1) / 3 && q < year * 4 + 60; q++)
    {
      char *code = g_strdup_printf ("%d-Q%d", q / 4, q % 4 + 1);
      g_autofree char *name = app_quarter_text (code);

      if (g_strcmp0 (code, now) <= 0)
        selected = self->quarters->len;
      g_ptr_array_add (self->quarters, code);
      gtk_string_list_append (names, name);
    }
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->quarter), G_LIST_MODEL (names));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->quarter), selected);
}

static void
fill_plans (AppReportsPage *self, GPtrArray *plans)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  MeriloRecord *old = chosen_plan (self);
  gint64 id = old != NULL ? merilo_record_get_whole (old, MERILO_PLAN_ID) : 0;
  guint selected = 0;
  gboolean same = old != NULL;

  for (guint i = 0; i < plans->len; i++)
    {
      const char *title = merilo_record_get_text (plans->pdata[i], MERILO_PLAN_TITLE);
      g_autofree char *cut = title != NULL && g_utf8_strlen (title, -1) > 48
                                 ? g_utf8_substring (title, 0, 48)
                                 : g_strdup (title != NULL ? title : "");

      gtk_string_list_append (names, cut);
      if (merilo_record_get_whole (plans->pdata[i], MERILO_PLAN_ID) == id)
        selected = i;
    }
  g_clear_pointer (&self->plans, g_ptr_array_unref);
  self->plans = g_ptr_array_ref (plans);
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->plan), G_LIST_MODEL (names));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->plan), selected);
  if (!same)
    fill_quarters (self);
}

static void
reports_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppReportsPage) self = data;
  g_autoptr (GError) error = NULL;
  gint64 as_of = 0;
  g_autoptr (GPtrArray) reports = app_api_list_finish (APP_API (object), result, &as_of, &error);
  g_autofree char *open = NULL;
  MeriloRecord *found;

  if (!app_page_check (APP_PAGE (self), result, reports, error))
    return;
  app_page_set_as_of (APP_PAGE (self), as_of);
  g_clear_pointer (&self->reports, g_ptr_array_unref);
  self->reports = g_steal_pointer (&reports);
  count_mine (self);
  open = self->wanted != NULL   ? g_steal_pointer (&self->wanted)
         : self->report != NULL ? app_record_dup_id (self->report)
                                : NULL;
  found = open != NULL ? app_records_find (self->reports, open) : NULL;
  if (found != NULL)
    open_report (self, found);
  else
    show_list (self);
}

static void
plans_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppReportsPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) plans = app_api_list_finish (APP_API (object), result, NULL, &error);

  if (!app_page_check (APP_PAGE (self), result, plans, error))
    return;
  fill_plans (self, plans);
  app_api_list_async (app_page_get_api (APP_PAGE (self)),
                      app_type_of (&merilo_quarter_report_entity), NULL,
                      app_page_get_cancellable (APP_PAGE (self)), reports_cb, g_object_ref (self));
}

/* Acts */

static void
acted_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppReportsPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloRecord) report = app_api_act_finish (APP_API (object), result, &error);
  const AppProblem *problem = app_problem_of (result);

  if (problem != NULL && g_str_equal (problem->code, "unanswered"))
    {
      app_context_toast (app_page_get_context (APP_PAGE (self)), error->message);
      for (GtkWidget *row = gtk_widget_get_first_child (self->lines); row != NULL;
           row = gtk_widget_get_next_sibling (row))
        if (!app_report_line_is_answered (APP_REPORT_LINE (row)))
          {
            adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
            gtk_widget_child_focus (row, GTK_DIR_TAB_FORWARD);
            break;
          }
      return;
    }
  if (!app_page_check_act (APP_PAGE (self), report != NULL, error))
    return;
  g_set_object (&self->report, report);
  g_free (self->wanted);
  self->wanted = app_record_dup_id (report);
  app_page_load (APP_PAGE (self));
}

static void
act (AppReportsPage *self, const char *action, const char *body)
{
  app_api_act_async (app_page_get_api (APP_PAGE (self)),
                     app_type_of (&merilo_quarter_report_entity), self->report, action, body,
                     app_page_get_cancellable (APP_PAGE (self)), acted_cb, g_object_ref (self));
}

/* answers move the report's own version: it is read anew before it is handed in */
static void
fresh_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppReportsPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloRecord) report = app_api_get_finish (APP_API (object), result, &error);

  if (!app_page_check_act (APP_PAGE (self), report != NULL, error))
    return;
  g_set_object (&self->report, report);
  act (self, "submission", NULL);
}

static void
flushed_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppReportsPage) self = data;
  g_autoptr (GError) error = NULL;
  gboolean done = app_outbox_flush_finish (APP_OUTBOX (object), result, &error);
  g_autofree char *id = NULL;

  if (!app_page_check_act (APP_PAGE (self), done, error))
    return;
  id = app_record_dup_id (self->report);
  app_api_get_async (app_page_get_api (APP_PAGE (self)),
                     app_type_of (&merilo_quarter_report_entity), id,
                     app_page_get_cancellable (APP_PAGE (self)), fresh_cb, g_object_ref (self));
}

static gboolean
save_lines (AppReportsPage *self)
{
  for (GtkWidget *row = gtk_widget_get_first_child (self->lines); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (!app_report_line_save (APP_REPORT_LINE (row)))
      {
        adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
        return FALSE;
      }
  return TRUE;
}

/* Actions */

static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppReportsPage *self = APP_REPORTS_PAGE (widget);
  MeriloRecord *report = app_records_find (self->reports, g_variant_get_string (parameter, NULL));

  if (report != NULL)
    open_report (self, report);
}

static void
back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppReportsPage *self = APP_REPORTS_PAGE (widget);

  save_lines (self);
  g_clear_object (&self->report);
  app_list_clear (self->lines);
  app_page_load (APP_PAGE (self));
}

static void
start_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppReportsPage *self = APP_REPORTS_PAGE (widget);
  MeriloRecord *plan = chosen_plan (self);
  g_autofree char *id = NULL, *body = NULL;

  if (plan == NULL || chosen_quarter (self) == NULL)
    return;
  id = get_id (merilo_record_get_whole (plan, MERILO_PLAN_ID));
  body = g_strdup_printf ("{\"plan_id\":%s,\"quarter\":\"%s\"}", id, chosen_quarter (self));
  app_api_act_async (app_page_get_api (APP_PAGE (self)),
                     app_type_of (&merilo_quarter_report_entity), NULL, "quarter-reports", body,
                     app_page_get_cancellable (APP_PAGE (self)), acted_cb, g_object_ref (self));
}

static void
submit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppReportsPage *self = APP_REPORTS_PAGE (widget);
  AppContext *context = app_page_get_context (APP_PAGE (self));

  if (self->report != NULL && save_lines (self))
    app_outbox_flush_async (app_context_get_outbox (context),
                            app_page_get_cancellable (APP_PAGE (self)), flushed_cb,
                            g_object_ref (self));
}

static void
accept_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppReportsPage *self = APP_REPORTS_PAGE (widget);

  if (self->report != NULL)
    act (self, "acceptance", NULL);
}

static char *
make_return (AppReportsPage *self, const char *remark)
{
  g_autoptr (GString) body = g_string_new ("{");
  guint n = 0;

  merilo_json_put_text_member (body, "remark", remark);
  g_string_append (body, ",\"lines\":[");
  for (GtkWidget *row = gtk_widget_get_first_child (self->lines); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      MeriloRecord *execution = app_report_line_get_execution (APP_REPORT_LINE (row));
      g_autofree char *text = app_report_line_dup_remark (APP_REPORT_LINE (row));

      if (text == NULL)
        continue;
      g_string_append (body, n++ > 0 ? ",{" : "{");
      merilo_json_put_whole_member (body, "execution_id",
                                    merilo_record_get_whole (execution, MERILO_EXECUTION_ID));
      merilo_json_put_text_member (body, "remark", text);
      g_string_append_c (body, '}');
    }
  g_string_append (body, "]}");
  return g_string_free (g_steal_pointer (&body), FALSE);
}

static void
return_cb (AdwMessageDialog *dialog, const char *response, AppReportsPage *self)
{
  GtkWidget *entry = adw_message_dialog_get_extra_child (dialog);
  g_autofree char *body = NULL;

  if (!g_str_equal (response, "return") || self->report == NULL)
    return;
  body = make_return (self, gtk_editable_get_text (GTK_EDITABLE (entry)));
  act (self, "return", body);
}

static void
typed_cb (GtkEditable *entry, AdwMessageDialog *dialog)
{
  adw_message_dialog_set_response_enabled (dialog, "return", *gtk_editable_get_text (entry) != 0);
}

static void
return_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)),
                                              _ ("Вернуть отчёт школе"),
                                              _ ("Напишите, что поправить. Замечания к отдельным "
                                                 "пунктам пишутся в самих пунктах."));
  GtkWidget *entry = gtk_entry_new ();

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("Отмена"), "return",
                                    _ ("Вернуть"), NULL);
  adw_message_dialog_set_response_enabled (ADW_MESSAGE_DIALOG (dialog), "return", FALSE);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "return",
                                              ADW_RESPONSE_SUGGESTED);
  app_name_it (entry, _ ("Замечание к отчёту"));
  gtk_widget_set_name (entry, "remark");
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), entry);
  g_signal_connect (entry, "changed", G_CALLBACK (typed_cb), dialog);
  g_signal_connect_object (dialog, "response", G_CALLBACK (return_cb), widget, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Callbacks */

static void
plan_chosen_cb (AppReportsPage *self)
{
  if (self->reports == NULL || self->report != NULL)
    return;
  fill_quarters (self);
  show_list (self);
}

static void
quarter_chosen_cb (AppReportsPage *self)
{
  if (self->reports != NULL && self->report == NULL && self->quarters->len > 0)
    show_list (self);
}

static void
settled_cb (AppReportsPage *self)
{
  if (self->report != NULL)
    count_answers (self);
}

/* AppPage overrides */

static void
load (AppPage *page)
{
  app_api_list_async (app_page_get_api (page), app_type_of (&merilo_plan_entity),
                      (const char *[]){ "state", "approved", NULL },
                      app_page_get_cancellable (page), plans_cb, g_object_ref (page));
}

static void
open_target (AppPage *page, const char *target)
{
  AppReportsPage *self = APP_REPORTS_PAGE (page);
  const char *slash = strrchr (target, '/');

  g_free (self->wanted);
  self->wanted = g_strdup (slash != NULL ? slash + 1 : target);
  app_page_load (page);
}

static void
save (AppPage *page)
{
  save_lines (APP_REPORTS_PAGE (page));
}

static gboolean
close_panel (AppPage *page)
{
  return FALSE;
}

/* GObject overrides */

static void
constructed (GObject *object)
{
  AppOutbox *outbox;

  G_OBJECT_CLASS (app_reports_page_parent_class)->constructed (object);
  outbox = app_context_get_outbox (app_page_get_context (APP_PAGE (object)));
  if (outbox != NULL)
    g_signal_connect_object (outbox, "items-changed", G_CALLBACK (settled_cb), object,
                             G_CONNECT_SWAPPED);
}

static void
dispose (GObject *object)
{
  AppReportsPage *self = APP_REPORTS_PAGE (object);

  g_clear_pointer (&self->plans, g_ptr_array_unref);
  g_clear_pointer (&self->reports, g_ptr_array_unref);
  g_clear_pointer (&self->quarters, g_ptr_array_unref);
  g_clear_pointer (&self->wanted, g_free);
  g_clear_object (&self->report);
  G_OBJECT_CLASS (app_reports_page_parent_class)->dispose (object);
}

static void
app_reports_page_class_init (AppReportsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  AppPageClass *page_class = APP_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = constructed;
  G_OBJECT_CLASS (klass)->dispose = dispose;
  page_class->load = load;
  page_class->open = open_target;
  page_class->save = save;
  page_class->close = close_panel;
  gtk_widget_class_install_action (widget_class, "reports.open", "s", open_action);
  gtk_widget_class_install_action (widget_class, "reports.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "reports.start", NULL, start_action);
  gtk_widget_class_install_action (widget_class, "reports.submit", NULL, submit_action);
  gtk_widget_class_install_action (widget_class, "reports.accept", NULL, accept_action);
  gtk_widget_class_install_action (widget_class, "reports.return", NULL, return_action);
}

static void
app_reports_page_init (AppReportsPage *self)
{
  g_autoptr (GtkBuilder) builder
      = gtk_builder_new_from_resource ("/ru/merilo/reports/reports-page.ui");

  self->quarters = g_ptr_array_new_with_free_func (g_free);
#define CHILD(name) self->name = (gpointer) gtk_builder_get_object (builder, #name)
  CHILD (views);
  CHILD (plan);
  CHILD (quarter);
  CHILD (start);
  CHILD (summary);
  CHILD (groups);
  CHILD (title);
  CHILD (state);
  CHILD (facts);
  CHILD (progress);
  CHILD (submit);
  CHILD (send_back);
  CHILD (accept);
  CHILD (remark);
  CHILD (lines);
#undef CHILD
  app_page_set_content (APP_PAGE (self), self->views);
  app_page_watch (APP_PAGE (self), watched);
  g_signal_connect_object (self->plan, "notify::selected", G_CALLBACK (plan_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->quarter, "notify::selected", G_CALLBACK (quarter_chosen_cb), self,
                           G_CONNECT_SWAPPED);
}
