#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/objectivity/trend.h"

#include <glib/gi18n.h>
#include <math.h>

#include "pages/bits.h"

#define RECHECK 3 /* of shares */
#define FIXED   3 /* columns of the table before those of the shares */

/* a share: its counts and its interval in a trend point */
static const struct
{
  const char *title, *name;
  guint count, low, high, n;
} shares[APP_TREND_SHARES] = {
  { N_ ("Понизили: отметка за работу ниже журнала"), N_ ("понизили"), MERILO_TREND_POINT_LOWERED,
    MERILO_TREND_POINT_LOWERED_LOW, MERILO_TREND_POINT_LOWERED_HIGH, MERILO_TREND_POINT_N },
  { N_ ("Подтвердили: отметка за работу равна журналу"), N_ ("подтвердили"),
    MERILO_TREND_POINT_CONFIRMED, MERILO_TREND_POINT_CONFIRMED_LOW,
    MERILO_TREND_POINT_CONFIRMED_HIGH, MERILO_TREND_POINT_N },
  { N_ ("Повысили: отметка за работу выше журнала"), N_ ("повысили"), MERILO_TREND_POINT_RAISED,
    MERILO_TREND_POINT_RAISED_LOW, MERILO_TREND_POINT_RAISED_HIGH, MERILO_TREND_POINT_N },
  { N_ ("Перепроверка: отметка изменена комиссией"), N_ ("изменено комиссией"),
    MERILO_TREND_POINT_RECHECK_CHANGED, MERILO_TREND_POINT_RECHECK_LOW,
    MERILO_TREND_POINT_RECHECK_HIGH, MERILO_TREND_POINT_RECHECK_N },
};

/* Helpers */

static MeriloRecord *
find_point (GPtrArray *points, gint64 year, gint64 scope)
{
  for (guint i = 0; i < points->len; i++)
    if (merilo_record_get_whole (points->pdata[i], MERILO_TREND_POINT_YEAR) == year
        && merilo_record_get_whole (points->pdata[i], MERILO_TREND_POINT_SCOPE) == scope)
      return points->pdata[i];
  return NULL;
}

static int
compare_years (gconstpointer a, gconstpointer b)
{
  gint64 left = *(const gint64 *) a, right = *(const gint64 *) b;

  return left < right ? -1 : left > right;
}

static MeriloChartPoint
make_point (MeriloRecord *point, guint share)
{
  MeriloChartPoint p = { NAN, NAN, NAN, -1, -1 };

  if (point == NULL || merilo_record_get_whole (point, shares[share].n) <= 0)
    return p;
  p.n = merilo_record_get_whole (point, shares[share].n);
  p.numerator = MAX (0, merilo_record_get_whole (point, shares[share].count));
  p.value = (double) p.numerator / (double) p.n;
  p.low = merilo_record_get_real (point, shares[share].low);
  p.high = merilo_record_get_real (point, shares[share].high);
  return p;
}

/* Public API */

GArray *
app_trend_list_years (GPtrArray *points)
{
  GArray *years = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < points->len; i++)
    {
      gint64 year = merilo_record_get_whole (points->pdata[i], MERILO_TREND_POINT_YEAR);
      gboolean known = FALSE;

      for (guint k = 0; k < years->len && !known; k++)
        known = g_array_index (years, gint64, k) == year;
      if (!known)
        g_array_append_val (years, year);
    }
  g_array_sort (years, compare_years);
  return years;
}

MeriloChart *
app_trend_make_chart (GPtrArray *points, GArray *years, guint share, const char *school)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) labels = NULL;
  MeriloChart *chart;
  g_autofree MeriloChartPoint *own = g_new (MeriloChartPoint, years->len);
  g_autofree MeriloChartPoint *town = g_new (MeriloChartPoint, years->len);
  gboolean any = FALSE;

  for (guint i = 0; i < years->len; i++)
    {
      gint64 year = g_array_index (years, gint64, i);
      g_autofree char *label = g_strdup_printf ("%" G_GINT64_FORMAT, year);

      g_strv_builder_add (builder, label);
      own[i] = make_point (find_point (points, year, MERILO_TREND_POINT_SCOPE_SCHOOL), share);
      town[i]
          = make_point (find_point (points, year, MERILO_TREND_POINT_SCOPE_MUNICIPALITY), share);
      any = any || own[i].n > 0;
    }
  if (!any)
    return NULL;
  labels = g_strv_builder_end (builder);
  chart
      = merilo_chart_new (MERILO_CHART_LINE, _ (shares[share].title), (const char *const *) labels);
  merilo_chart_set_format (chart, MERILO_CHART_PERCENT);
  merilo_chart_add_series (chart, school, own);
  merilo_chart_add_series (chart, _ ("муниципалитет"), town);
  return chart;
}

