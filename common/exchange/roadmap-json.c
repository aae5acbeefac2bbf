#define G_LOG_DOMAIN "merilo-exchange"

#include "exchange/roadmap.h"

#include "model/json-writer.h"

typedef struct
{
  const MeriloRoadmap *roadmap;
  const MeriloPlan *plan;
  MeriloCanonFunc canon;
  gpointer data;
} Writer;

static void
put_strings_member (GString *out, const char *key, const GPtrArray *strings)
{
  merilo_json_put_key (out, key);
  g_string_append_c (out, '[');
  for (guint i = 0; i < strings->len; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      merilo_json_put_text (out, g_ptr_array_index (strings, i));
    }
  g_string_append_c (out, ']');
}

static void
put_flag_member (GString *out, const char *key, gboolean value)
{
  merilo_json_put_key (out, key);
  merilo_json_put_flag (out, value);
}

/* objects one after another in brackets */
static void
begin_object (GString *out)
{
  g_string_append (out, out->str[out->len - 1] == '[' ? "{" : ",{");
}

static void
put_cells (GString *out, const MeriloPlan *plan, const MeriloPlanRow *row)
{
  g_autoptr (GPtrArray) empty = g_ptr_array_new ();

  merilo_json_put_key (out, "cells");
  g_string_append_c (out, '{');
  for (guint i = 0; i < plan->columns->len; i++)
    {
      const MeriloPlanColumn *column = g_ptr_array_index (plan->columns, i);

      merilo_json_put_text_member (out, column->key, row->cells[i]);
      if (row->cells[i][0] == '\0')
        g_ptr_array_add (empty, column->key);
    }
  g_string_append_c (out, '}');
  put_strings_member (out, "empty", empty);
}

static void
put_words_canon (Writer *writer, GString *out, const char *words)
{
  g_autofree char *canon = writer->canon != NULL
                               ? writer->canon (writer->roadmap, writer->plan, words, writer->data)
                               : NULL;

  if (canon != NULL)
    merilo_json_put_text_member (out, "canon", canon);
}

/* words of the deadline, of the object's first row where a ВСОКО plan inherits them */
static void
put_canon (Writer *writer, GString *out, const MeriloPlanRow *row, const MeriloPlanRow *first)
{
  gboolean inherited
      = row->inherits != NULL && g_strv_contains ((const char *const *) row->inherits, "deadline");

  if (merilo_plan_find_column (writer->plan, "deadline") >= 0)
    put_words_canon (writer, out,
                     merilo_plan_get_cell (writer->plan, inherited ? first : row, "deadline"));
}

/* the terms in the text of a point, each read by itself, and all of them as one deadline */
static void
put_deadlines (Writer *writer, GString *out, const MeriloPlanRow *row)
{
  g_autofree char *all = g_strjoinv ("; ", row->deadlines);

  merilo_json_put_key (out, "deadlines");
  g_string_append_c (out, '[');
  for (guint i = 0; row->deadlines[i] != NULL; i++)
    {
      begin_object (out);
      merilo_json_put_text_member (out, "phrase", row->deadlines[i]);
      put_words_canon (writer, out, row->deadlines[i]);
      g_string_append_c (out, '}');
    }
  g_string_append_c (out, ']');
  merilo_json_put_text_member (out, "deadline", all);
  put_words_canon (writer, out, all);
}

static void
put_row (Writer *writer, GString *out, const MeriloPlanRow *row, const MeriloPlanRow *first)
{
  begin_object (out);
  merilo_json_put_text_member (out, "no", row->no);
  if (row->object > 0)
    {
      merilo_json_put_whole_member (out, "object", row->object);
      put_flag_member (out, "new_object", row->new_object);
    }
  if (row->inherits != NULL)
    {
      g_autoptr (GPtrArray) keys = g_ptr_array_new ();

      for (guint i = 0; row->inherits[i] != NULL; i++)
        g_ptr_array_add (keys, row->inherits[i]);
      put_strings_member (out, "inherits", keys);
    }
  put_cells (out, writer->plan, row);
  put_strings_member (out, "source_rows", row->source);
  if (row->deadlines != NULL)
    put_deadlines (writer, out, row);
  else
    put_canon (writer, out, row, first);
  merilo_json_put_text_member (out, "state", merilo_row_state_name (row->state));
  merilo_json_put_text_member (out, "why", row->why);
  g_string_append_c (out, '}');
}

static void
put_section (Writer *writer, GString *out, const MeriloPlanSection *section)
{
  const MeriloPlanRow *first = NULL;

  begin_object (out);
  if (section->no != NULL)
    {
      merilo_json_put_text_member (out, "no", section->no);
      merilo_json_put_text_member (out, "addressee", section->addressee);
    }
  merilo_json_put_text_member (out, "title", section->title);
  merilo_json_put_whole_member (out, "level", section->level);
  merilo_json_put_whole_member (out, "part", section->part);
  put_strings_member (out, "source_rows", section->source);
  merilo_json_put_text_member (out, "state", merilo_row_state_name (section->state));
  merilo_json_put_text_member (out, "why", section->why);
  merilo_json_put_whole_member (out, "count", section->rows->len);
  put_strings_member (out, "gaps", section->gaps);
  merilo_json_put_key (out, "items");
  g_string_append_c (out, '[');
  for (guint i = 0; i < section->rows->len; i++)
    {
      const MeriloPlanRow *row = g_ptr_array_index (section->rows, i);

      if (first == NULL || row->new_object)
        first = row;
      put_row (writer, out, row, first);
    }
  g_string_append (out, "]}");
}

