#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include <glib/gi18n.h>

#include "net/json.h"
#include "pages/results/results-dynamics.h"

#define MAX_YEARS 60
#define WORSE     1000 /* hundredths of a percent */

static void
free_year (gpointer data)
{
  AppDynamicsYear *year = data;

  g_free (year->why);
  g_ptr_array_unref (year->levels);
  g_free (year);
}

static gpointer
read_year (JsonObject *object)
{
  AppDynamicsYear *year = g_new0 (AppDynamicsYear, 1);
  JsonArray *levels = app_json_array (object, "levels");

  year->procedure_id = app_json_whole (object, "procedure_id", 0);
  year->year = app_json_whole (object, "year", 0);
  year->max = app_json_whole (object, "max", -1);
  year->minimum = app_json_whole (object, "minimum", -1);
  year->from[1] = app_json_whole (object, "from3", -1);
  year->from[2] = app_json_whole (object, "from4", -1);
  year->from[3] = app_json_whole (object, "from5", -1);
  year->broken = app_json_flag (object, "break");
  year->why = app_json_dup_text (object, "why");
  year->levels = g_ptr_array_new_with_free_func (app_figure_level_free);
  for (guint i = 0; levels != NULL && i < MIN (json_array_get_length (levels), APP_N_LEVELS); i++)
    {
      JsonObject *level = app_json_take_object (levels, i);

      if (level != NULL)
        g_ptr_array_add (year->levels, app_figure_level_read (level));
    }
  return year;
}

GPtrArray *
app_dynamics_read (JsonNode *node, GError **error)
{
  return app_json_read_list (node, MAX_YEARS, read_year, free_year, error);
}

const AppFigureLevel *
app_dynamics_get (GPtrArray *years, guint i, AppLevelKind kind)
{
  AppDynamicsYear *year = years->pdata[i];

  for (guint k = 0; k < year->levels->len; k++)
    if (((AppFigureLevel *) year->levels->pdata[k])->kind == kind)
      return year->levels->pdata[k];
  return NULL;
}

const char *
app_measure_text (AppMeasure measure)
{
  static const char *const names[APP_N_MEASURES] = {
    N_ ("Качество («4» и «5»)"), N_ ("Доля «2»"),           N_ ("Понизили к журналу"),
    N_ ("Подтвердили журнал"),   N_ ("Повысили к журналу"), N_ ("Средний балл"),
    N_ ("Ниже минимума"),
  };

  return _ (names[measure]);
}

static gboolean
has_marks (GPtrArray *years)
{
  for (guint i = 0; i < years->len; i++)
    for (AppLevelKind kind = 0; kind < APP_N_LEVELS; kind++)
      {
        const AppFigureLevel *level = app_dynamics_get (years, i, kind);

        if (level != NULL && app_level_mark (level, 0, NULL) != MERILO_NO_PERCENT)
          return TRUE;
      }
  return FALSE;
}

guint
app_dynamics_list_measures (GPtrArray *years, AppMeasure measures[APP_N_MEASURES])
{
  gboolean minimum = FALSE;
  guint n = 0;

  if (has_marks (years))
    {
      for (AppMeasure m = APP_MEASURE_QUALITY; m <= APP_MEASURE_RAISED; m++)
        measures[n++] = m;
      return n;
    }
  for (guint i = 0; i < years->len; i++)
    minimum = minimum || ((AppDynamicsYear *) years->pdata[i])->minimum > 0;
  measures[n++] = APP_MEASURE_MEAN;
  if (minimum)
    measures[n++] = APP_MEASURE_BELOW;
  return n;
}

int
app_measure_of (AppMeasure measure, const AppFigureLevel *level, gint64 *ret_count, gint64 *ret_n)
{
  *ret_n
      = measure >= APP_MEASURE_LOWERED && measure <= APP_MEASURE_RAISED ? level->journal : level->n;
  *ret_count = -1;
  if (measure == APP_MEASURE_MEAN)
    return app_level_mean (level);
  if (measure == APP_MEASURE_BELOW)
    return app_level_below (level, ret_count);
  if (measure == APP_MEASURE_QUALITY)
    return app_level_quality (level, ret_count);
  if (measure == APP_MEASURE_FAILED)
    return app_level_mark (level, 0, ret_count);
  return app_level_shift (level, measure - APP_MEASURE_LOWERED, ret_count);
}

gboolean
app_dynamics_is_worse (GPtrArray *years, guint i, AppLevelKind kind)
{
  const AppFigureLevel *before, *now;
  int old, new;

  if (i == 0 || ((AppDynamicsYear *) years->pdata[i])->broken)
    return FALSE;
  before = app_dynamics_get (years, i - 1, kind);
  now = app_dynamics_get (years, i, kind);
  if (before == NULL || now == NULL)
    return FALSE;
  old = app_level_mark (before, 0, NULL);
  new = app_level_mark (now, 0, NULL);
  return old != MERILO_NO_PERCENT && new != MERILO_NO_PERCENT &&new - old >= WORSE;
}
