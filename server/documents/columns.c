#define G_LOG_DOMAIN "srv-documents"

#include "config.h"

#include "documents/columns.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "documents/words.h"
#include "model/entities/plan-item.h"
#include "model/entities/plan.h"
#include "model/record.h"

/* A plan that was read from a file keeps its headings and their order in `columns`. Cells that have
 * a field of their own stand in it, others as lines «key: words» in `extra`. */

#define EXTRA "extra" /* what was written there by hand, without a key */

static const struct
{
  const char *key;
  int field; /* -1: in the extra only */
  const char *heading;
  guint width;
  MeriloAlign align;
} known[] = {
  { "no", MERILO_PLAN_ITEM_NO, N_ ("№"), 6, MERILO_ALIGN_CENTER },
  { "object", MERILO_PLAN_ITEM_OBJECT, N_ ("Объект оценки"), 18, MERILO_ALIGN_START },
  { "criterion", MERILO_PLAN_ITEM_TITLE, N_ ("Критерий"), 26, MERILO_ALIGN_START },
  { "activity", MERILO_PLAN_ITEM_TITLE, N_ ("Мероприятие"), 36, MERILO_ALIGN_START },
  { "indicator", MERILO_PLAN_ITEM_INDICATOR, N_ ("Показатель"), 22, MERILO_ALIGN_START },
  { "deadline", MERILO_PLAN_ITEM_DEADLINE, N_ ("Срок исполнения"), 16, MERILO_ALIGN_START },
  { "responsible", MERILO_PLAN_ITEM_RESPONSIBLE, N_ ("Ответственный"), 22, MERILO_ALIGN_START },
  { "document", MERILO_PLAN_ITEM_DOCUMENT, N_ ("Вид документа"), 18, MERILO_ALIGN_START },
  { "result", MERILO_PLAN_ITEM_RESULT, N_ ("Ожидаемый результат"), 26, MERILO_ALIGN_START },
  { "actions", -1, N_ ("Действия"), 26, MERILO_ALIGN_START },
};

#define OTHER_WIDTH 18

static void
free_column (gpointer data)
{
  SrvPlanColumn *column = data;

  g_free (column->key);
  g_free (column->heading);
  g_free (column);
}

/* the place among the known ones of «responsible», «responsible-2»; -1 */
static int
find_known (const char *key, gboolean exact)
{
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    {
      gsize n = strlen (known[i].key);

      if (strncmp (key, known[i].key, n) == 0 && (key[n] == 0 || (!exact && key[n] == '-')))
        return (int) i;
    }
  return -1;
}

static gboolean
has_column (const GPtrArray *columns, const char *key)
{
  for (guint i = 0; i < columns->len; i++)
    if (g_str_equal (((SrvPlanColumn *) columns->pdata[i])->key, key))
      return TRUE;
  return FALSE;
}

static void
add_column (GPtrArray *columns, const char *key, const char *heading)
{
  SrvPlanColumn *column = g_new0 (SrvPlanColumn, 1);
  int at = find_known (key, FALSE);

  column->key = g_strdup (key);
  column->heading = g_strdup (heading != NULL ? heading : at >= 0 ? _ (known[at].heading) : "");
  column->width = at >= 0 ? known[at].width : OTHER_WIDTH;
  column->align = at >= 0 ? known[at].align : MERILO_ALIGN_START;
  g_ptr_array_add (columns, column);
}

/* Cells */

/* the key that @line begins with, and where its words begin; NULL */
static const char *
find_key (const char *line, const GPtrArray *columns, const char **ret_words)
{
  for (guint i = 0; i < columns->len; i++)
    {
      const char *key = ((SrvPlanColumn *) columns->pdata[i])->key;
      gsize n = strlen (key);

      if (strncmp (line, key, n) == 0 && line[n] == ':' && line[n + 1] == ' ')
        {
          *ret_words = line + n + 2;
          return key;
        }
    }
  return NULL;
}

