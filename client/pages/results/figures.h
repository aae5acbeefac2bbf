/* What the server counted of one procedure: levels from the nearest to the farthest, and the rows
 * below the chosen one. Read from a document; no display. Percents are hundredths, see
 * model/percent.h. */
#pragma once

#include <json-glib/json-glib.h>

#include "model/percent.h"

G_BEGIN_DECLS

#define APP_FIGURES_MARKS       4 /* «2» to «5» */
#define APP_FIGURES_SHIFTS      3 /* lowered, confirmed, raised */
#define APP_FIGURES_MAX_SCORE   1000
#define APP_FIGURES_MAX_ITEMS   200
#define APP_FIGURES_MAX_ROWS    5000

#define APP_FIGURES_LEAST_GROUP 10 /* a smaller group says nothing, and is not shown to others */
#define APP_FIGURES_FEW         20 /* fewer works: a histogram is read with care */

typedef enum
{
  APP_LEVEL_CLASS,
  APP_LEVEL_SCHOOL,
  APP_LEVEL_MUNICIPALITY,
  APP_LEVEL_REGION,
  APP_LEVEL_SAMPLE,
  APP_N_LEVELS,
} AppLevelKind;

typedef enum
{
  APP_ITEM_UNKNOWN,
  APP_ITEM_BASIC,    /* «Б» */
  APP_ITEM_ADVANCED, /* «П» */
  APP_ITEM_HIGH,     /* «В» */
} AppItemLevel;

typedef struct
{
  char *code;
  gint64 max;
  AppItemLevel level;
  char *skill, *codifier; /* "" when not known */
} AppFigureItem;

/* participants who got one mark */
typedef struct
{
  gint64 n;
  GArray *item_sums, *item_full; /* of gint64; NULL: not known */
} AppFigureGroup;

/**
 * AppFigureLevel:
 * @n: participants; -1: hidden or not known
 * @marks: counts, -1: not known; @mark_percents then may hold what a file of others says
 * @journal: how many have a journal mark, -1: not known; @shifts of them
 * @histogram, @histogram_percents: by score; NULL: not known
 * @below, @below_percent: who did not reach the minimum, of a year of the dynamics; -1: not known
 * @item_sums: points got, those who did not try got none; @item_x: who did not try
 */
typedef struct
{
  AppLevelKind kind;
  char *name, *class_name, *source;
  gint64 org_id, n, schools;
  gboolean suppressed;
  gint64 marks[APP_FIGURES_MARKS];
  int mark_percents[APP_FIGURES_MARKS];
  gint64 journal, shifts[APP_FIGURES_SHIFTS];
  int shift_percents[APP_FIGURES_SHIFTS];
  gint64 score_sum, below;
  int below_percent;
  GArray *histogram;          /* of gint64 */
  GArray *histogram_percents; /* of int */
  GArray *item_sums, *item_x; /* of gint64 */
  AppFigureGroup groups[APP_FIGURES_MARKS];
  gboolean has_groups;
} AppFigureLevel;

typedef struct
{
  gint64 id, year, grade, max, minimum; /* -1: none */
  char *kind, *subject, *level, *title, *scale_source, *scale_confidence;
  gint64 from[APP_FIGURES_MARKS]; /* [0] is 0; -1: none */
  GPtrArray *items;               /* of AppFigureItem */
  GPtrArray *levels, *rows;       /* of AppFigureLevel */
} AppFigures;

/* Returns: (transfer full): MERILO_ERROR_BAD_JSON for what is no such document */
AppFigures *app_figures_read (JsonNode *node, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void app_figures_free (AppFigures *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AppFigures, app_figures_free)

/* one level out of a document of another kind: of a year of the dynamics; NULL: none */
AppFigureLevel *app_figure_level_read (JsonObject *object);
void app_figure_level_free (gpointer level);

/* the level itself, NULL: there is none of the kind */
const AppFigureLevel *app_figures_get_level (const AppFigures *self, AppLevelKind kind);
const AppFigureItem *app_figures_get_item (const AppFigures *self, guint i);

/* marks 2 to 5 were given: there is a scale, or counts by mark */
gboolean app_figures_has_marks (const AppFigures *self);

/* Shares; MERILO_NO_PERCENT when hidden or not known. @ret_count: (optional): -1: not known */
int app_level_mark (const AppFigureLevel *level, guint mark, gint64 *ret_count); /* 0: «2» */
int app_level_quality (const AppFigureLevel *level, gint64 *ret_count); /* «4» and «5» */
int app_level_shift (const AppFigureLevel *level, guint shift, gint64 *ret_count); /* 0: lowered */
int app_level_score (const AppFigureLevel *level, guint score, gint64 *ret_count);
int app_level_scores (const AppFigureLevel *level, guint from, guint until, gint64 *ret_count);
guint app_level_n_scores (const AppFigureLevel *level);

/* mean share of an item's points; and of those who did not try it */
int app_level_item (const AppFigureLevel *level, const AppFigures *figures, guint item);
int app_level_item_x (const AppFigureLevel *level, guint item, gint64 *ret_count);
int app_level_group_item (const AppFigureLevel *level,
                          const AppFigures *figures,
                          guint mark,
                          guint item);

/* who did not reach the minimum, as a year of the dynamics says it */
int app_level_below (const AppFigureLevel *level, gint64 *ret_count);

/* mean score in hundredths; G_MININT: not known */
int app_level_mean (const AppFigureLevel *level);

/* Zones of ФИОКО's «Рекомендации по проведению анализа результатов ВПР» (2026, p. 6 and 17), in
 * hundredths of a percent; %FALSE: the item's level is not known */
typedef enum
{
  APP_ZONE_NONE,
  APP_ZONE_LOW,
  APP_ZONE_BORDER,
  APP_ZONE_ENOUGH,
} AppZone;

gboolean app_item_zone_bounds (const AppFigureItem *item, int *ret_low, int *ret_high);
AppZone app_item_zone (const AppFigureItem *item, int percent);

/* Skills: items that check the same, in the order of the work */
typedef struct
{
  char *name;    /* the skill, else the codifier's block; "" : neither is known */
  GArray *items; /* of guint */
} AppFigureSkill;

GPtrArray *app_figures_list_skills (const AppFigures *self); /* transfer full */

/* how many of a skill's items are below their zone at that level, of how many that can be judged;
 * a majority of them is a deficit of the system (p. 19) */
guint app_skill_count_low (const AppFigureSkill *skill,
                           const AppFigures *figures,
                           const AppFigureLevel *level,
                           guint *ret_judged);
gboolean app_skill_is_deficit (const AppFigureSkill *skill,
                               const AppFigures *figures,
                               const AppFigureLevel *level);
/* of the skill as a whole: points got out of points possible */
int app_skill_percent (const AppFigureSkill *skill,
                       const AppFigures *figures,
                       const AppFigureLevel *level);

G_END_DECLS
