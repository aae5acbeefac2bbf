#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include <glib/gi18n.h>

#include "pages/results/figure-words.h"
#include "pages/results/results-items.h"
#include "pages/results/tab-items.h"

#define CHART_HEIGHT 380
#define X_HEIGHT     230
#define FIXED        4 /* columns before those of the levels */

struct _AppTabItems
{
  AppResultsTab parent_instance;
};

G_DEFINE_FINAL_TYPE (AppTabItems, app_tab_items, APP_TYPE_RESULTS_TAB)

/* Charts */

static MeriloChart *
make_chart (const AppFigures *figures, GPtrArray *levels)
{
  MeriloChart *chart
      = app_results_item_chart (MERILO_CHART_BARS, _ ("Выполнение заданий"), figures);
  g_autofree MeriloChartPoint *points = g_new (MeriloChartPoint, figures->items->len);

  for (guint s = 0; s < levels->len; s++)
    {
      const AppFigureLevel *level = levels->pdata[s];

      for (guint i = 0; i < figures->items->len; i++)
        points[i] = app_results_point (app_level_item (level, figures, i), -1, level->n);
      merilo_chart_add_series (chart, app_level_text (level), points);
    }
  for (guint i = 0; i < figures->items->len; i++)
    {
      int low, high;

      if (app_item_zone_bounds (app_figures_get_item (figures, i), &low, &high))
        merilo_chart_set_zone (chart, i, low / 10000.0, high / 10000.0);
    }
  return chart;
}

static MeriloChart *
make_x_chart (const AppFigures *figures, const AppFigureLevel *level)
{
  g_autofree MeriloChartPoint *points = g_new (MeriloChartPoint, figures->items->len);
  g_autofree char *title = NULL;
  gboolean known = FALSE;
  MeriloChart *chart;

  for (guint i = 0; i < figures->items->len; i++)
    {
      gint64 count;
      int percent = app_level_item_x (level, i, &count);

      known = known || percent != MERILO_NO_PERCENT;
      points[i] = app_results_point (percent, -1, level->n);
    }
  if (!known)
    return NULL;
  title = g_strdup_printf (_ ("Не приступали к заданию (X): %s"), app_level_text (level));
  chart = app_results_item_chart (MERILO_CHART_BARS, title, figures);
  merilo_chart_add_series (chart, app_level_text (level), points);
  return chart;
}

/* The table */

static void
add_item (AppFigureModel *model, const AppFigures *figures, GPtrArray *levels, guint i)
{
  const AppFigureItem *item = app_figures_get_item (figures, i);
  guint row = app_figure_model_add_row (model, APP_FIGURE_ROW);
  g_autofree char *max = g_strdup_printf ("%" G_GINT64_FORMAT, item->max);
  gint64 count;
  int x;

  app_figure_model_set (model, row, 0, item->code, NULL, APP_TONE_PLAIN);
  app_figure_model_set (model, row, 1, app_item_level_text (item->level), NULL, APP_TONE_PLAIN);
  app_figure_model_set (model, row, 2, *item->skill != 0 ? item->skill : item->codifier, NULL,
                        APP_TONE_PLAIN);
  app_figure_model_set_tip (model, row, 2, *item->skill != 0 ? item->skill : item->codifier);
  app_figure_model_set (model, row, 3, max, NULL, APP_TONE_PLAIN);
  for (guint s = 0; s < levels->len; s++)
    app_results_set_item (model, row, FIXED + s, item,
                          app_level_item (levels->pdata[s], figures, i));
  x = app_level_item_x (levels->pdata[0], i, &count);
  app_results_set_share (model, row, FIXED + levels->len, x, count);
}

static AppFigureModel *
make_model (const AppFigures *figures, GPtrArray *levels)
{
  AppFigureColumn columns[FIXED + MERILO_CHART_MAX_SERIES + 1] = {
    { _ ("Задание"), NULL, FALSE },
    { _ ("Уровень"), NULL, FALSE },
    { _ ("Что проверяет"), NULL, FALSE },
    { _ ("Макс."), NULL, TRUE },
  };
  g_autoptr (GPtrArray) heads = g_ptr_array_new_with_free_func (g_free);
  AppFigureModel *model;

  for (guint s = 0; s < levels->len; s++)
    {
      g_ptr_array_add (heads, g_strdup_printf (_ ("%s, %%"), app_level_text (levels->pdata[s])));
      columns[FIXED + s] = (AppFigureColumn){ g_ptr_array_index (heads, s), _ ("зона"), TRUE };
    }
  columns[FIXED + levels->len] = (AppFigureColumn){ _ ("X, %"), _ ("X, чел."), TRUE };
  model = app_figure_model_new (columns, FIXED + levels->len + 1);
  for (guint i = 0; i < figures->items->len; i++)
    add_item (model, figures, levels, i);
  return model;
}

static void
fill (AppResultsTab *tab, const AppFigures *figures)
{
  g_autoptr (GPtrArray) levels = app_results_item_levels (figures);

  if (levels->len == 0)
    {
      app_results_tab_say_nothing (
          tab, _ ("Баллов за задания нет.\nОни есть в форме 1 и в форме сбора результатов."));
      return;
    }
  app_results_tab_add_chart (tab, make_chart (figures, levels), CHART_HEIGHT);
  app_results_tab_add_chart (tab, make_x_chart (figures, levels->pdata[0]), X_HEIGHT);
  app_results_tab_set_model (tab, make_model (figures, levels), TRUE);
  app_results_tab_add_note (tab, _ ("Доля — набранные баллы от возможных; кто не приступал (X), "
                                    "набрал ноль, и посчитан отдельно."));
  app_results_tab_add_note (tab, app_results_zone_note ());
}

static void
app_tab_items_class_init (AppTabItemsClass *klass)
{
  APP_RESULTS_TAB_CLASS (klass)->fill = fill;
}

static void
app_tab_items_init (AppTabItems *self)
{
}
