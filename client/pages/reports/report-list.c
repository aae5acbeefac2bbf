#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "pages/bits.h"
#include "pages/reports/report-list.h"

struct _AppReportList
{
  AppReportView parent_instance;

  GtkWidget *summary, *start, *groups;
  GPtrArray *reports;
};

G_DEFINE_FINAL_TYPE (AppReportList, app_report_list, APP_TYPE_REPORT_VIEW)

/* Helpers */

static AppReportFilter *
get_filter (AppReportList *self)
{
  return app_report_view_get_filter (APP_REPORT_VIEW (self));
}

static gboolean
has_role (AppReportList *self, guint mask)
{
  return app_session_has_role (app_context_get_session (
                                   app_report_view_get_context (APP_REPORT_VIEW (self))),
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

/* Rows */

static GtkWidget *
make_report_row (AppReportList *self, MeriloRecord *report)
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
add_state_group (AppReportList *self, GPtrArray *reports, guint state)
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

/* What is shown */

static gboolean
is_shown (AppReportList *self, MeriloRecord *report)
{
  AppReportFilter *filter = get_filter (self);
  MeriloRecord *plan = app_report_filter_get_plan (filter);
  const char *quarter = app_report_filter_get_quarter (filter);
  const char *own = merilo_record_get_text (report, MERILO_QUARTER_REPORT_QUARTER);
  gint64 school = app_report_filter_get_school (filter);
  g_autofree char *name = merilo_record_show (report, MERILO_QUARTER_REPORT_ORG_NAME);
  g_autofree char *folded = g_utf8_casefold (name, -1);
  g_autofree char *text = g_utf8_casefold (app_report_filter_get_text (filter), -1);

  if (plan == NULL
      || merilo_record_get_whole (report, MERILO_QUARTER_REPORT_PLAN_ID)
             != merilo_record_get_whole (plan, MERILO_PLAN_ID))
    return FALSE;
  if (has_role (self, MERILO_BY_SCHOOL)) /* a school sees all its quarters at once */
    return TRUE;
  if (quarter != NULL && g_strcmp0 (own, quarter) != 0)
    return FALSE;
  if (quarter == NULL && app_report_filter_has_year (filter) && own != NULL
      && g_ascii_strtoll (own, NULL, 10) != app_report_filter_get_year (filter))
    return FALSE;
  return (school == 0 || merilo_record_get_whole (report, MERILO_QUARTER_REPORT_ORG_ID) == school)
         && strstr (folded, text) != NULL;
}

static GPtrArray *
shown_reports (AppReportList *self)
{
  GPtrArray *shown = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; self->reports != NULL && i < self->reports->len; i++)
    if (is_shown (self, self->reports->pdata[i]))
      g_ptr_array_add (shown, g_object_ref (self->reports->pdata[i]));
  return shown;
}

static guint
count_schools (AppReportList *self)
{
  GListModel *orgs = app_context_get_orgs (app_report_view_get_context (APP_REPORT_VIEW (self)));
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (orgs); i++)
    {
      g_autoptr (MeriloRecord) org = g_list_model_get_item (orgs, i);

      n += merilo_record_get_whole (org, MERILO_ORG_KIND) == MERILO_ORG_KIND_SCHOOL;
    }
  return n;
}

static void
show_summary (AppReportList *self, GPtrArray *shown)
{
  guint done = 0, late = 0, schools = count_schools (self);
  g_autofree char *text = NULL;

  for (guint i = 0; i < shown->len; i++)
    {
      gint64 state = merilo_record_get_whole (shown->pdata[i], MERILO_QUARTER_REPORT_STATE);

      done += state == MERILO_QUARTER_REPORT_STATE_SUBMITTED
              || state == MERILO_QUARTER_REPORT_STATE_ACCEPTED;
      late += merilo_record_get_whole (shown->pdata[i], MERILO_QUARTER_REPORT_LATE) == 1;
    }
  if (!has_role (self, MERILO_BY_SCHOOL) && app_report_filter_get_quarter (get_filter (self)))
    text = g_strdup_printf (_ ("сдано %u из %u, позже срока %u, ещё не начали %u"), done, schools,
                            late, schools > shown->len ? schools - shown->len : 0);
  gtk_label_set_text (GTK_LABEL (self->summary), text != NULL ? text : "");
  if (gtk_widget_get_mapped (GTK_WIDGET (self))) /* it is read for the badge too */
    app_report_filter_set_count (get_filter (self), shown->len, self->reports->len);
}

