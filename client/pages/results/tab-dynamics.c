#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "model/error.h"
#include "pages/asked.h"
#include "pages/bits.h"
#include "pages/results/figure-words.h"
#include "pages/results/results-dynamics.h"
#include "pages/results/tab-dynamics.h"

#define CHART_HEIGHT 380
#define FIXED        3 /* columns before those of the measures */

struct _AppTabDynamics
{
  AppResultsTab parent_instance;

  AppPage *page; /* weak: the tab lies in it, and may outlive it in a call */
  GtkWidget *measure;
  AppMeasure measures[APP_N_MEASURES]; /* that can be chosen */
  guint n_measures;
  GCancellable *cancellable; /* of the last question */
  GPtrArray *years;          /* of AppDynamicsYear; NULL: not read yet */
  const AppFigures *asked;   /* whose years they are */
  gint64 org_id;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (AppTabDynamics, app_tab_dynamics, APP_TYPE_RESULTS_TAB)

/* which levels have a year at all, from the nearest; a class has no years: children go on */
static guint
list_kinds (AppTabDynamics *self, AppLevelKind *kinds)
{
  guint n = 0;

  for (AppLevelKind kind = APP_LEVEL_SCHOOL; kind < APP_N_LEVELS; kind++)
    for (guint i = 0; i < self->years->len; i++)
      if (app_dynamics_get (self->years, i, kind) != NULL)
        {
          kinds[n++] = kind;
          break;
        }
  return n;
}

static char *
name_kind (AppTabDynamics *self, AppLevelKind kind)
{
  for (guint i = self->years->len; i-- > 0;)
    {
      const AppFigureLevel *level = app_dynamics_get (self->years, i, kind);

      if (level != NULL)
        return g_strdup (app_level_text (level));
    }
  return g_strdup (app_level_kind_text (kind));
}

static char *
name_break (const AppDynamicsYear *year)
{
  /* words of the server, not for the screen */
  static const char *const whys[] = { "шкала", "задания", "максимум" };
  static const char *const names[]
      = { N_ ("изменилась шкала"), N_ ("изменились задания"), N_ ("изменился максимум") };

  for (guint i = 0; i < G_N_ELEMENTS (whys); i++)
    if (g_str_equal (year->why, whys[i]))
      return g_strdup (_ (names[i]));
  return g_strdup (*year->why != 0 ? year->why : _ ("сравнивать нельзя"));
}

/* The chart */

/* @mean: in hundredths */
static MeriloChartPoint
make_mean (int mean, gint64 n)
{
  return (MeriloChartPoint){ mean != G_MININT ? mean / 100.0 : NAN, NAN, NAN, -1, n };
}

static gboolean
add_series (AppTabDynamics *self, MeriloChart *chart, AppMeasure measure, AppLevelKind kind)
{
  g_autofree MeriloChartPoint *points = g_new (MeriloChartPoint, self->years->len);
  g_autofree char *name = name_kind (self, kind);
  gboolean known = FALSE;

  for (guint i = 0; i < self->years->len; i++)
    {
      const AppFigureLevel *level = app_dynamics_get (self->years, i, kind);
      gint64 count = -1, n = -1;
      int percent = level != NULL ? app_measure_of (measure, level, &count, &n) : MERILO_NO_PERCENT;

      known = known || percent != MERILO_NO_PERCENT;
      points[i] = measure == APP_MEASURE_MEAN ? make_mean (percent, n)
                                              : app_results_point (percent, count, n);
    }
  if (known)
    merilo_chart_add_series (chart, name, points);
  return known;
}

static MeriloChart *
make_chart (AppTabDynamics *self, AppMeasure measure)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) labels = NULL;
  AppLevelKind kinds[APP_N_LEVELS];
  guint n = list_kinds (self, kinds), known = 0;
  MeriloChart *chart;

  for (guint i = 0; i < self->years->len; i++)
    {
      g_autofree char *label = g_strdup_printf ("%" G_GINT64_FORMAT,
                                                ((AppDynamicsYear *) self->years->pdata[i])->year);

      g_strv_builder_add (builder, label);
    }
  labels = g_strv_builder_end (builder);
  chart = merilo_chart_new (MERILO_CHART_LINE, app_measure_text (measure),
                            (const char *const *) labels);
  merilo_chart_set_format (chart,
                           measure == APP_MEASURE_MEAN ? MERILO_CHART_MEAN : MERILO_CHART_PERCENT);
  for (guint k = 0; k < n; k++)
    known += add_series (self, chart, measure, kinds[k]);
  for (guint i = 1; i < self->years->len; i++)
    {
      const AppDynamicsYear *year = self->years->pdata[i];
      g_autofree char *name = name_break (year);

      if (year->broken)
        merilo_chart_add_break (chart, i, name);
    }
  if (known == 0)
    g_clear_pointer (&chart, merilo_chart_unref);
  return chart;
}

