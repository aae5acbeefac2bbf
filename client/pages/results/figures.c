#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/results/figures.h"

/* Finding */

const AppFigureLevel *
app_figures_get_level (const AppFigures *self, AppLevelKind kind)
{
  for (guint i = 0; i < self->levels->len; i++)
    if (((AppFigureLevel *) self->levels->pdata[i])->kind == kind)
      return self->levels->pdata[i];
  return NULL;
}

const AppFigureItem *
app_figures_get_item (const AppFigures *self, guint i)
{
  return i < self->items->len ? self->items->pdata[i] : NULL;
}

gboolean
app_figures_has_marks (const AppFigures *self)
{
  if (self->from[1] > 0)
    return TRUE;
  for (guint i = 0; i < self->levels->len; i++)
    if (app_level_mark (self->levels->pdata[i], 0, NULL) != MERILO_NO_PERCENT)
      return TRUE;
  return FALSE;
}

/* Shares */

static void
give_count (gint64 *ret_count, gint64 count)
{
  if (ret_count != NULL)
    *ret_count = count;
}

/* what was counted goes before what others printed */
static int
choose_share (gint64 count, gint64 n, int printed, gint64 *ret_count)
{
  give_count (ret_count, count);
  return count >= 0 && n > 0 ? merilo_percent (count, n) : printed;
}

int
app_level_mark (const AppFigureLevel *level, guint mark, gint64 *ret_count)
{
  return choose_share (level->marks[mark], level->n, level->mark_percents[mark], ret_count);
}

int
app_level_quality (const AppFigureLevel *level, gint64 *ret_count)
{
  gboolean counted = level->marks[2] >= 0 && level->marks[3] >= 0;
  gboolean printed = level->mark_percents[2] != MERILO_NO_PERCENT
                     && level->mark_percents[3] != MERILO_NO_PERCENT;

  return choose_share (counted ? level->marks[2] + level->marks[3] : -1, level->n,
                       printed ? level->mark_percents[2] + level->mark_percents[3]
                               : MERILO_NO_PERCENT,
                       ret_count);
}

int
app_level_shift (const AppFigureLevel *level, guint shift, gint64 *ret_count)
{
  return choose_share (level->shifts[shift], level->journal, level->shift_percents[shift],
                       ret_count);
}

guint
app_level_n_scores (const AppFigureLevel *level)
{
  if (level->histogram != NULL)
    return level->histogram->len;
  return level->histogram_percents != NULL ? level->histogram_percents->len : 0;
}

static int
take_printed (GArray *percents, guint i)
{
  return percents != NULL && i < percents->len ? g_array_index (percents, int, i)
                                               : MERILO_NO_PERCENT;
}

static gint64
take_counted (GArray *counts, guint i)
{
  return counts != NULL && i < counts->len ? g_array_index (counts, gint64, i) : -1;
}

int
app_level_score (const AppFigureLevel *level, guint score, gint64 *ret_count)
{
  return choose_share (take_counted (level->histogram, score), level->n,
                       take_printed (level->histogram_percents, score), ret_count);
}

int
app_level_scores (const AppFigureLevel *level, guint from, guint until, gint64 *ret_count)
{
  gint64 count = level->histogram != NULL ? 0 : -1;
  int printed = level->histogram_percents != NULL ? 0 : MERILO_NO_PERCENT;

  for (guint i = from; i < MIN (until, app_level_n_scores (level)); i++)
    {
      int percent = take_printed (level->histogram_percents, i);

      if (level->histogram != NULL)
        count += g_array_index (level->histogram, gint64, i);
      else if (percent != MERILO_NO_PERCENT) /* a blank of the file is nobody */
        printed += percent;
    }
  return choose_share (count, level->n, printed, ret_count);
}

int
app_level_below (const AppFigureLevel *level, gint64 *ret_count)
{
  return choose_share (level->below, level->n, level->below_percent, ret_count);
}

int
app_level_mean (const AppFigureLevel *level)
{
  if (level->score_sum < 0 || level->n <= 0)
    return G_MININT;
  return (int) ((level->score_sum * 200 + level->n) / (2 * level->n));
}

/* Items */

static int
find_completion (GArray *sums, gint64 n, const AppFigureItem *item, guint i)
{
  gint64 sum = take_counted (sums, i);

  return sum >= 0 && item != NULL ? merilo_percent (sum, n * item->max) : MERILO_NO_PERCENT;
}

