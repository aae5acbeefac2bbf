#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include <glib/gi18n.h>

#include "pages/results/figure-words.h"
#include "pages/results/tab-journal.h"

#define CHART_HEIGHT 360
#define MOST_BARS    5

struct _AppTabJournal
{
  AppResultsTab parent_instance;
};

G_DEFINE_FINAL_TYPE (AppTabJournal, app_tab_journal, APP_TYPE_RESULTS_TAB)

static gboolean
has_journal (const AppFigureLevel *level)
{
  return app_level_shift (level, 0, NULL) != MERILO_NO_PERCENT;
}

/* a bar a level, made of three shares */
static MeriloChart *
make_chart (const AppFigures *figures)
{
  static const char *const names[APP_FIGURES_SHIFTS]
      = { N_ ("понизили"), N_ ("подтвердили"), N_ ("повысили") };
  const AppFigureLevel *levels[MOST_BARS];
  const char *labels[MOST_BARS + 1] = { NULL };
  MeriloChart *chart;
  guint n = 0;

  for (guint i = 0; i < figures->levels->len && n < MOST_BARS; i++)
    if (has_journal (figures->levels->pdata[i]))
      {
        levels[n] = figures->levels->pdata[i];
        labels[n] = app_level_text (levels[n]);
        n++;
      }
  if (n == 0)
    return NULL;
  chart = merilo_chart_new (MERILO_CHART_STACKED, _ ("Отметки в сравнении с журналом"), labels);
  merilo_chart_set_format (chart, MERILO_CHART_PERCENT);
  for (guint s = 0; s < APP_FIGURES_SHIFTS; s++)
    {
      MeriloChartPoint points[MOST_BARS];

      for (guint i = 0; i < n; i++)
        {
          gint64 count;
          int percent = app_level_shift (levels[i], s, &count);

          points[i] = app_results_point (percent, count, levels[i]->journal);
        }
      merilo_chart_add_series (chart, _ (names[s]), points);
    }
  return chart;
}

static void
fill_row (AppFigureModel *model, guint row, const AppFigureLevel *level, const AppFigures *figures)
{
  g_autofree char *journal = level->journal >= 0 ? app_count_text (level->journal) : NULL;

  app_figure_model_set (model, row, 2, journal != NULL ? journal : "–", NULL, APP_TONE_PLAIN);
  for (guint s = 0; s < APP_FIGURES_SHIFTS; s++)
    {
      gint64 count;
      int percent = app_level_shift (level, s, &count);

      app_results_set_share (model, row, 3 + s, percent, count);
    }
}

static void
fill (AppResultsTab *tab, const AppFigures *figures)
{
  const AppFigureColumn columns[] = {
    { _ ("Кто"), NULL, FALSE },
    { "n", NULL, TRUE },
    { _ ("С отметкой"), NULL, TRUE },
    { _ ("Понизили, %"), _ ("Понизили, чел."), TRUE },
    { _ ("Подтвердили, %"), _ ("Подтвердили, чел."), TRUE },
    { _ ("Повысили, %"), _ ("Повысили, чел."), TRUE },
  };
  MeriloChart *chart = make_chart (figures);
  AppFigureModel *model;

  if (chart == NULL)
    {
      app_results_tab_say_nothing (
          tab, _ ("Отметок по журналу в загруженных файлах нет.\nОни есть в форме 1 и в отчёте "
                  "«Сравнение отметок с отметками по журналу»."));
      return;
    }
  app_results_tab_add_chart (tab, chart, CHART_HEIGHT);
  model = app_figure_model_new (columns, G_N_ELEMENTS (columns));
  app_results_add_levels (model, figures, fill_row);
  app_results_tab_set_model (tab, model, TRUE);
  app_results_tab_add_note (
      tab,
      _ ("Доли считаются от тех, у кого есть отметка в журнале: их число — в столбце «С отметкой». "
         "Расхождение само по себе не вывод, а повод посмотреть."));
}

static void
app_tab_journal_class_init (AppTabJournalClass *klass)
{
  APP_RESULTS_TAB_CLASS (klass)->fill = fill;
}

static void
app_tab_journal_init (AppTabJournal *self)
{
}
