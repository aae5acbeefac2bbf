/* A score as it is typed. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* MERILO_NO_SCORE, MERILO_SCORE_X, a score of 0..@max, or APP_SCORE_INVALID; spaces around it are
 * the caller's */
gint16 app_score_read (const char *text, int max);

G_END_DECLS