/* The table: every measure, whichever is drawn */

static void
set_measure (AppTabDynamics *self,
             AppFigureModel *model,
             guint row,
             guint column,
             guint i,
             AppLevelKind kind)
{
  const AppFigureLevel *level = app_dynamics_get (self->years, i, kind);
  AppMeasure measure = self->measures[column];
  gint64 count, of;
  int value = app_measure_of (measure, level, &count, &of);
  gboolean worse = measure == APP_MEASURE_FAILED && app_dynamics_is_worse (self->years, i, kind);

  if (measure != APP_MEASURE_FAILED && measure != APP_MEASURE_BELOW)
    count = -1;
  app_results_set_share_tone (model, row, FIXED + column, value, count,
                              worse ? APP_TONE_BAD : APP_TONE_PLAIN);
  if (worse)
    app_figure_model_set_tip (model, row, FIXED + column,
                              _ ("К прошлому году больше на 10 п. п. или ещё сильнее"));
}

static void
add_row (AppTabDynamics *self, AppFigureModel *model, guint i, AppLevelKind kind, gboolean first)
{
  const AppDynamicsYear *year = self->years->pdata[i];
  const AppFigureLevel *level = app_dynamics_get (self->years, i, kind);
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, year->year);
  g_autofree char *n = level->n >= 0 ? app_count_text (level->n) : g_strdup ("–");
  g_autofree char *name = name_break (year);
  guint row = app_figure_model_add_row (model, first ? APP_FIGURE_STRONG : APP_FIGURE_ROW);

  app_figure_model_set (model, row, 0, text, NULL, APP_TONE_PLAIN);
  app_figure_model_set (model, row, 1, app_level_text (level), NULL, APP_TONE_PLAIN);
  if (year->broken && first)
    app_figure_model_set (model, row, FIXED + self->n_measures, name, NULL, APP_TONE_WARNING);
  if (level->suppressed)
    {
      app_figure_model_set (model, row, 2, app_hidden_text (), NULL, APP_TONE_DIM);
      app_figure_model_set_tip (model, row, 2, app_hidden_tip ());
      return;
    }
  app_figure_model_set (model, row, 2, n, NULL, APP_TONE_PLAIN);
  for (guint m = 0; m < self->n_measures; m++)
    set_measure (self, model, row, m, i, kind);
}

