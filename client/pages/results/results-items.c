#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include <glib/gi18n.h>

#include "pages/results/figure-words.h"
#include "pages/results/results-items.h"

GPtrArray *
app_results_item_levels (const AppFigures *figures)
{
  GPtrArray *levels = g_ptr_array_new ();

  for (guint i = 0; i < figures->levels->len && levels->len < MERILO_CHART_MAX_SERIES; i++)
    if (figures->items->len > 0
        && app_level_item (figures->levels->pdata[i], figures, 0) != MERILO_NO_PERCENT)
      g_ptr_array_add (levels, figures->levels->pdata[i]);
  return levels;
}

MeriloChart *
app_results_item_chart (MeriloChartKind kind, const char *title, const AppFigures *figures)
{
  g_autoptr (GPtrArray) codes = g_ptr_array_new (), levels = g_ptr_array_new ();
  gboolean known = FALSE;
  MeriloChart *chart;

  for (guint i = 0; i < figures->items->len; i++)
    {
      const AppFigureItem *item = app_figures_get_item (figures, i);

      g_ptr_array_add (codes, item->code);
      g_ptr_array_add (levels, (gpointer) app_item_level_text (item->level));
      known = known || item->level != APP_ITEM_UNKNOWN;
    }
  g_ptr_array_add (codes, NULL);
  g_ptr_array_add (levels, NULL);
  chart = merilo_chart_new (kind, title, (const char *const *) codes->pdata);
  merilo_chart_set_format (chart, MERILO_CHART_PERCENT);
  if (known)
    merilo_chart_set_sublabels (chart, (const char *const *) levels->pdata);
  return chart;
}

void
app_results_set_item (
    AppFigureModel *model, guint row, guint column, const AppFigureItem *item, int percent)
{
  static const struct
  {
    const char *glyph;
    AppTone tone;
  } zones[] = {
    [APP_ZONE_NONE] = { "", APP_TONE_PLAIN },
    [APP_ZONE_LOW] = { "▾", APP_TONE_BAD },
    [APP_ZONE_BORDER] = { "≈", APP_TONE_WARNING },
    [APP_ZONE_ENOUGH] = { "", APP_TONE_PLAIN },
  };
  g_autofree char *text = app_hundredths_text (percent);
  AppZone zone = app_item_zone (item, percent);

  app_figure_model_set (model, row, column, text, zones[zone].glyph,
                        percent == MERILO_NO_PERCENT ? APP_TONE_DIM : zones[zone].tone);
  if (zone == APP_ZONE_LOW)
    app_figure_model_set_tip (model, row, column, _ ("Ниже порога своего уровня сложности"));
  else if (zone == APP_ZONE_BORDER)
    app_figure_model_set_tip (model, row, column,
                              _ ("В зоне неопределённости: однозначно сказать нельзя"));
}

const char *
app_results_zone_note (void)
{
  return _ ("Полоса на графике — зона неопределённости: для базового уровня (Б) от 57 до 60 %, для "
            "повышенного (П) и высокого (В) от 28,5 до 30 %. Ниже неё (▾) — недостаточно, внутри "
            "(≈) — сказать нельзя, выше — достаточно. Пороги — из рекомендаций ФИОКО 2026 года.");
}
