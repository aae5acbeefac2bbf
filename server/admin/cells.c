#define G_LOG_DOMAIN "srv-admin"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "admin/commands.h"
#include "model/error.h"

#define FIRST_YEAR 2000
#define LAST_YEAR  2100

static gboolean
check_year (int year, GError **error)
{
  if (year >= FIRST_YEAR && year <= LAST_YEAR)
    return TRUE;
  g_set_error_literal (error, MERILO_ERROR, MERILO_ERROR_INVALID,
                       _ ("Задайте год результатов: --year 2025"));
  return FALSE;
}

static SrvRows *
ask_cells (const SrvAdminCall *call, int year, GError **error)
{
  g_autoptr (SrvSession) session = srv_admin_call_open (call, error);
  SrvParams *params;

  if (session == NULL)
    return NULL;
  params = srv_params_new ();
  srv_params_add_whole (params, year);
  return srv_session_ask (session, "admin/cells", params, SRV_SHAPE_ANY, error);
}

static void
print_json (SrvRows *rows)
{
  g_print ("[");
  for (guint i = 0; i < srv_rows_get_n (rows); i++)
    g_print ("%s%s", i > 0 ? ",\n" : "", srv_rows_get_text (rows, i, "json"));
  g_print ("]\n");
}

static void
print_words (SrvRows *rows)
{
  for (guint i = 0; i < srv_rows_get_n (rows); i++)
    {
      const char *deviation = srv_rows_get_text (rows, i, "sd");

      g_print (_ ("%s, %s %s класс: работ %s, средний балл %s, стандартное отклонение %s\n"),
               srv_rows_get_text (rows, i, "org"), srv_rows_get_text (rows, i, "subject"),
               srv_rows_get_text (rows, i, "grade"), srv_rows_get_text (rows, i, "n"),
               srv_rows_get_text (rows, i, "mean"), deviation != NULL ? deviation : "—");
    }
}

static gboolean
print_cells (const char *const *words, GError **error)
{
  g_auto (SrvAdminCall) call = { NULL };
  g_autoptr (SrvRows) rows = NULL;
  gboolean json = FALSE;
  int year = 0;
  const GOptionEntry options[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, _ ("напечатать JSON"), NULL },
    { "year", 0, 0, G_OPTION_ARG_INT, &year, _ ("год результатов"), "Y" },
    { NULL },
  };

  if (!srv_admin_call_read (&call, words, "cells --year Y [--json]", options, 0, 0, error)
      || !check_year (year, error))
    return FALSE;
  rows = ask_cells (&call, year, error);
  if (rows == NULL)
    return FALSE;
  if (json)
    print_json (rows);
  else
    print_words (rows);
  return TRUE;
}

SrvAdminStatus
srv_admin_cells (const char *const *words)
{
  GError *error = NULL;

  (void) !print_cells (words, &error);
  return srv_admin_end (error);
}
