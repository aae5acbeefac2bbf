#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "model/value.h"
#include "pages/bits.h"
#include "pages/reports/report-filter.h"
#include "widgets/filter-bar.h"

#define SETTING  "reports-filter"
#define MAX_CHIP 20 /* letters of a name on a chip */

struct _AppReportFilter
{
  AdwBin parent_instance;

  AppContext *context;
  AppFilterBar *bar;
  GPtrArray *plans;
  GVariant *saved; /* what was remembered and not yet laid over the chips */
  AppReportShape *shape;
  char *deep; /* of what the server is asked: to tell one change from another */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AppReportFilter, app_report_filter, ADW_TYPE_BIN)

/* Chips */

typedef struct
{
  GArray *choices; /* of MeriloChoice */
  GPtrArray *texts;
} Choices;

static void
begin_choices (Choices *c)
{
  c->choices = g_array_new (TRUE, TRUE, sizeof (MeriloChoice));
  c->texts = g_ptr_array_new_with_free_func (g_free);
}

static void
add_choice (Choices *c, const char *code, const char *label)
{
  glong length = g_utf8_strlen (label, -1);
  g_autofree char *cut = g_utf8_substring (label, 0, MIN (length, MAX_CHIP));
  char *text = length > MAX_CHIP ? g_strconcat (cut, "…", NULL) : g_strdup (label);
  MeriloChoice choice = { g_strdup (code), text };

  g_ptr_array_add (c->texts, (gpointer) choice.code);
  g_ptr_array_add (c->texts, text);
  g_array_append_val (c->choices, choice);
}

static void
end_choices (AppReportFilter *self, Choices *c, const char *id, const char *label)
{
  app_filter_bar_set_filter (self->bar, id, label, (const MeriloChoice *) c->choices->data);
  g_array_unref (c->choices);
  g_ptr_array_unref (c->texts);
}

static void
get_plan_span (AppReportFilter *self, int *ret_first, int *ret_last)
{
  MeriloRecord *plan = app_report_filter_get_plan (self);
  int year, month, day;

  *ret_first = 0;
  *ret_last = -1;
  if (plan == NULL || !merilo_record_has (plan, MERILO_PLAN_PERIOD_FROM)
      || !merilo_record_has (plan, MERILO_PLAN_PERIOD_UNTIL))
    return;
  merilo_date_split (merilo_record_get_whole (plan, MERILO_PLAN_PERIOD_FROM), &year, &month, &day);
  *ret_first = year * 4 + (month - 1) / 3;
  merilo_date_split (merilo_record_get_whole (plan, MERILO_PLAN_PERIOD_UNTIL), &year, &month, &day);
  *ret_last = MIN (year * 4 + (month - 1) / 3, *ret_first + 60);
}

static void
fill_periods (AppReportFilter *self)
{
  int first, last, only = 0;
  Choices years, quarters;
  const char *year = app_filter_bar_get_value (self->bar, "year");

  if (year != NULL)
    only = (int) g_ascii_strtoll (year, NULL, 10);
  get_plan_span (self, &first, &last);
  begin_choices (&years);
  begin_choices (&quarters);
  for (int q = first; q <= last; q++)
    {
      g_autofree char *code = g_strdup_printf ("%d-Q%d", q / 4, q % 4 + 1);
      g_autofree char *label = g_strdup_printf (_ ("%d кв. %d"), q % 4 + 1, q / 4);
      g_autofree char *number = g_strdup_printf ("%d", q / 4);

      if (q == first || q % 4 == 0)
        add_choice (&years, number, number);
      if (only == 0 || only == q / 4)
        add_choice (&quarters, code, label);
    }
  end_choices (self, &years, "year", _ ("Год"));
  end_choices (self, &quarters, "quarter", _ ("Квартал"));
}

static void
fill_schools (AppReportFilter *self)
{
  GListModel *orgs = app_context_get_orgs (self->context);
  Choices c;

  begin_choices (&c);
  for (guint i = 0; i < g_list_model_get_n_items (orgs); i++)
    {
      g_autoptr (MeriloRecord) org = g_list_model_get_item (orgs, i);
      g_autofree char *id = app_record_dup_id (org);
      g_autofree char *name = merilo_record_show (org, MERILO_ORG_SHORT_NAME);

      if (merilo_record_get_whole (org, MERILO_ORG_KIND) == MERILO_ORG_KIND_SCHOOL)
        add_choice (&c, id, *name != 0 ? name : id);
    }
  end_choices (self, &c, "school", _ ("Школа"));
}

static void
fill_states (AppReportFilter *self)
{
  Choices c;

  begin_choices (&c);
  for (guint i = 0; i < APP_MATRIX_NOTHING; i++)
    add_choice (&c, app_matrix_words[i].code, _ (app_matrix_words[i].label));
  end_choices (self, &c, "state", _ ("Состояние"));
}

/* Remembering */

