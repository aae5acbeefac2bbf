#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include <glib/gi18n.h>

#include "pages/bits.h"
#include "pages/results/figure-words.h"
#include "pages/results/results-items.h"
#include "pages/results/tab-skills.h"

#define CHART_HEIGHT 300
#define MOST_LEVELS  3 /* figures beside a skill */
#define FIXED        5 /* columns before those of the levels */

struct _AppTabSkills
{
  AppResultsTab parent_instance;
};

G_DEFINE_FINAL_TYPE (AppTabSkills, app_tab_skills, APP_TYPE_RESULTS_TAB)

/* Words */

static const char *
name_skill (const AppFigureSkill *skill)
{
  return *skill->name != 0 ? skill->name : _ ("Умение не указано");
}

/* «1К1, 1К2, 2» */
static char *
list_codes (const AppFigureSkill *skill, const AppFigures *figures)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < skill->items->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "",
                            app_figures_get_item (figures, g_array_index (skill->items, guint, i))
                                ->code);
  return g_string_free (text, FALSE);
}

static char *
describe_items (const AppFigureSkill *skill, const AppFigures *figures, const AppFigureLevel *level)
{
  g_autofree char *codes = list_codes (skill, figures);
  guint judged, low = app_skill_count_low (skill, figures, level, &judged);

  if (judged == 0)
    return g_strdup_printf (_ ("Задания %s · уровень сложности не указан"), codes);
  return g_strdup_printf (_ ("Задания %s · ниже порога %u из %u"), codes, low, judged);
}

/* Rows */

static GtkWidget *
make_figure (const char *name, int percent)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *number, *caption;
  g_autofree char *text = app_percent_text (percent);

  number = app_word_new (text, "numeric");
  caption = app_word_new (name, "caption dim-label");
  gtk_label_set_xalign (GTK_LABEL (number), 1);
  gtk_label_set_xalign (GTK_LABEL (caption), 1);
  gtk_label_set_ellipsize (GTK_LABEL (caption), PANGO_ELLIPSIZE_END);
  gtk_widget_set_size_request (box, 110, -1);
  gtk_label_set_max_width_chars (GTK_LABEL (caption), 16);
  gtk_label_set_width_chars (GTK_LABEL (caption), 14);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), number);
  gtk_box_append (GTK_BOX (box), caption);
  return box;
}

static GtkWidget *
make_row (const AppFigureSkill *skill, guint number, const AppFigures *figures, GPtrArray *levels)
{
  GtkWidget *row = gtk_list_box_row_new (), *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  g_autofree char *items = describe_items (skill, figures, levels->pdata[0]);
  g_autofree char *name = g_strdup_printf ("%u. %s", number, name_skill (skill));

  gtk_box_append (GTK_BOX (words), app_label_new (name, NULL));
  gtk_box_append (GTK_BOX (words), app_label_new (items, "caption dim-label"));
  if (app_skill_is_deficit (skill, figures, levels->pdata[0]))
    gtk_box_append (GTK_BOX (words), app_badge_new (_ ("▾ системный дефицит"), "warning"));
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (line), words);
  for (guint s = 0; s < MIN (levels->len, MOST_LEVELS); s++)
    gtk_box_append (GTK_BOX (line),
                    make_figure (app_level_text (levels->pdata[s]),
                                 app_skill_percent (skill, figures, levels->pdata[s])));
  g_object_set (line, "margin-top", 9, "margin-bottom", 9, "margin-start", 12, "margin-end", 12,
                NULL);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), line);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  app_name_it (row, name);
  return row;
}

/* The chart: skills by their numbers in the list, as there is no room for whole sentences */

static MeriloChart *
make_chart (const AppFigures *figures, GPtrArray *levels, GPtrArray *skills)
{
  g_autoptr (GPtrArray) numbers = g_ptr_array_new_with_free_func (g_free);
  g_autofree MeriloChartPoint *points = g_new (MeriloChartPoint, MAX (1, skills->len));
  MeriloChart *chart;

  for (guint i = 0; i < skills->len; i++)
    g_ptr_array_add (numbers, g_strdup_printf ("%u", i + 1));
  g_ptr_array_add (numbers, NULL);
  chart = merilo_chart_new (MERILO_CHART_BARS, _ ("Освоение умений, по номерам из списка"),
                            (const char *const *) numbers->pdata);
  merilo_chart_set_format (chart, MERILO_CHART_PERCENT);
  for (guint s = 0; s < MIN (levels->len, MERILO_CHART_MAX_SERIES); s++)
    {
      const AppFigureLevel *level = levels->pdata[s];

      for (guint i = 0; i < skills->len; i++)
        points[i] = app_results_point (app_skill_percent (skills->pdata[i], figures, level), -1,
                                       level->n);
      merilo_chart_add_series (chart, app_level_text (level), points);
    }
  return chart;
}