static AppFigureModel *
new_model (AppTabDynamics *self)
{
  static const struct
  {
    const char *heading, *note;
  } heads[APP_N_MEASURES] = {
    { N_ ("Качество, %"), NULL },
    { N_ ("«2», %"), N_ ("«2», чел.") },
    { N_ ("Понизили, %"), NULL },
    { N_ ("Подтвердили, %"), NULL },
    { N_ ("Повысили, %"), NULL },
    { N_ ("Средний балл"), NULL },
    { N_ ("Ниже минимума, %"), N_ ("Ниже минимума, чел.") },
  };
  AppFigureColumn columns[FIXED + APP_N_MEASURES + 1]
      = { { _ ("Год"), NULL, FALSE }, { _ ("Кто"), NULL, FALSE }, { "n", NULL, TRUE } };

  for (guint m = 0; m < self->n_measures; m++)
    {
      const char *note = heads[self->measures[m]].note;

      columns[FIXED + m] = (AppFigureColumn){ _ (heads[self->measures[m]].heading),
                                              note != NULL ? _ (note) : NULL, TRUE };
    }
  columns[FIXED + self->n_measures] = (AppFigureColumn){ _ ("Сравнение"), NULL, FALSE };
  return app_figure_model_new (columns, FIXED + self->n_measures + 1);
}

static AppFigureModel *
make_model (AppTabDynamics *self)
{
  AppFigureModel *model = new_model (self);
  AppLevelKind kinds[APP_N_LEVELS];
  guint n = list_kinds (self, kinds);

  for (guint i = 0; i < self->years->len; i++)
    {
      gboolean first = TRUE;

      for (guint k = 0; k < n; k++)
        if (app_dynamics_get (self->years, i, kinds[k]) != NULL)
          {
            add_row (self, model, i, kinds[k], first);
            first = FALSE;
          }
    }
  return model;
}

static void
add_remarks (AppTabDynamics *self)
{
  AppLevelKind kinds[APP_N_LEVELS];
  guint n = list_kinds (self, kinds), last = self->years->len - 1;

  if (n > 0 && app_dynamics_is_worse (self->years, last, kinds[0]))
    app_results_tab_add_remark (APP_RESULTS_TAB (self),
                                _ ("Доля «2» выросла к прошлому году на 10 процентных пунктов или "
                                   "больше. Посмотрите три–пять лет, прежде чем делать вывод."),
                                "warning");
}

static void
show_years (AppTabDynamics *self)
{
  AppResultsTab *tab = APP_RESULTS_TAB (self);
  guint chosen = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->measure));
  MeriloChart *chart = self->years->len > 0 && chosen < self->n_measures
                           ? make_chart (self, self->measures[chosen])
                           : NULL;

  if (self->years->len == 0)
    {
      app_results_tab_say_nothing (tab, _ ("Других лет этого предмета и класса пока нет."));
      return;
    }
  app_results_tab_add_choice (tab, _ ("Показатель"), GTK_DROP_DOWN (self->measure));
  add_remarks (self);
  if (chart != NULL)
    app_results_tab_add_chart (tab, chart, CHART_HEIGHT);
  else
    app_results_tab_add_remark (tab, _ ("По этому показателю данных нет."), "dim");
  app_results_tab_set_model (tab, make_model (self), TRUE);
  app_results_tab_add_note (tab,
                            _ ("Линия прерывается там, где изменились границы отметок, максимум "
                               "или задания: по обе стороны сравнивать нельзя. Дети разных лет — "
                               "разные дети."));
}

/* the choice, of what these years can tell; it begins anew where they tell other things */
static void
offer_measures (AppTabDynamics *self)
{
  AppMeasure measures[APP_N_MEASURES];
  guint n = app_dynamics_list_measures (self->years, measures);
  const char *names[APP_N_MEASURES + 1] = { NULL };
  g_autoptr (GtkStringList) list = NULL;

  if (n == self->n_measures && memcmp (measures, self->measures, n * sizeof *measures) == 0)
    return;
  memcpy (self->measures, measures, n * sizeof *measures);
  self->n_measures = n;
  for (guint m = 0; m < n; m++)
    names[m] = app_measure_text (measures[m]);
  list = gtk_string_list_new (names);
  self->filling = TRUE;
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->measure), G_LIST_MODEL (list));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->measure), 0);
  self->filling = FALSE;
}

static void
measure_cb (AppTabDynamics *self)
{
  if (!self->filling)
    app_results_tab_refill (APP_RESULTS_TAB (self));
}

/* Loading */

