#define G_LOG_DOMAIN "app-score-model"

#include "config.h"

#include "widgets/score-text.h"

#include <stdlib.h>

#include "widgets/score-model.h"

static gboolean
is_x (const char *text)
{
  /* Latin and Cyrillic look the same and are typed in whichever layout is on; not for the screen */
  static const char *const forms[] = { "X", "x", "Х", "х", NULL };

  return g_strv_contains (forms, text);
}

gint16
app_score_read (const char *text, int max)
{
  char *end;
  long v;

  if (*text == 0)
    return MERILO_NO_SCORE;
  if (is_x (text))
    return MERILO_SCORE_X;
  if (!g_ascii_isdigit (*text))
    return APP_SCORE_INVALID;
  v = strtol (text, &end, 10);
  return *end == 0 && v <= max ? (gint16) v : APP_SCORE_INVALID;
}
