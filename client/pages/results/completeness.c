#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "net/json.h"
#include "pages/results/completeness.h"

#define MAX_PROCEDURES 1000
#define MAX_ROWS       5000

static void
free_procedure (gpointer data)
{
  AppSentProcedure *procedure = data;

  g_free (procedure->title);
  g_free (procedure->subject);
  g_free (procedure->kind);
  g_free (procedure);
}

static void
clear_cell (gpointer data)
{
  g_free (((AppSentCell *) data)->imported_at);
}

static void
free_row (gpointer data)
{
  AppSentRow *row = data;

  g_free (row->name);
  g_array_unref (row->cells);
  g_free (row);
}

static AppSentState
read_state (JsonObject *object)
{
  const char *state = app_json_text (object, "state");

  if (g_strcmp0 (state, "sent") == 0)
    return APP_SENT_HERE;
  return g_strcmp0 (state, "expected") == 0 ? APP_SENT_EXPECTED : APP_SENT_NONE;
}

/* a cell of a procedure that is not told is nothing waited for */
static void
read_row (AppCompleteness *self, JsonObject *object)
{
  AppSentRow *row = g_new0 (AppSentRow, 1);
  JsonArray *cells = app_json_array (object, "cells");

  row->org_id = app_json_whole (object, "org_id", 0);
  row->name = app_json_dup_text (object, "name");
  row->cells = g_array_new (FALSE, TRUE, sizeof (AppSentCell));
  g_array_set_clear_func (row->cells, clear_cell);
  for (guint i = 0; i < self->procedures->len; i++)
    {
      JsonObject *one = app_json_take_object (cells, i);
      AppSentCell cell = { APP_SENT_NONE, -1, -1, NULL };

      if (one != NULL)
        cell = (AppSentCell){ read_state (one), app_json_whole (one, "n", -1),
                              app_json_whole (one, "absent", -1),
                              app_json_dup_text (one, "imported_at") };
      g_array_append_val (row->cells, cell);
    }
  g_ptr_array_add (self->rows, row);
}

static void
read_procedure (AppCompleteness *self, JsonObject *object)
{
  AppSentProcedure *procedure = g_new0 (AppSentProcedure, 1);

  if (object != NULL)
    procedure->id = app_json_whole (object, "id", 0);
  procedure->grade = object != NULL ? app_json_whole (object, "grade", 0) : 0;
  procedure->title = app_json_dup_text (object, "title");
  procedure->subject = app_json_dup_text (object, "subject");
  procedure->kind = app_json_dup_text (object, "kind");
  g_ptr_array_add (self->procedures, procedure);
}

AppCompleteness *
app_completeness_read (JsonNode *node, GError **error)
{
  JsonObject *object = app_json_root (node);
  JsonArray *procedures = app_json_array (object, "procedures");
  JsonArray *rows = app_json_array (object, "rows");
  AppCompleteness *self;

  if (procedures == NULL || rows == NULL)
    {
      app_json_refuse (error);
      return NULL;
    }
  self = g_new0 (AppCompleteness, 1);
  self->procedures = g_ptr_array_new_with_free_func (free_procedure);
  self->rows = g_ptr_array_new_with_free_func (free_row);
  /* places count: what cannot be read keeps its place */
  for (guint i = 0; i < MIN (json_array_get_length (procedures), MAX_PROCEDURES); i++)
    read_procedure (self, app_json_take_object (procedures, i));
  for (guint i = 0; i < MIN (json_array_get_length (rows), MAX_ROWS); i++)
    {
      JsonObject *row = app_json_take_object (rows, i);

      if (row != NULL)
        read_row (self, row);
    }
  return self;
}

void
app_completeness_free (AppCompleteness *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->procedures);
  g_ptr_array_unref (self->rows);
  g_free (self);
}

const AppSentCell *
app_completeness_get (const AppCompleteness *self, guint row, guint procedure)
{
  return &g_array_index (((AppSentRow *) self->rows->pdata[row])->cells, AppSentCell, procedure);
}

guint
app_completeness_count_missing (const AppCompleteness *self, guint *ret_cells)
{
  guint schools = 0, cells = 0;

  for (guint r = 0; r < self->rows->len; r++)
    {
      guint before = cells;

      for (guint p = 0; p < self->procedures->len; p++)
        cells += app_completeness_get (self, r, p)->state == APP_SENT_EXPECTED;
      schools += cells > before;
    }
  if (ret_cells != NULL)
    *ret_cells = cells;
  return schools;
}
