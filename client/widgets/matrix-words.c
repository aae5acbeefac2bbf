#define G_LOG_DOMAIN "app-widgets"

#include "config.h"

#include "widgets/matrix-words.h"

#include <glib/gi18n-lib.h>

const AppMatrixWord app_matrix_words[APP_MATRIX_N_STATES] = {
  [APP_MATRIX_DONE] = { 'd', "done", "✓", N_ ("исполнено"), APP_TONE_GOOD },
  [APP_MATRIX_LATE] = { 'l', "done-late", "◷", N_ ("исполнено с опозданием"), APP_TONE_WARNING },
  [APP_MATRIX_WORK] = { 'w', "in-progress", "◐", N_ ("в работе"), APP_TONE_ACCENT },
  [APP_MATRIX_RETURNED]
  = { 'r', "returned", "↩", N_ ("возвращено с замечанием"), APP_TONE_WARNING },
  [APP_MATRIX_OVERDUE] = { 'o', "overdue", "!", N_ ("просрочено"), APP_TONE_BAD },
  [APP_MATRIX_NOT_DONE] = { 'n', "not-done", "✕", N_ ("не исполнено"), APP_TONE_BAD },
  [APP_MATRIX_NO_ANSWER] = { '?', "no-answer", "?", N_ ("нет ответа"), APP_TONE_PLAIN },
  [APP_MATRIX_AHEAD] = { '-', "ahead", "–", N_ ("срок впереди"), APP_TONE_DIM },
  [APP_MATRIX_NOT_APPLICABLE] = { 'x', "not-applicable", "○", N_ ("не касается"), APP_TONE_DIM },
  [APP_MATRIX_NOTHING] = { '.', "nothing", "", N_ ("не отчитывается"), APP_TONE_DIM },
};

AppMatrixState
app_matrix_state_of (char letter)
{
  for (guint i = 0; i < APP_MATRIX_N_STATES; i++)
    if (app_matrix_words[i].letter == letter)
      return i;
  return APP_MATRIX_NO_ANSWER;
}

AppMatrixState
app_matrix_state_by_code (const char *code)
{
  for (guint i = 0; i < APP_MATRIX_N_STATES; i++)
    if (g_strcmp0 (app_matrix_words[i].code, code) == 0)
      return i;
  return APP_MATRIX_N_STATES;
}
