#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include <glib/gi18n.h>

#include "pages/bits.h"
#include "pages/results/figure-words.h"
#include "pages/results/results-items.h"
#include "pages/results/tab-groups.h"

#define CHART_HEIGHT 380
#define FIXED        2 /* columns before those of the groups */

struct _AppTabGroups
{
  AppResultsTab parent_instance;

  GtkWidget *whose;
  GPtrArray *levels; /* of AppFigureLevel, of the figures on the screen */
  char **named;      /* the names in the choice */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (AppTabGroups, app_tab_groups, APP_TYPE_RESULTS_TAB)

static const char *const names[APP_FIGURES_MARKS]
    = { N_ ("«2»"), N_ ("«3»"), N_ ("«4»"), N_ ("«5»") };

static gboolean
is_judged (const AppFigureGroup *group)
{
  return group->n >= APP_FIGURES_LEAST_GROUP && group->item_sums != NULL;
}

static char *
name_group (const AppFigureLevel *level, guint mark)
{
  return g_strdup_printf (_ ("%s (n = %" G_GINT64_FORMAT ")"), _ (names[mark]),
                          level->groups[mark].n);
}

/* The chart: a line a group, so that groups can be told apart along the items */

static MeriloChart *
make_chart (const AppFigures *figures, const AppFigureLevel *level)
{
  g_autofree char *title
      = g_strdup_printf (_ ("Выполнение заданий группами: %s"), app_level_text (level));
  MeriloChart *chart = app_results_item_chart (MERILO_CHART_LINE, title, figures);
  g_autofree MeriloChartPoint *points = g_new (MeriloChartPoint, MAX (1, figures->items->len));

  for (guint mark = 0; mark < APP_FIGURES_MARKS; mark++)
    {
      if (!is_judged (&level->groups[mark]))
        continue;
      for (guint i = 0; i < figures->items->len; i++)
        points[i] = app_results_point (app_level_group_item (level, figures, mark, i), -1,
                                       level->groups[mark].n);
      merilo_chart_add_series (chart, _ (names[mark]), points);
    }
  if (merilo_chart_get_n_series (chart) == 0)
    g_clear_pointer (&chart, merilo_chart_unref);
  return chart;
}

/* The table */

static void
set_group (AppFigureModel *model,
           guint row,
           const AppFigures *figures,
           const AppFigureLevel *level,
           guint mark,
           guint item)
{
  const AppFigureGroup *group = &level->groups[mark];
  int percent = app_level_group_item (level, figures, mark, item);
  g_autofree char *tip = NULL;

  if (is_judged (group))
    {
      app_results_set_item (model, row, FIXED + mark, app_figures_get_item (figures, item),
                            percent);
      return;
    }
  app_figure_model_set (model, row, FIXED + mark, "–", NULL, APP_TONE_DIM);
  if (group->n >= APP_FIGURES_LEAST_GROUP)
    tip = g_strdup (_ ("Скрыто: по этой группе можно вычислить ту, где меньше десяти человек"));
  else
    tip = g_strdup_printf (_ ("В группе %" G_GINT64_FORMAT
                              ", меньше десяти: по такой группе выводов не делают"),
                           group->n);
  app_figure_model_set_tip (model, row, FIXED + mark, tip);
}

static AppFigureModel *
make_model (const AppFigures *figures, const AppFigureLevel *level)
{
  AppFigureColumn columns[FIXED + APP_FIGURES_MARKS]
      = { { _ ("Задание"), NULL, FALSE }, { _ ("Уровень"), NULL, FALSE } };
  g_autoptr (GPtrArray) heads = g_ptr_array_new_with_free_func (g_free);
  AppFigureModel *model;

  for (guint mark = 0; mark < APP_FIGURES_MARKS; mark++)
    {
      g_ptr_array_add (heads, g_strdup_printf (_ ("%s, %% (n = %" G_GINT64_FORMAT ")"),
                                               _ (names[mark]), level->groups[mark].n));
      columns[FIXED + mark] = (AppFigureColumn){ heads->pdata[mark], _ ("зона"), TRUE };
    }
  model = app_figure_model_new (columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < figures->items->len; i++)
    {
      const AppFigureItem *item = app_figures_get_item (figures, i);
      guint row = app_figure_model_add_row (model, APP_FIGURE_ROW);

      app_figure_model_set (model, row, 0, item->code, NULL, APP_TONE_PLAIN);
      app_figure_model_set (model, row, 1, app_item_level_text (item->level), NULL, APP_TONE_PLAIN);
      for (guint mark = 0; mark < APP_FIGURES_MARKS; mark++)
        set_group (model, row, figures, level, mark, i);
    }
  return model;
}

/* Groups that are too small, and what would tell of them, by name */
static void
add_small_groups (AppResultsTab *tab, const AppFigureLevel *level)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean more = FALSE; /* than the small ones */

