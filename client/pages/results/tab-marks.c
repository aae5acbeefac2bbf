#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include <glib/gi18n.h>

#include "pages/results/figure-words.h"
#include "pages/results/tab-marks.h"

#define CHART_HEIGHT 340

struct _AppTabMarks
{
  AppResultsTab parent_instance;
};

G_DEFINE_FINAL_TYPE (AppTabMarks, app_tab_marks, APP_TYPE_RESULTS_TAB)

/* Columns: marks, or bands of points */

#define MAX_BANDS 4

typedef struct
{
  guint from, until; /* of scores, half open */
  char *name;
} Band;

static void
clear_band (gpointer band)
{
  g_free (((Band *) band)->name);
}

static void
add_band (GArray *bands, gint64 from, gint64 until, char *take_name)
{
  Band band = { (guint) from, (guint) until, take_name };

  if (until > from)
    g_array_append_val (bands, band);
  else
    g_free (take_name);
}

/* an exam of a hundred points is told by its upper bands too */
static GArray *
list_bands (const AppFigures *figures)
{
  GArray *bands = g_array_new (FALSE, FALSE, sizeof (Band));
  gint64 max = MAX (0, figures->max), least = CLAMP (figures->minimum, 0, max);
  gboolean hundred = max == 100;

  g_array_set_clear_func (bands, clear_band);
  add_band (bands, 0, least, g_strdup_printf (_ ("до %" G_GINT64_FORMAT), least - 1));
  add_band (bands, least, hundred ? 81 : max + 1,
            g_strdup_printf ("%" G_GINT64_FORMAT "–%" G_GINT64_FORMAT, least, hundred ? 80 : max));
  if (hundred)
    {
      add_band (bands, 81, 100, g_strdup ("81–99"));
      add_band (bands, 100, 101, g_strdup (_ ("100 баллов")));
    }
  return bands;
}

/* Charts */

static const char *const mark_names[] = { "«2»", "«3»", "«4»", "«5»", NULL };

static void
add_marks_series (MeriloChart *chart, const AppFigureLevel *level)
{
  MeriloChartPoint points[APP_FIGURES_MARKS];
  gboolean known = FALSE;

  for (guint i = 0; i < APP_FIGURES_MARKS; i++)
    {
      gint64 count;
      int percent = app_level_mark (level, i, &count);

      known = known || percent != MERILO_NO_PERCENT;
      points[i] = app_results_point (percent, count, level->n);
    }
  if (known && merilo_chart_get_n_series (chart) < MERILO_CHART_MAX_SERIES)
    merilo_chart_add_series (chart, app_level_text (level), points);
}

static MeriloChart *
make_marks_chart (const AppFigures *figures)
{
  MeriloChart *chart = merilo_chart_new (MERILO_CHART_BARS, _ ("Отметки"), mark_names);

  merilo_chart_set_format (chart, MERILO_CHART_PERCENT);
  for (guint i = 0; i < figures->levels->len; i++)
    add_marks_series (chart, figures->levels->pdata[i]);
  return chart;
}

static void
add_band_series (MeriloChart *chart, GArray *bands, const AppFigureLevel *level)
{
  MeriloChartPoint points[MAX_BANDS];

  for (guint i = 0; i < bands->len; i++)
    {
      const Band *band = &g_array_index (bands, Band, i);
      gint64 count;
      int percent = app_level_scores (level, band->from, band->until, &count);

      points[i] = app_results_point (percent, count, level->n);
    }
  if (app_level_n_scores (level) > 0 && merilo_chart_get_n_series (chart) < MERILO_CHART_MAX_SERIES)
    merilo_chart_add_series (chart, app_level_text (level), points);
}

static MeriloChart *
make_bands_chart (const AppFigures *figures, GArray *bands)
{
  g_autoptr (GPtrArray) labels = g_ptr_array_new_with_free_func (g_free);
  MeriloChart *chart;

  for (guint i = 0; i < bands->len; i++)
    {
      const Band *band = &g_array_index (bands, Band, i);

      g_ptr_array_add (labels, band->from == 0 && figures->minimum > 0
                                   ? g_strdup_printf (_ ("ниже минимума: %s"), band->name)
                                   : g_strdup (band->name));
    }
  g_ptr_array_add (labels, NULL);
  chart = merilo_chart_new (MERILO_CHART_BARS, _ ("Результаты по баллам"),
                            (const char *const *) labels->pdata);
  merilo_chart_set_format (chart, MERILO_CHART_PERCENT);
  for (guint i = 0; i < figures->levels->len; i++)
    add_band_series (chart, bands, figures->levels->pdata[i]);
  return chart;
}

/* Tables */

