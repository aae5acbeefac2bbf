#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include <glib/gi18n.h>

#include "pages/results/figure-words.h"
#include "pages/results/tab-scores.h"

#define CHART_HEIGHT 380

struct _AppTabScores
{
  AppResultsTab parent_instance;
};

G_DEFINE_FINAL_TYPE (AppTabScores, app_tab_scores, APP_TYPE_RESULTS_TAB)

static const char *const mark_names[APP_FIGURES_MARKS] = { "«2»", "«3»", "«4»", "«5»" };

/* levels that have a histogram, in order; transfer container */
static GPtrArray *
list_levels (const AppFigures *figures)
{
  GPtrArray *levels = g_ptr_array_new ();

  for (guint i = 0; i < figures->levels->len && levels->len < MERILO_CHART_MAX_SERIES; i++)
    if (app_level_n_scores (figures->levels->pdata[i]) > 0)
      g_ptr_array_add (levels, figures->levels->pdata[i]);
  return levels;
}

static guint
count_scores (const AppFigures *figures, GPtrArray *levels)
{
  guint n = figures->max >= 0 ? (guint) figures->max + 1 : 0;

  for (guint i = 0; i < levels->len; i++)
    n = MAX (n, app_level_n_scores (levels->pdata[i]));
  return MIN (n, MERILO_CHART_MAX_POINTS);
}

static void
add_series (MeriloChart *chart, const AppFigureLevel *level, guint n)
{
  g_autofree MeriloChartPoint *points = g_new (MeriloChartPoint, n);

  for (guint i = 0; i < n; i++)
    {
      gint64 count = -1;
      int percent = app_level_score (level, i, &count);

      points[i] = app_results_point (percent != MERILO_NO_PERCENT ? percent : 0,
                                     level->histogram != NULL ? MAX (0, count) : -1, level->n);
    }
  merilo_chart_add_series (chart, app_level_text (level), points);
}

static void
add_bounds (MeriloChart *chart, const AppFigures *figures)
{
  for (guint i = 1; i < APP_FIGURES_MARKS; i++)
    if (figures->from[i] > 0)
      merilo_chart_add_bound (chart, (guint) figures->from[i], mark_names[i]);
  if (figures->minimum > 0)
    merilo_chart_add_bound (chart, (guint) figures->minimum, _ ("минимум"));
}

static MeriloChart *
make_chart (const AppFigures *figures, GPtrArray *levels, guint n)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) labels = NULL;
  MeriloChart *chart;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *label = g_strdup_printf ("%u", i);

      g_strv_builder_add (builder, label);
    }
  labels = g_strv_builder_end (builder);
  chart = merilo_chart_new (MERILO_CHART_HISTOGRAM, _ ("Распределение первичных баллов"),
                            (const char *const *) labels);
  merilo_chart_set_format (chart, MERILO_CHART_PERCENT);
  merilo_chart_set_x_title (chart, _ ("первичный балл"));
  for (guint i = 0; i < levels->len; i++)
    add_series (chart, levels->pdata[i], n);
  add_bounds (chart, figures);
  return chart;
}

/* The table: scores under the mark they make */

static const char *
find_mark (const AppFigures *figures, guint score)
{
  for (guint i = APP_FIGURES_MARKS; i-- > 1;)
    if (figures->from[i] > 0 && score >= figures->from[i])
      return mark_names[i];
  return figures->from[1] > 0 ? mark_names[0] : NULL;
}

static void
add_score (AppFigureModel *model, GPtrArray *levels, guint score)
{
  guint row = app_figure_model_add_row (model, APP_FIGURE_ROW);
  g_autofree char *text = g_strdup_printf ("%u", score);

  app_figure_model_set (model, row, 0, text, NULL, APP_TONE_PLAIN);
  for (guint i = 0; i < levels->len; i++)
    {
      gint64 count;
      int percent = app_level_score (levels->pdata[i], score, &count);

      app_results_set_share (model, row, 1 + i, percent, count);
    }
}

static void
add_means (AppFigureModel *model, GPtrArray *levels)
{
  guint row = app_figure_model_add_row (model, APP_FIGURE_STRONG);

  app_figure_model_set (model, row, 0, _ ("Средний балл"), NULL, APP_TONE_PLAIN);
  for (guint i = 0; i < levels->len; i++)
    {
      g_autofree char *mean = app_hundredths_text (app_level_mean (levels->pdata[i]));

      app_figure_model_set (model, row, 1 + i, mean, NULL, APP_TONE_PLAIN);
    }
}

static AppFigureModel *
make_model (const AppFigures *figures, GPtrArray *levels, guint n)
{
  AppFigureColumn columns[MERILO_CHART_MAX_SERIES + 1] = { { _ ("Балл"), NULL, FALSE } };
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  AppFigureModel *model;
  const char *last = NULL;

  for (guint i = 0; i < levels->len; i++)
    {
      char *name = g_strdup_printf (_ ("%s, %%"), app_level_text (levels->pdata[i]));
      char *note = g_strdup_printf (_ ("%s, чел."), app_level_text (levels->pdata[i]));

      g_ptr_array_add (names, name);
      g_ptr_array_add (names, note);
      columns[1 + i] = (AppFigureColumn){ name, note, TRUE };
    }
  model = app_figure_model_new (columns, levels->len + 1);
  add_means (model, levels);
  for (guint i = 0; i < n; i++)
    {
      const char *mark = find_mark (figures, i);
      g_autofree char *text = NULL;

      if (mark != last && mark != NULL)
        {
          text = g_strdup_printf (_ ("Отметка %s"), mark);
          app_figure_model_set (model, app_figure_model_add_row (model, APP_FIGURE_SECTION), 0,
                                text, NULL, APP_TONE_PLAIN);
        }
      last = mark;
      add_score (model, levels, i);
    }
  return model;
}

static void
fill (AppResultsTab *tab, const AppFigures *figures)
{
  g_autoptr (GPtrArray) levels = list_levels (figures);
  const AppFigureLevel *first = levels->len > 0 ? levels->pdata[0] : NULL;
  guint n = count_scores (figures, levels);

  if (first == NULL)
    {
      app_results_tab_say_nothing (
          tab, _ ("Распределения баллов нет.\nЗагрузите форму 1 или отчёт «Распределение первичных "
                  "баллов»."));
      return;
    }
  if (first->n >= 0 && first->n < APP_FIGURES_FEW)
    app_results_tab_add_remark (tab,
                                _ ("Мало работ: читайте осторожно. Распределение говорит о чём-то, "
                                   "когда работ хотя бы 20, лучше 50."),
                                "warning");
  app_results_tab_add_chart (tab, make_chart (figures, levels, n), CHART_HEIGHT);
  app_results_tab_set_model (tab, make_model (figures, levels, n), TRUE);
  app_results_tab_add_note (tab,
                            _ ("Заметный подъём прямо на границе отметки бывает признаком, который "
                               "требует проверки; сам по себе он ничего не доказывает."));
}

static void
app_tab_scores_class_init (AppTabScoresClass *klass)
{
  APP_RESULTS_TAB_CLASS (klass)->fill = fill;
}

static void
app_tab_scores_init (AppTabScores *self)
{
}