static void
years_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppTabDynamics) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = app_api_read_finish (APP_API (object), result, &error);
  g_autoptr (GPtrArray) years = NULL;

  if (self->page == NULL || g_error_matches (error, MERILO_ERROR, MERILO_ERROR_CANCELLED))
    return;
  if (node != NULL)
    years = app_dynamics_read (node, &error);
  if (years == NULL)
    {
      self->asked = NULL;
      app_results_tab_say_nothing (APP_RESULTS_TAB (self), error->message);
      return;
    }
  self->years = g_steal_pointer (&years);
  offer_measures (self);
  app_results_tab_refill (APP_RESULTS_TAB (self));
}

static void
add_word (GString *path, const char *name, const char *value)
{
  g_string_append_printf (path, "%c%s=", strchr (path->str, '?') != NULL ? '&' : '?', name);
  g_string_append_uri_escaped (path, value, NULL, FALSE);
}

static void
ask_years (AppTabDynamics *self, const AppFigures *figures)
{
  g_autoptr (GString) path = g_string_new ("results-dynamics");
  g_autofree char *grade = g_strdup_printf ("%" G_GINT64_FORMAT, figures->grade);
  g_autofree char *org = g_strdup_printf ("%" G_GINT64_FORMAT, self->org_id);

  add_word (path, "kind", figures->kind);
  add_word (path, "subject", figures->subject);
  add_word (path, "grade", grade);
  add_word (path, "level", figures->level);
  if (self->org_id > 0)
    add_word (path, "org_id", org);
  app_asked_anew (&self->cancellable);
  self->asked = figures;
  g_clear_pointer (&self->years, g_ptr_array_unref);
  app_api_read_async (app_page_get_api (self->page), path->str, self->cancellable, years_cb,
                      g_object_ref (self));
}

static void
fill (AppResultsTab *tab, const AppFigures *figures)
{
  AppTabDynamics *self = APP_TAB_DYNAMICS (tab);

  if (self->page == NULL)
    return;
  if (self->asked != figures)
    ask_years (self, figures);
  if (self->years != NULL)
    show_years (self);
  else
    app_results_tab_say_nothing (tab, _ ("Загружаем другие годы…"));
}

/* GObject overrides */

static void
dispose (GObject *object)
{
  AppTabDynamics *self = APP_TAB_DYNAMICS (object);

  app_asked_give_up (&self->cancellable);
  g_clear_weak_pointer (&self->page);
  g_clear_pointer (&self->years, g_ptr_array_unref);
  G_OBJECT_CLASS (app_tab_dynamics_parent_class)->dispose (object);
}

static void
app_tab_dynamics_class_init (AppTabDynamicsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
  APP_RESULTS_TAB_CLASS (klass)->fill = fill;
}

static void
app_tab_dynamics_init (AppTabDynamics *self)
{
  self->measure = gtk_drop_down_new (NULL, NULL);
  app_name_it (self->measure, _ ("Какой показатель показать"));
  app_results_tab_add_control (APP_RESULTS_TAB (self),
                               app_word_new (_ ("Показатель"), "dim-label"));
  app_results_tab_add_control (APP_RESULTS_TAB (self), self->measure);
  g_signal_connect_object (self->measure, "notify::selected", G_CALLBACK (measure_cb), self,
                           G_CONNECT_SWAPPED);
}

/* Public API */

GtkWidget *
app_tab_dynamics_new (AppPage *page)
{
  AppTabDynamics *self = g_object_new (APP_TYPE_TAB_DYNAMICS, NULL);

  g_set_weak_pointer (&self->page, page);
  return GTK_WIDGET (self);
}

void
app_tab_dynamics_set_org (AppTabDynamics *self, gint64 org_id)
{
  self->org_id = org_id;
  self->asked = NULL;
}

guint
app_tab_dynamics_get_n_years (AppTabDynamics *self)
{
  return self->years != NULL ? self->years->len : 0;
}