static void
remember (AppReportFilter *self)
{
  g_autoptr (GVariant) now = g_variant_ref_sink (app_filter_bar_save (self->bar));
  g_autofree char *text = g_variant_print (now, FALSE);
  AppStore *store = app_context_get_store (self->context);

  if (store != NULL)
    app_store_set_setting (store, SETTING, text);
}

static void
recall (AppReportFilter *self)
{
  AppStore *store = app_context_get_store (self->context);
  g_autofree char *text = store != NULL ? app_store_dup_setting (store, SETTING) : NULL;

  if (text != NULL)
    self->saved = g_variant_parse (G_VARIANT_TYPE ("a{ss}"), text, NULL, NULL, NULL);
}

static char *
print_deep (AppReportFilter *self)
{
  const char *plan = app_filter_bar_get_value (self->bar, "plan");
  const char *year = app_filter_bar_get_value (self->bar, "year");
  const char *quarter = app_filter_bar_get_value (self->bar, "quarter");

  return g_strdup_printf ("%s %s %s", plan != NULL ? plan : "", year != NULL ? year : "",
                          quarter != NULL ? quarter : "");
}

static void
changed_cb (AppReportFilter *self)
{
  g_autofree char *deep = NULL;
  gboolean is_deep;

  if (self->plans == NULL)
    return;
  /* there is always a plan: «Сбросить» comes back to the first */
  if (app_filter_bar_get_value (self->bar, "plan") == NULL && self->plans->len > 0)
    {
      g_autofree char *id = app_record_dup_id (self->plans->pdata[0]);

      app_filter_bar_set_value (self->bar, "plan", id);
    }
  fill_periods (self);
  deep = print_deep (self);
  is_deep = g_strcmp0 (deep, self->deep) != 0;
  g_free (self->deep);
  self->deep = g_steal_pointer (&deep);
  remember (self);
  g_signal_emit (self, signals[CHANGED], 0, is_deep);
}

/* GObject overrides */

static void
dispose (GObject *object)
{
  AppReportFilter *self = APP_REPORT_FILTER (object);

  g_clear_pointer (&self->plans, g_ptr_array_unref);
  g_clear_pointer (&self->saved, g_variant_unref);
  g_clear_pointer (&self->deep, g_free);
  g_clear_pointer (&self->shape, app_report_shape_free);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (app_report_filter_parent_class)->dispose (object);
}