char *
app_trend_text (GPtrArray *points, GArray *years)
{
  gint64 last = g_array_index (years, gint64, years->len - 1);
  MeriloRecord *school = find_point (points, last, MERILO_TREND_POINT_SCOPE_SCHOOL);
  MeriloRecord *town = find_point (points, last, MERILO_TREND_POINT_SCOPE_MUNICIPALITY);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint s = 0; s < RECHECK && school != NULL; s++)
    {
      g_autofree char *own = app_share_text (merilo_record_get_whole (school, shares[s].count),
                                             merilo_record_get_whole (school, shares[s].n));
      g_autofree char *all = town != NULL
                                 ? app_share_text (merilo_record_get_whole (town, shares[s].count),
                                                   merilo_record_get_whole (town, shares[s].n))
                                 : g_strdup (_ ("нет данных"));

      g_string_append_printf (text, _ ("%s %s, по муниципалитету %s%s"), _ (shares[s].name), own,
                              all, s + 1 < RECHECK ? "; " : ".");
    }
  if (school != NULL && merilo_record_get_whole (school, MERILO_TREND_POINT_RECHECK_N) > 0)
    {
      g_autofree char *share
          = app_share_text (merilo_record_get_whole (school, MERILO_TREND_POINT_RECHECK_CHANGED),
                            merilo_record_get_whole (school, MERILO_TREND_POINT_RECHECK_N));

      g_string_append_printf (text, _ (" При перепроверке отметка изменена: %s."), share);
    }
  if (school == NULL)
    g_string_append (text, _ ("За последний год работ этой школы нет."));
  return app_capital (text->str);
}

/* The table */

static void
add_row (AppFigureModel *model, MeriloRecord *point)
{
  g_autofree char *year = merilo_record_show (point, MERILO_TREND_POINT_YEAR);
  g_autofree char *scope = merilo_record_show (point, MERILO_TREND_POINT_SCOPE);
  g_autofree char *org = merilo_record_show (point, MERILO_TREND_POINT_ORG_NAME);
  g_autofree char *n = merilo_record_show (point, MERILO_TREND_POINT_N);
  guint row = app_figure_model_add_row (model, APP_FIGURE_ROW);

  app_figure_model_set (model, row, 0, year, NULL, APP_TONE_PLAIN);
  app_figure_model_set (model, row, 1, *org != 0 ? org : scope, NULL, APP_TONE_PLAIN);
  app_figure_model_set (model, row, 2, n, NULL, APP_TONE_PLAIN);
  for (guint s = 0; s < APP_TREND_SHARES; s++)
    {
      g_autofree char *share = app_share_text (merilo_record_get_whole (point, shares[s].count),
                                               merilo_record_get_whole (point, shares[s].n));

      app_figure_model_set (model, row, FIXED + s, share, NULL, APP_TONE_PLAIN);
    }
  if (merilo_record_get_whole (point, MERILO_TREND_POINT_SCALE_CHANGED) != 0)
    app_figure_model_set (model, row, FIXED + APP_TREND_SHARES, _ ("шкала изменилась"), NULL,
                          APP_TONE_WARNING);
}

AppFigureModel *
app_trend_make_table (GPtrArray *points, GArray *years)
{
  AppFigureColumn columns[FIXED + APP_TREND_SHARES + 1]
      = { { _ ("Год"), NULL, FALSE }, { _ ("Кто"), NULL, FALSE }, { "n", NULL, TRUE } };
  g_autoptr (GPtrArray) titles = g_ptr_array_new_with_free_func (g_free);
  AppFigureModel *model;

  for (guint s = 0; s < APP_TREND_SHARES; s++)
    {
      g_ptr_array_add (titles, app_capital (_ (shares[s].name)));
      columns[FIXED + s] = (AppFigureColumn){ titles->pdata[s], NULL, TRUE };
    }
  columns[FIXED + APP_TREND_SHARES] = (AppFigureColumn){ "", NULL, FALSE };
  model = app_figure_model_new (columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < years->len; i++)
    for (gint64 scope = MERILO_TREND_POINT_SCOPE_SCHOOL;
         scope <= MERILO_TREND_POINT_SCOPE_MUNICIPALITY; scope++)
      {
        MeriloRecord *point = find_point (points, g_array_index (years, gint64, i), scope);

        if (point != NULL)
          add_row (model, point);
      }
  return model;
}
