/* Value types of properties: an int64 (or double) to everyone, that shows itself as text in its
 * own way, so that a <lookup> to a label needs no closure. And dates, which are days. */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef struct
{
  guint16 n;
  gint16 at[]; /* MERILO_NO_SCORE: empty; MERILO_SCORE_X: not attempted */
} MeriloScores;

#define MERILO_NO_SCORE G_MININT16
#define MERILO_SCORE_X  ((gint16) -1)
#define MERILO_NONE     G_MININT64 /* an absent whole, date, moment or choice */

GType merilo_whole_get_type (void);
GType merilo_real_get_type (void);
GType merilo_date_get_type (void);
GType merilo_moment_get_type (void);
GType merilo_scores_get_type (void);

MeriloScores *merilo_scores_new (const gint16 *at, guint n);

/* Dates are days since 1970-01-01 in the proleptic Gregorian calendar. */
void merilo_date_split (gint64 days, int *ret_year, int *ret_month, int *ret_day);
gint64 merilo_date_join (int year, int month, int day);

/* ISO 8601; returns the length written, 10 */
int merilo_date_print (char out[11], gint64 days);
gboolean merilo_date_parse (const char *iso, gsize length, gint64 *ret_days);

/* 02.09.2026; transfer full */
char *merilo_date_show (gint64 days);

G_END_DECLS