static void
app_report_filter_class_init (AppReportFilterClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
  signals[CHANGED] = g_signal_new ("changed", APP_TYPE_REPORT_FILTER, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
}

static void
app_report_filter_init (AppReportFilter *self)
{
  self->bar = APP_FILTER_BAR (app_filter_bar_new ());
  app_filter_bar_set_search (self->bar, TRUE);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->bar));
  g_signal_connect_object (self->bar, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

/* Public API */

GtkWidget *
app_report_filter_new (AppContext *context)
{
  AppReportFilter *self = g_object_new (APP_TYPE_REPORT_FILTER, NULL);

  self->context = g_object_ref (context);
  recall (self);
  return GTK_WIDGET (self);
}

/* the quarter that runs, or the last of the plan before it: what one comes here for */
static void
choose_now (AppReportFilter *self)
{
  g_autofree char *now = app_quarter_now ();
  int first, last;

  if (app_filter_bar_set_value (self->bar, "quarter", now))
    return;
  get_plan_span (self, &first, &last);
  if (last >= first)
    {
      g_autofree char *code = g_strdup_printf ("%d-Q%d", last / 4, last % 4 + 1);

      if (g_strcmp0 (code, now) < 0)
        app_filter_bar_set_value (self->bar, "quarter", code);
    }
}

void
app_report_filter_set_plans (AppReportFilter *self, GPtrArray *plans)
{
  gboolean first = self->plans == NULL, fresh = first && self->saved == NULL;
  Choices c;

  g_clear_pointer (&self->plans, g_ptr_array_unref);
  self->plans = g_ptr_array_ref (plans);
  begin_choices (&c);
  for (guint i = 0; i < plans->len; i++)
    {
      g_autofree char *id = app_record_dup_id (plans->pdata[i]);
      g_autofree char *title = merilo_record_show (plans->pdata[i], MERILO_PLAN_TITLE);

      add_choice (&c, id, title);
    }
  end_choices (self, &c, "plan", _ ("План"));
  if (self->saved != NULL)
    app_filter_bar_restore (self->bar, self->saved);
  if (app_filter_bar_get_value (self->bar, "plan") == NULL && plans->len > 0)
    {
      g_autofree char *id = app_record_dup_id (plans->pdata[0]);

      app_filter_bar_set_value (self->bar, "plan", id);
    }
  fill_periods (self);
  if (!app_session_has_role (app_context_get_session (self->context), MERILO_BY_SCHOOL))
    fill_schools (self);
  if (first)
    {
      end_choices (self, (begin_choices (&c), &c), "section", _ ("Раздел"));
      fill_states (self);
    }
  if (self->saved != NULL)
    app_filter_bar_restore (self->bar, self->saved);
  if (fresh)
    choose_now (self);
  g_free (self->deep);
  self->deep = print_deep (self);
}

void
app_report_filter_set_sections (AppReportFilter *self, GPtrArray *sections)
{
  Choices c;

  begin_choices (&c);
  for (guint i = 0; i < sections->len; i++)
    {
      g_autofree char *title = merilo_record_show (sections->pdata[i], MERILO_PLAN_SECTION_TITLE);

      add_choice (&c, title, title);
    }
  end_choices (self, &c, "section", _ ("Раздел"));
  if (self->saved != NULL)
    app_filter_bar_restore (self->bar, self->saved);
  g_clear_pointer (&self->saved, g_variant_unref); /* from now on the chips know best */
}

void
app_report_filter_set_shape (AppReportFilter *self, AppReportShape *shape)
{
  g_clear_pointer (&self->shape, app_report_shape_free);
  self->shape = shape;
}

AppReportShape *
app_report_filter_get_shape (AppReportFilter *self)
{
  return self->shape;
}

gboolean
app_report_filter_takes (AppReportFilter *self, gint64 lineage, const char *no, const char *title)
{
  const char *section = app_report_filter_get_section (self);
  g_autofree char *both
      = g_strdup_printf ("%s %s", no != NULL ? no : "", title != NULL ? title : "");
  g_autofree char *folded = g_utf8_casefold (both, -1);
  g_autofree char *text = g_utf8_casefold (app_report_filter_get_text (self), -1);

  if (section != NULL
      && !g_str_equal (app_report_shape_get_section (self->shape, lineage), section))
    return FALSE;
  return strstr (folded, text) != NULL;
}

MeriloRecord *
app_report_filter_get_plan (AppReportFilter *self)
{
  const char *id = app_filter_bar_get_value (self->bar, "plan");

  return id != NULL && self->plans != NULL ? app_records_find (self->plans, id) : NULL;
}

char *
app_report_filter_dup_plan_id (AppReportFilter *self)
{
  const char *id = app_filter_bar_get_value (self->bar, "plan");

  return g_strdup (id != NULL ? id : "");
}

const char *
app_report_filter_get_quarter (AppReportFilter *self)
{
  return app_filter_bar_get_value (self->bar, "quarter");
}

gboolean
app_report_filter_has_year (AppReportFilter *self)
{
  return app_filter_bar_get_value (self->bar, "year") != NULL
         || app_filter_bar_get_value (self->bar, "quarter") != NULL;
}

int
app_report_filter_get_year (AppReportFilter *self)
{
  const char *quarter = app_filter_bar_get_value (self->bar, "quarter");
  const char *year = app_filter_bar_get_value (self->bar, "year");
  g_autofree char *now = app_quarter_now ();
  int first, last;

  if (quarter != NULL || year != NULL)
    return (int) g_ascii_strtoll (quarter != NULL ? quarter : year, NULL, 10);
  get_plan_span (self, &first, &last);
  return CLAMP ((int) g_ascii_strtoll (now, NULL, 10), first / 4, MAX (first, last) / 4);
}

void
app_report_filter_get_period (AppReportFilter *self, gint64 *ret_from, gint64 *ret_until)
{
  const char *quarter = app_report_filter_get_quarter (self);
  int first, last, year, n;

  get_plan_span (self, &first, &last);
  if (quarter != NULL && sscanf (quarter, "%d-Q%d", &year, &n) == 2)
    first = last = year * 4 + n - 1;
  else if (app_report_filter_has_year (self))
    {
      first = app_report_filter_get_year (self) * 4;
      last = first + 3;
    }
  *ret_from = merilo_date_join (first / 4, first % 4 * 3 + 1, 1);
  *ret_until = merilo_date_join ((last + 1) / 4, (last + 1) % 4 * 3 + 1, 1) - 1;
}

gint64
app_report_filter_get_school (AppReportFilter *self)
{
  const char *id = app_filter_bar_get_value (self->bar, "school");

  return id != NULL ? g_ascii_strtoll (id, NULL, 10) : 0;
}

const char *
app_report_filter_get_section (AppReportFilter *self)
{
  return app_filter_bar_get_value (self->bar, "section");
}

AppMatrixState
app_report_filter_get_state (AppReportFilter *self)
{
  return app_matrix_state_by_code (app_filter_bar_get_value (self->bar, "state"));
}

const char *
app_report_filter_get_text (AppReportFilter *self)
{
  return app_filter_bar_get_text (self->bar);
}

void
app_report_filter_choose (AppReportFilter *self, const char *id, const char *code)
{
  if (app_filter_bar_set_value (self->bar, id, code))
    changed_cb (self);
}

void
app_report_filter_set_count (AppReportFilter *self, guint shown, guint total)
{
  app_filter_bar_set_count (self->bar, shown, total);
}

void
app_report_filter_focus_search (AppReportFilter *self)
{
  app_filter_bar_focus_search (self->bar);
}