static void
fill_marks (AppFigureModel *model,
            guint row,
            const AppFigureLevel *level,
            const AppFigures *figures)
{
  gint64 count;
  int percent;

  for (guint i = 0; i < APP_FIGURES_MARKS; i++)
    {
      percent = app_level_mark (level, i, &count);
      app_results_set_share (model, row, 2 + i, percent, count);
    }
  app_results_set_share (model, row, 2 + APP_FIGURES_MARKS, app_level_quality (level, NULL), -1);
  percent = app_level_mark (level, 0, NULL);
  app_results_set_share (model, row, 3 + APP_FIGURES_MARKS,
                         percent != MERILO_NO_PERCENT ? 10000 - percent : percent, -1);
}

static AppFigureModel *
make_marks_model (const AppFigures *figures)
{
  const AppFigureColumn columns[] = {
    { _ ("Кто"), NULL, FALSE },
    { "n", NULL, TRUE },
    { _ ("«2», %"), _ ("«2», чел."), TRUE },
    { _ ("«3», %"), _ ("«3», чел."), TRUE },
    { _ ("«4», %"), _ ("«4», чел."), TRUE },
    { _ ("«5», %"), _ ("«5», чел."), TRUE },
    { _ ("Качество, %"), NULL, TRUE },
    { _ ("Успеваемость, %"), NULL, TRUE },
  };
  AppFigureModel *model = app_figure_model_new (columns, G_N_ELEMENTS (columns));

  app_results_add_levels (model, figures, fill_marks);
  return model;
}

static void
fill_bands (AppFigureModel *model,
            guint row,
            const AppFigureLevel *level,
            const AppFigures *figures)
{
  g_autoptr (GArray) bands = list_bands (figures);
  g_autofree char *mean = app_hundredths_text (app_level_mean (level));

  for (guint i = 0; i < bands->len; i++)
    {
      const Band *band = &g_array_index (bands, Band, i);
      gint64 count;
      int percent = app_level_n_scores (level) > 0
                        ? app_level_scores (level, band->from, band->until, &count)
                        : (count = -1, MERILO_NO_PERCENT);

      app_results_set_share (model, row, 2 + i, percent, count);
    }
  app_figure_model_set (model, row, 2 + bands->len, mean, NULL, APP_TONE_PLAIN);
}

static AppFigureModel *
make_bands_model (const AppFigures *figures, GArray *bands)
{
  AppFigureColumn columns[MAX_BANDS + 3] = { { _ ("Кто"), NULL, FALSE }, { "n", NULL, TRUE } };
  g_autoptr (GPtrArray) heads = g_ptr_array_new_with_free_func (g_free);
  AppFigureModel *model;

  for (guint i = 0; i < bands->len; i++)
    {
      g_ptr_array_add (heads, g_strdup_printf (_ ("%s, %%"), g_array_index (bands, Band, i).name));
      columns[2 + i] = (AppFigureColumn){ g_ptr_array_index (heads, i), _ ("чел."), TRUE };
    }
  columns[2 + bands->len] = (AppFigureColumn){ _ ("Средний балл"), NULL, TRUE };
  model = app_figure_model_new (columns, bands->len + 3);
  app_results_add_levels (model, figures, fill_bands);
  return model;
}

/* AppResultsTab overrides */

static void
fill_by_bands (AppResultsTab *tab, const AppFigures *figures)
{
  g_autoptr (GArray) bands = list_bands (figures);
  MeriloChart *chart;

  if (figures->minimum < 0)
    app_results_tab_add_remark (tab,
                                _ ("Минимальный балл этой процедуры не указан, поэтому доля не "
                                   "преодолевших его не посчитана."),
                                "dim");
  if (bands->len == 0)
    {
      app_results_tab_say_nothing (tab, _ ("Максимальный балл этой процедуры не указан."));
      return;
    }
  chart = make_bands_chart (figures, bands);
  app_results_tab_add_chart (tab, chart, CHART_HEIGHT);
  app_results_tab_set_model (tab, make_bands_model (figures, bands), TRUE);
}

static void
fill (AppResultsTab *tab, const AppFigures *figures)
{
  if (!app_figures_has_marks (figures))
    {
      fill_by_bands (tab, figures);
      return;
    }
  app_results_tab_add_chart (tab, make_marks_chart (figures), CHART_HEIGHT);
  app_results_tab_set_model (tab, make_marks_model (figures), TRUE);
  app_results_tab_add_note (tab, _ ("Качество — доля «4» и «5», успеваемость — доля всех отметок, "
                                    "кроме «2». Рядом с долей — сколько человек."));
}

static void
app_tab_marks_class_init (AppTabMarksClass *klass)
{
  APP_RESULTS_TAB_CLASS (klass)->fill = fill;
}

static void
app_tab_marks_init (AppTabMarks *self)
{
}