int
app_level_item (const AppFigureLevel *level, const AppFigures *figures, guint item)
{
  return find_completion (level->item_sums, level->n, app_figures_get_item (figures, item), item);
}

int
app_level_item_x (const AppFigureLevel *level, guint item, gint64 *ret_count)
{
  return choose_share (take_counted (level->item_x, item), level->n, MERILO_NO_PERCENT, ret_count);
}

int
app_level_group_item (const AppFigureLevel *level,
                      const AppFigures *figures,
                      guint mark,
                      guint item)
{
  const AppFigureGroup *group = &level->groups[mark];

  if (group->n < APP_FIGURES_LEAST_GROUP)
    return MERILO_NO_PERCENT;
  return find_completion (group->item_sums, group->n, app_figures_get_item (figures, item), item);
}

gboolean
app_item_zone_bounds (const AppFigureItem *item, int *ret_low, int *ret_high)
{
  if (item->level == APP_ITEM_UNKNOWN)
    return FALSE;
  *ret_low = item->level == APP_ITEM_BASIC ? 5700 : 2850;
  *ret_high = item->level == APP_ITEM_BASIC ? 6000 : 3000;
  return TRUE;
}

AppZone
app_item_zone (const AppFigureItem *item, int percent)
{
  int low, high;

  if (percent == MERILO_NO_PERCENT || !app_item_zone_bounds (item, &low, &high))
    return APP_ZONE_NONE;
  return percent < low ? APP_ZONE_LOW : percent < high ? APP_ZONE_BORDER : APP_ZONE_ENOUGH;
}

/* Skills */

static void
free_skill (gpointer data)
{
  AppFigureSkill *skill = data;

  g_free (skill->name);
  g_array_unref (skill->items);
  g_free (skill);
}

static AppFigureSkill *
find_skill (GPtrArray *skills, const char *name)
{
  AppFigureSkill *skill;

  for (guint i = 0; i < skills->len; i++)
    if (g_str_equal (((AppFigureSkill *) skills->pdata[i])->name, name))
      return skills->pdata[i];
  skill = g_new0 (AppFigureSkill, 1);
  skill->name = g_strdup (name);
  skill->items = g_array_new (FALSE, FALSE, sizeof (guint));
  g_ptr_array_add (skills, skill);
  return skill;
}

GPtrArray *
app_figures_list_skills (const AppFigures *self)
{
  GPtrArray *skills = g_ptr_array_new_with_free_func (free_skill);

  for (guint i = 0; i < self->items->len; i++)
    {
      const AppFigureItem *item = self->items->pdata[i];

      g_array_append_val (
          find_skill (skills, *item->skill != 0 ? item->skill : item->codifier)->items, i);
    }
  return skills;
}

guint
app_skill_count_low (const AppFigureSkill *skill,
                     const AppFigures *figures,
                     const AppFigureLevel *level,
                     guint *ret_judged)
{
  guint low = 0, judged = 0;

  for (guint i = 0; i < skill->items->len; i++)
    {
      guint at = g_array_index (skill->items, guint, i);
      AppZone zone
          = app_item_zone (app_figures_get_item (figures, at), app_level_item (level, figures, at));

      judged += zone != APP_ZONE_NONE;
      low += zone == APP_ZONE_LOW;
    }
  if (ret_judged != NULL)
    *ret_judged = judged;
  return low;
}

gboolean
app_skill_is_deficit (const AppFigureSkill *skill,
                      const AppFigures *figures,
                      const AppFigureLevel *level)
{
  guint judged, low = app_skill_count_low (skill, figures, level, &judged);

  return 2 * low > judged;
}

int
app_skill_percent (const AppFigureSkill *skill,
                   const AppFigures *figures,
                   const AppFigureLevel *level)
{
  gint64 got = 0, possible = 0;

  for (guint i = 0; i < skill->items->len; i++)
    {
      guint at = g_array_index (skill->items, guint, i);
      gint64 sum = take_counted (level->item_sums, at);

      if (sum < 0)
        return MERILO_NO_PERCENT;
      got += sum;
      possible += level->n * app_figures_get_item (figures, at)->max;
    }
  return merilo_percent (got, possible);
}