static void
count_mine (AppReportList *self)
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
  app_page_set_count (app_report_view_get_page (APP_REPORT_VIEW (self)), mine);
}

static void
apply (AppReportView *view)
{
  AppReportList *self = APP_REPORT_LIST (view);
  g_autoptr (GPtrArray) shown = shown_reports (self);
  gboolean school = has_role (self, MERILO_BY_SCHOOL);
  const guint *order = school ? order_school : order_department;

  if (self->reports == NULL)
    return;
  app_box_clear (self->groups);
  for (guint i = 0; i < G_N_ELEMENTS (order_school); i++)
    add_state_group (self, shown, order[i]);
  if (shown->len == 0)
    gtk_box_append (GTK_BOX (self->groups),
                    app_label_new (school ? _ ("Отчётов по этому плану ещё нет: выберите квартал "
                                               "и нажмите «Заполнить отчёт».")
                                          : _ ("За этот квартал отчётов ещё нет."),
                                   "dim-label"));
  gtk_widget_set_visible (self->start, has_role (self, merilo_quarter_report_entity.writers));
  show_summary (self, shown);
  app_report_view_show_content (view);
}

/* Loading */

static void
reports_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppReportList) self = data;
  g_autoptr (GError) error = NULL;
  gint64 as_of = 0;
  g_autoptr (GPtrArray) reports = app_api_list_finish (APP_API (object), result, &as_of, &error);

  if (!app_report_view_check (APP_REPORT_VIEW (self), reports, error, as_of))
    return;
  g_clear_pointer (&self->reports, g_ptr_array_unref);
  self->reports = g_steal_pointer (&reports);
  count_mine (self);
  apply (APP_REPORT_VIEW (self));
}

static void
load (AppReportView *view)
{
  app_api_list_async (app_report_view_get_api (view), app_type_of (&merilo_quarter_report_entity),
                      NULL, app_report_view_get_cancellable (view), reports_cb,
                      g_object_ref (view));
}

/* Making */

static GtkWidget *
make_bar (AppReportList *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gboolean school = has_role (self, MERILO_BY_SCHOOL);

  self->start = gtk_button_new_with_label (school ? _ ("Заполнить отчёт") : _ ("Отчёт управления"));
  if (school)
    gtk_widget_add_css_class (self->start, "suggested-action");
  else
    gtk_widget_set_tooltip_text (self->start,
                                 _ ("По пунктам, за которые отчитывается само управление"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->start), "reports.start");
  self->summary = app_label_new (NULL, "dim-label numeric");
  gtk_widget_set_hexpand (self->summary, TRUE);
  gtk_box_append (GTK_BOX (bar), self->summary);
  gtk_box_append (GTK_BOX (bar), self->start);
  return bar;
}

static void
built (AppReportView *view)
{
  AppReportList *self = APP_REPORT_LIST (view);
  GtkWidget *scrolled = gtk_scrolled_window_new (), *clamp = adw_clamp_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  self->groups = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  gtk_box_append (GTK_BOX (box), make_bar (self));
  gtk_box_append (GTK_BOX (box), self->groups);
  g_object_set (box, "margin-top", 18, "margin-bottom", 24, "margin-start", 12, "margin-end", 12,
                NULL);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 900);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  g_object_set (scrolled, "hscrollbar-policy", GTK_POLICY_NEVER, "child", clamp, NULL);
  app_report_view_set_content (view, scrolled);
}

/* GObject overrides */

static void
dispose (GObject *object)
{
  g_clear_pointer (&APP_REPORT_LIST (object)->reports, g_ptr_array_unref);
  G_OBJECT_CLASS (app_report_list_parent_class)->dispose (object);
}

static void
app_report_list_class_init (AppReportListClass *klass)
{
  AppReportViewClass *view_class = APP_REPORT_VIEW_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dispose;
  view_class->built = built;
  view_class->load = load;
  view_class->apply = apply;
  view_class->has_all = TRUE;
}

static void
app_report_list_init (AppReportList *self)
{
}

/* Public API */

MeriloRecord *
app_report_list_find (AppReportList *self, const char *id)
{
  return self->reports != NULL ? app_records_find (self->reports, id) : NULL;
}
