/* States of a matrix: the letters the server writes them by, the codes of filters, how they look.
 */
#pragma once

#include <glib.h>

#include "widgets/tone.h"

G_BEGIN_DECLS

/* what a letter of the server means; the order is that of the legend */
typedef enum
{
  APP_MATRIX_DONE,
  APP_MATRIX_LATE,
  APP_MATRIX_WORK,
  APP_MATRIX_RETURNED,
  APP_MATRIX_OVERDUE,
  APP_MATRIX_NOT_DONE,
  APP_MATRIX_NO_ANSWER,
  APP_MATRIX_AHEAD,
  APP_MATRIX_NOT_APPLICABLE,
  APP_MATRIX_NOTHING, /* not concerned */
  APP_MATRIX_N_STATES,
} AppMatrixState;

typedef struct
{
  char letter;
  const char *code;  /* in filters */
  const char *glyph; /* seen besides the colour */
  const char *label; /* to be translated */
  AppTone tone;
} AppMatrixWord;

extern const AppMatrixWord app_matrix_words[APP_MATRIX_N_STATES];

/* a letter of a newer server is APP_MATRIX_NO_ANSWER */
AppMatrixState app_matrix_state_of (char letter);
/* APP_MATRIX_N_STATES: there is none of that code */
AppMatrixState app_matrix_state_by_code (const char *code);

G_END_DECLS
