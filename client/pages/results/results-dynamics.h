/* Years of one subject and grade beside each other, and where they are not to be compared. Read
 * from a document; no display. */
#pragma once

#include "pages/results/figures.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 procedure_id, year, max, minimum, from[APP_FIGURES_MARKS]; /* -1: none */
  gboolean broken;   /* not to be compared with the year before */
  char *why;         /* «шкала»; "" */
  GPtrArray *levels; /* of AppFigureLevel */
} AppDynamicsYear;

/* Returns: (transfer full): of AppDynamicsYear by year; MERILO_ERROR_BAD_JSON */
GPtrArray *app_dynamics_read (JsonNode *node, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* what a year says of a level; NULL: nothing */
const AppFigureLevel *app_dynamics_get (GPtrArray *years, guint i, AppLevelKind kind);

/* The mean is of scores, in hundredths; the others are shares, in hundredths of a percent. */
typedef enum
{
  APP_MEASURE_QUALITY,
  APP_MEASURE_FAILED, /* «2» */
  APP_MEASURE_LOWERED,
  APP_MEASURE_CONFIRMED,
  APP_MEASURE_RAISED,
  APP_MEASURE_MEAN,
  APP_MEASURE_BELOW, /* did not reach the minimum */
  APP_N_MEASURES,
} AppMeasure;

const char *app_measure_text (AppMeasure measure); /* static */

/* what can be said of these years: of marks where there are any, of scores and the minimum of an
 * exam without them. Gives how many there are */
guint app_dynamics_list_measures (GPtrArray *years, AppMeasure measures[APP_N_MEASURES]);

/* MERILO_NO_PERCENT: not known. @ret_n: what it is a share of; -1: not known */
int
app_measure_of (AppMeasure measure, const AppFigureLevel *level, gint64 *ret_count, gint64 *ret_n);

/* the share of «2» grew by 10 points or more since the year before, and may be compared with it
 * (ФИОКО, «Рекомендации…», 2026, p. 7) */
gboolean app_dynamics_is_worse (GPtrArray *years, guint i, AppLevelKind kind);

G_END_DECLS
