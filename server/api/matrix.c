#define G_LOG_DOMAIN "srv-api"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "api/guard.h"
#include "api/matrix-grid.h"
#include "api/query-check.h"
#include "api/report-calendar.h"
#include "model/json-writer.h"

/* The matrix of a plan: items by reporters, a letter a cell. The rule of due days, the columns and
 * the cells are asked one after the other; the words of items are shortened so that the answer of
 * the largest plans stays within its bound. */

#define ANSWER_BYTES 590000
#define ITEM_BYTES   110 /* of an item without its title and section */
#define WORDS_MIN    48

static const SrvQueryField fields[] = {
  { "plan_id", SRV_QUERY_WHOLE, FALSE },
  { "quarter", SRV_QUERY_QUARTER, TRUE },
  { NULL },
};

typedef struct
{
  char closed[MERILO_QUARTER_SIZE]; /* the newest quarter whose reports were due */
  SrvMatrixGrid *grid;
  GString *reporters; /* JSON */
} Matrix;

static void
matrix_free (gpointer data)
{
  Matrix *matrix = data;

  srv_matrix_grid_free (matrix->grid);
  g_string_free (matrix->reporters, TRUE);
  g_free (matrix);
}

static Matrix *
matrix_new (const char *closed)
{
  Matrix *matrix = g_new0 (Matrix, 1);

  g_strlcpy (matrix->closed, closed, sizeof matrix->closed);
  matrix->grid = srv_matrix_grid_new ();
  matrix->reporters = g_string_new ("[");
  return matrix;
}

/* bytes for the title and the section of each item */
static gsize
divide_room (const Matrix *matrix, guint items)
{
  gsize cells = items * (srv_matrix_grid_get_n_columns (matrix->grid) + 3);
  gsize taken = cells + matrix->reporters->len + items * ITEM_BYTES;

  if (items == 0 || taken + items * WORDS_MIN > ANSWER_BYTES)
    return WORDS_MIN;
  return (ANSWER_BYTES - taken) / items;
}

static void
put_item (GString *json, SrvRows *rows, guint row, gsize room)
{
  g_autofree char *section = srv_matrix_fit (srv_rows_get_text (rows, row, "section"), room / 3);
  g_autofree char *title = srv_matrix_fit (srv_rows_get_text (rows, row, "title"), room - room / 3);

  g_string_append_c (json, '{');
  merilo_json_put_whole_member (json, "lineage", srv_rows_get_whole (rows, row, "lineage"));
  merilo_json_put_whole_member (json, "item_id", srv_rows_get_whole (rows, row, "item_id"));
  merilo_json_put_text_member (json, "no", srv_rows_get_text (rows, row, "no"));
  merilo_json_put_text_member (json, "title", title);
  merilo_json_put_text_member (json, "section", section);
  g_string_append_c (json, '}');
}

static void
cells_found_cb (SrvApp *app, SrvRequest *req, SrvRows *rows, gpointer data)
{
  Matrix *matrix = data;
  guint n = srv_rows_get_n (rows);
  gsize room = divide_room (matrix, n);
  GString *json = g_string_new ("{\"items\":[");

  for (guint i = 0; i < n; i++)
    {
      if (i > 0)
        g_string_append_c (json, ',');
      put_item (json, rows, i, room);
    }
  g_string_append_printf (json, "],\"reporters\":%s,\"cells\":[", matrix->reporters->str);
  for (guint i = 0; i < n; i++)
    {
      g_string_append (json, i > 0 ? ",\"" : "\"");
      srv_matrix_grid_put_row (matrix->grid, srv_rows_get_text (rows, i, "asked"),
                               srv_rows_get_text (rows, i, "answered"), json);
      g_string_append_c (json, '"');
    }
  g_string_append (json, "]}");
  srv_request_reply_json (req, 200, json);
}

static void
put_reporters (Matrix *matrix, SrvRows *rows)
{
  for (guint i = 0; i < srv_rows_get_n (rows); i++)
    {
      g_string_append (matrix->reporters, i > 0 ? ",{" : "{");
      merilo_json_put_whole_member (matrix->reporters, "org_id",
                                    srv_rows_get_whole (rows, i, "org_id"));
      merilo_json_put_text_member (matrix->reporters, "name", srv_rows_get_text (rows, i, "name"));
      g_string_append_c (matrix->reporters, '}');
      srv_matrix_grid_add_column (matrix->grid,
                                  g_utf8_get_char (srv_rows_get_text (rows, i, "letter")));
    }
  g_string_append_c (matrix->reporters, ']');
}

static void
reporters_found_cb (SrvApp *app, SrvRequest *req, SrvRows *rows, gpointer data)
{
  const char *closed = data;
  Matrix *matrix = matrix_new (closed);
  SrvParams *params = srv_params_new ();

  put_reporters (matrix, rows);
  srv_query_add (req, fields, params);
  srv_params_add_text (params, matrix->closed);
  srv_call_read (app, req, SRV_DB_LIST, "matrix/read", params, SRV_SHAPE_MANY, cells_found_cb,
                 matrix, matrix_free);
}

static void
terms_found_cb (SrvApp *app, SrvRequest *req, const SrvReportTerms *terms, gpointer data)
{
  SrvParams *params = srv_params_new ();

  srv_params_add_text (params, srv_query_get (req, "plan_id"));
  srv_call_read (app, req, SRV_DB_LIST, "matrix/reporters", params, SRV_SHAPE_MANY,
                 reporters_found_cb, g_strdup (terms->closed), g_free);
}

static void
get_matrix (SrvRequest *req, gpointer context)
{
  if (srv_query_check (req, fields))
    srv_report_terms_find (context, req, srv_query_get (req, "plan_id"), terms_found_cb, NULL,
                           NULL);
}

static const SrvRoute routes[] = {
  { "GET", "/api/v1/matrix", MERILO_BY_METHODOLOGIST | MERILO_BY_SCHOOL | MERILO_BY_OBSERVER,
    get_matrix, N_ ("Матрица исполнения") },
};

void
srv_api_add_matrix (SrvApp *app)
{
  srv_router_add (app->router, routes, G_N_ELEMENTS (routes));
}