  for (guint mark = 0; mark < APP_FIGURES_MARKS; mark++)
    {
      g_autofree char *name = name_group (level, mark);

      if (is_judged (&level->groups[mark]))
        continue;
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", name);
      more |= level->groups[mark].n >= APP_FIGURES_LEAST_GROUP;
    }
  if (text->len == 0)
    return;
  g_string_prepend (text, more ? _ ("Не показаны группы меньше десяти человек и те, по которым их "
                                    "можно вычислить: ")
                               : _ ("Не показаны группы меньше десяти человек: "));
  g_string_append (text, _ (". По таким группам выводов не делают."));
  app_results_tab_add_remark (tab, text->str, "dim");
}

/* Of a school others are told no groups: what is shown is of the next */
static void
add_kept (AppResultsTab *tab, const AppFigures *figures)
{
  const AppFigureLevel *near = figures->levels->pdata[0];

  if (!near->has_groups && !near->suppressed && near->n > 0 && near->marks[0] >= 0)
    app_results_tab_add_remark (
        tab, _ ("Группы по отметкам одной школы видят она сама и методист: показан муниципалитет."),
        "dim");
}

/* Whose groups */

static void
list_levels (AppTabGroups *self, const AppFigures *figures)
{
  g_ptr_array_set_size (self->levels, 0);
  for (guint i = 0; i < figures->levels->len; i++)
    if (((AppFigureLevel *) figures->levels->pdata[i])->has_groups)
      g_ptr_array_add (self->levels, figures->levels->pdata[i]);
}

/* names that are there already stay: setting them tells of a choice that nobody made */
static void
fill_choice (AppTabGroups *self)
{
  g_autoptr (GPtrArray) names_now = g_ptr_array_new_with_free_func (g_free);
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->whose));

  for (guint i = 0; i < self->levels->len; i++)
    g_ptr_array_add (names_now, app_results_series_text (self->levels->pdata[i]));
  g_ptr_array_add (names_now, NULL);
  gtk_widget_set_visible (gtk_widget_get_parent (self->whose), self->levels->len > 1);
  if (self->named != NULL
      && g_strv_equal ((const char *const *) self->named, (const char *const *) names_now->pdata))
    return;
  g_strfreev (self->named);
  self->named = g_strdupv ((char **) names_now->pdata);
  self->filling = TRUE;
  {
    g_autoptr (GtkStringList) list = gtk_string_list_new ((const char *const *) names_now->pdata);

    gtk_drop_down_set_model (GTK_DROP_DOWN (self->whose), G_LIST_MODEL (list));
  }
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->whose),
                              selected < self->levels->len ? selected : 0);
  self->filling = FALSE;
}

static void
chosen_cb (AppTabGroups *self)
{
  if (!self->filling)
    app_results_tab_refill (APP_RESULTS_TAB (self));
}

static void
fill (AppResultsTab *tab, const AppFigures *figures)
{
  AppTabGroups *self = APP_TAB_GROUPS (tab);
  const AppFigureLevel *level;

  list_levels (self, figures);
  fill_choice (self);
  if (self->levels->len == 0 || figures->items->len == 0)
    {
      app_results_tab_say_nothing (
          tab, _ ("Групп по отметкам нет.\nОни считаются по баллам за задания тех, у кого есть "
                  "отметка за работу."));
      return;
    }
  level = self->levels->pdata[gtk_drop_down_get_selected (GTK_DROP_DOWN (self->whose))];
  app_results_tab_add_choice (tab, _ ("Чьи группы"), GTK_DROP_DOWN (self->whose));
  add_kept (tab, figures);
  add_small_groups (tab, level);
  app_results_tab_add_chart (tab, make_chart (figures, level), CHART_HEIGHT);
  app_results_tab_set_model (tab, make_model (figures, level), TRUE);
  app_results_tab_add_note (
      tab, _ ("Группа — получившие за работу одну отметку. Если задание сильные делают не лучше "
              "слабых, посмотрите, как его проверяли. ▾ и ≈ — ниже порога и в зоне "
              "неопределённости уровня сложности."));
}

/* GObject overrides */

static void
finalize (GObject *object)
{
  g_ptr_array_unref (APP_TAB_GROUPS (object)->levels);
  g_strfreev (APP_TAB_GROUPS (object)->named);
  G_OBJECT_CLASS (app_tab_groups_parent_class)->finalize (object);
}

static void
app_tab_groups_class_init (AppTabGroupsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = finalize;
  APP_RESULTS_TAB_CLASS (klass)->fill = fill;
}

static void
app_tab_groups_init (AppTabGroups *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);

  self->levels = g_ptr_array_new ();
  self->whose = gtk_drop_down_new (NULL, NULL);
  app_name_it (self->whose, _ ("Чьи группы показать"));
  gtk_box_append (GTK_BOX (box), app_word_new (_ ("Чьи группы"), "dim-label"));
  gtk_box_append (GTK_BOX (box), self->whose);
  g_signal_connect_object (self->whose, "notify::selected", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
  app_results_tab_add_control (APP_RESULTS_TAB (self), box);
}