/* What is taken away */

static AppFigureModel *
make_model (const AppFigures *figures, GPtrArray *levels, GPtrArray *skills)
{
  AppFigureColumn columns[FIXED + MERILO_CHART_MAX_SERIES] = {
    { _ ("№"), NULL, TRUE },
    { _ ("Умение"), NULL, FALSE },
    { _ ("Задания"), NULL, FALSE },
    { _ ("Ниже порога"), NULL, TRUE },
    { _ ("Системный дефицит"), NULL, FALSE },
  };
  AppFigureModel *model;

  for (guint s = 0; s < levels->len; s++)
    columns[FIXED + s] = (AppFigureColumn){ app_level_text (levels->pdata[s]), NULL, TRUE };
  model = app_figure_model_new (columns, FIXED + levels->len);
  for (guint i = 0; i < skills->len; i++)
    {
      const AppFigureSkill *skill = skills->pdata[i];
      guint row = app_figure_model_add_row (model, APP_FIGURE_ROW), judged;
      guint low = app_skill_count_low (skill, figures, levels->pdata[0], &judged);
      g_autofree char *codes = list_codes (skill, figures);
      g_autofree char *red = g_strdup_printf (_ ("%u из %u"), low, judged);
      g_autofree char *number = g_strdup_printf ("%u", i + 1); /* as the chart calls it */
      gboolean deficit = app_skill_is_deficit (skill, figures, levels->pdata[0]);

      app_figure_model_set (model, row, 0, number, NULL, APP_TONE_PLAIN);
      app_figure_model_set (model, row, 1, name_skill (skill), NULL, APP_TONE_PLAIN);
      app_figure_model_set (model, row, 2, codes, NULL, APP_TONE_PLAIN);
      app_figure_model_set (model, row, 3, red, NULL, APP_TONE_PLAIN);
      app_figure_model_set (model, row, 4, deficit ? _ ("да") : _ ("нет"), NULL, APP_TONE_PLAIN);
      for (guint s = 0; s < levels->len; s++)
        {
          g_autofree char *text
              = app_percent_text (app_skill_percent (skill, figures, levels->pdata[s]));

          app_figure_model_set (model, row, FIXED + s, text, NULL, APP_TONE_PLAIN);
        }
    }
  return model;
}

/* AppResultsTab overrides */

static void
add_summary (AppResultsTab *tab, const AppFigures *figures, GPtrArray *levels, GPtrArray *skills)
{
  const AppFigureLevel *level = levels->pdata[0];
  g_autofree char *who = app_results_series_text (level), *text = NULL;
  guint n = 0;

  for (guint i = 0; i < skills->len; i++)
    n += app_skill_is_deficit (skills->pdata[i], figures, level);
  text = n > 0
             ? g_strdup_printf (_ ("%s: системный дефицит — %u из %u умений"), who, n, skills->len)
             : g_strdup_printf (_ ("%s: системных дефицитов нет, умений %u"), who, skills->len);
  app_results_tab_add_remark (tab, text, n > 0 ? "warning" : "dim");
}

static void
fill (AppResultsTab *tab, const AppFigures *figures)
{
  g_autoptr (GPtrArray) levels = app_results_item_levels (figures);
  g_autoptr (GPtrArray) skills = app_figures_list_skills (figures);
  GtkWidget *list;

  if (levels->len == 0 || (skills->len == 1 && *((AppFigureSkill *) skills->pdata[0])->name == 0))
    {
      app_results_tab_say_nothing (
          tab, _ ("Умения этих заданий не указаны.\nОни берутся из заголовков загруженных файлов; "
                  "недостающие управление образования вписывает в заданиях процедуры."));
      return;
    }
  add_summary (tab, figures, levels, skills);
  app_results_tab_add_chart (tab, make_chart (figures, levels, skills), CHART_HEIGHT);
  list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  app_name_it (list, _ ("Умения"));
  for (guint i = 0; i < skills->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (list), make_row (skills->pdata[i], i + 1, figures, levels));
  app_results_tab_add_widget (tab, list);
  app_results_tab_set_model (tab, make_model (figures, levels, skills), FALSE);
  app_results_tab_add_note (tab, _ ("Системный дефицит: ниже порога больше половины заданий, "
                                    "проверяющих одно умение. Сравнивать годы между собой можно, "
                                    "только если блоки кодификатора совпадают."));
}

static void
app_tab_skills_class_init (AppTabSkillsClass *klass)
{
  APP_RESULTS_TAB_CLASS (klass)->fill = fill;
}

static void
app_tab_skills_init (AppTabSkills *self)
{
}