static void
put_dropped (GString *out, const MeriloPlan *plan)
{
  for (guint i = 0; i < plan->dropped->len; i++)
    {
      const MeriloDropped *dropped = g_ptr_array_index (plan->dropped, i);

      begin_object (out);
      merilo_json_put_text_member (out, "source", dropped->source);
      merilo_json_put_text_member (out, "why", dropped->why);
      g_string_append_c (out, '}');
    }
}

static void
put_tables (GString *out, const MeriloPlan *plan)
{
  merilo_json_put_key (out, "tables");
  g_string_append_c (out, '[');
  for (guint i = 0; i < plan->tables->len; i++)
    {
      const MeriloPlanTable *table = &g_array_index (plan->tables, MeriloPlanTable, i);

      begin_object (out);
      merilo_json_put_whole_member (out, "table", table->table);
      merilo_json_put_whole_member (out, "rows", table->rows);
      merilo_json_put_whole_member (out, "columns", table->columns);
      put_flag_member (out, "heading", table->heading);
      g_string_append_c (out, '}');
    }
  g_string_append_c (out, ']');
}

static void
put_columns (GString *out, const MeriloPlan *plan)
{
  merilo_json_put_key (out, "columns");
  g_string_append_c (out, '[');
  for (guint i = 0; i < plan->columns->len; i++)
    {
      const MeriloPlanColumn *column = g_ptr_array_index (plan->columns, i);

      begin_object (out);
      merilo_json_put_text_member (out, "key", column->key);
      merilo_json_put_text_member (out, "heading", column->heading);
      merilo_json_put_whole_member (out, "column", i + 1);
      merilo_json_put_text_member (out, "role", column->role);
      put_flag_member (out, "given", column->given);
      g_string_append_c (out, '}');
    }
  g_string_append_c (out, ']');
}

static void
put_plan (Writer *writer, GString *out)
{
  const MeriloPlan *plan = writer->plan;

  begin_object (out);
  merilo_json_put_text_member (out, "kind", plan->kind);
  merilo_json_put_text_member (out, "plan_kind", plan->plan_kind);
  merilo_json_put_text_member (out, "title", plan->title);
  merilo_json_put_text_member (out, "period", plan->period);
  put_tables (out, plan);
  put_columns (out, plan);
  merilo_json_put_whole_member (out, "count", plan->n_rows);
  if (plan->n_objects > 0)
    merilo_json_put_whole_member (out, "objects", plan->n_objects);
  if (plan->tables->len == 0)
    {
      merilo_json_put_whole_member (out, "sub_points", plan->n_sub_points);
      put_strings_member (out, "signature", plan->signature);
    }
  put_strings_member (out, "headings", plan->headings);
  merilo_json_put_key (out, "dropped");
  g_string_append_c (out, '[');
  put_dropped (out, plan);
  g_string_append_c (out, ']');
  merilo_json_put_key (out, "sections");
  g_string_append_c (out, '[');
  for (guint i = 0; i < plan->sections->len; i++)
    put_section (writer, out, g_ptr_array_index (plan->sections, i));
  g_string_append (out, "]}");
}

static void
put_found (GString *out, const MeriloFoundTable *found)
{
  begin_object (out);
  merilo_json_put_whole_member (out, "table", found->table);
  merilo_json_put_text_member (out, "kind", found->kind);
  merilo_json_put_whole_member (out, "count", found->count);
  merilo_json_put_whole_member (out, "rows", found->rows);
  merilo_json_put_whole_member (out, "columns", found->columns);
  g_string_append_c (out, '}');
}

void
merilo_roadmap_to_json (const MeriloRoadmap *self,
                        GString *out,
                        MeriloCanonFunc canon,
                        gpointer data)
{
  Writer writer = { .roadmap = self, .canon = canon, .data = data };

  g_string_append (out, "{\"act\":{");
  merilo_json_put_text_member (out, "kind", self->act_kind);
  merilo_json_put_text_member (out, "number", self->act_number);
  merilo_json_put_text_member (out, "date", self->act_date);
  g_string_append (out, "},\"tables\":[");
  for (guint i = 0; i < self->found->len; i++)
    put_found (out, &g_array_index (self->found, MeriloFoundTable, i));
  g_string_append (out, "],\"plans\":[");
  for (guint i = 0; i < self->plans->len; i++)
    {
      writer.plan = g_ptr_array_index (self->plans, i);
      put_plan (&writer, out);
    }
  g_string_append (out, "],\"dropped\":[");
  for (guint i = 0; i < self->plans->len; i++)
    put_dropped (out, g_ptr_array_index (self->plans, i));
  g_string_append (out, "]}");
}