/* lines of @extra that belong to @key; EXTRA: those before the first key */
static char *
read_extra (const char *extra, const char *key, const GPtrArray *columns)
{
  g_auto (GStrv) lines = g_strsplit (extra, "\n", -1);
  GString *out = g_string_new (NULL);
  const char *at = EXTRA;
  gboolean any = FALSE;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *words = lines[i];
      const char *begins = find_key (lines[i], columns, &words);

      if (begins != NULL)
        at = begins;
      if (!g_str_equal (at, key))
        continue;
      if (any)
        g_string_append_c (out, '\n');
      any = TRUE;
      g_string_append (out, words);
    }
  return g_string_free (out, FALSE);
}

/* has every other column of the row nothing to say? A row of one dash would be no row */
static gboolean
is_title_alone (gpointer item)
{
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (known[i].field >= 0 && known[i].field != MERILO_PLAN_ITEM_TITLE
        && *_srv_document_text (item, (guint) known[i].field) != 0)
      return FALSE;
  return *_srv_document_text (item, MERILO_PLAN_ITEM_EXTRA) == 0;
}

char *
_srv_plan_cell (gpointer item, const SrvPlanColumn *column, const GPtrArray *columns)
{
  int at = find_known (column->key, TRUE);
  const char *text = "";

  if (at >= 0 && known[at].field >= 0
      && !(g_str_equal (column->key, "criterion") && has_column (columns, "activity")))
    text = _srv_document_text (item, (guint) known[at].field);
  if (*text == 0)
    return read_extra (_srv_document_text (item, MERILO_PLAN_ITEM_EXTRA), column->key, columns);
  /* the base wants a title: a cell that was blank stands as a dash there, or as the object */
  if (known[at].field == MERILO_PLAN_ITEM_TITLE && !is_title_alone (item)
      && (g_str_equal (text, "—")
          || g_str_equal (text, _srv_document_text (item, MERILO_PLAN_ITEM_OBJECT))))
    return g_strdup ("");
  return g_strdup (text);
}

/* Columns */

static gboolean
holds_anything (GPtrArray *items, const SrvPlanColumn *column, const GPtrArray *columns)
{
  for (guint i = 0; i < items->len; i++)
    {
      g_autofree char *cell = _srv_plan_cell (items->pdata[i], column, columns);

      if (*cell != 0)
        return TRUE;
    }
  return FALSE;
}

static void
read_own (GPtrArray *columns, gpointer plan)
{
  const char *text = _srv_document_text (plan, MERILO_PLAN_COLUMNS);
  g_autoptr (JsonNode) node = *text != 0 ? json_from_string (text, NULL) : NULL;
  JsonArray *array
      = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      JsonObject *object = JSON_NODE_HOLDS_OBJECT (element) ? json_node_get_object (element) : NULL;

      if (object != NULL)
        add_column (columns, json_object_get_string_member_with_default (object, "key", ""),
                    json_object_get_string_member_with_default (object, "heading", ""));
    }
}

gboolean
_srv_plan_has_table (gpointer plan)
{
  g_autoptr (GPtrArray) columns = g_ptr_array_new_with_free_func (free_column);

  read_own (columns, plan);
  return columns->len > 1;
}

/* columns of fields that hold something and have none yet, each only once */
static void
add_filled (GPtrArray *columns, gpointer plan, GPtrArray *items)
{
  gboolean vsoko = merilo_record_get_whole (plan, MERILO_PLAN_KIND) == MERILO_PLAN_KIND_VSOKO_PLAN;
  const char *title = vsoko ? "criterion" : "activity";
  gboolean titled = has_column (columns, "activity") || has_column (columns, "criterion");

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    {
      gboolean is_title = known[i].field == MERILO_PLAN_ITEM_TITLE;

      if (known[i].field < 0 || has_column (columns, known[i].key)
          || (is_title && (titled || !g_str_equal (known[i].key, title))))
        continue;
      add_column (columns, known[i].key, NULL);
      if (!is_title && !holds_anything (items, columns->pdata[columns->len - 1], columns))
        g_ptr_array_remove_index (columns, columns->len - 1);
    }
}

GPtrArray *
_srv_plan_columns (gpointer plan, GPtrArray *items)
{
  GPtrArray *columns = g_ptr_array_new_with_free_func (free_column);

  read_own (columns, plan);
  add_filled (columns, plan, items);
  add_column (columns, EXTRA, _ ("Прочее"));
  if (!holds_anything (items, columns->pdata[columns->len - 1], columns))
    g_ptr_array_remove_index (columns, columns->len - 1);
  return columns;
}
