#define G_LOG_DOMAIN "app-plan-model"

#include "config.h"

#include "model/json-reader.h"
#include "widgets/plan-batch.h"
#include "widgets/plan-model-private.h"
#include "widgets/plan-places.h"

static const MeriloJsonBounds bounds = { 16 << 20, 16, 20000 };

/* Fields by what they are in both kinds of lines */

static guint
field_of (AppPlanLine *line, guint section, guint item)
{
  return app_plan_line_is_section (line) ? section : item;
}

static guint
position_field (AppPlanLine *line)
{
  return field_of (line, MERILO_PLAN_SECTION_POSITION, MERILO_PLAN_ITEM_POSITION);
}

static gint64
version_of (MeriloRecord *record)
{
  return merilo_record_get_whole (record,
                                  merilo_record_get_entity (record) == &merilo_plan_section_entity
                                      ? MERILO_PLAN_SECTION_VERSION
                                      : MERILO_PLAN_ITEM_VERSION);
}

static gint64
id_of (MeriloRecord *record)
{
  return merilo_record_get_whole (record,
                                  merilo_record_get_entity (record) == &merilo_plan_section_entity
                                      ? MERILO_PLAN_SECTION_ID
                                      : MERILO_PLAN_ITEM_ID);
}

/* The batch */

/* what the server has, or will have when the batch under way is done */
static MeriloRecord *
ground_of (AppPlanLine *line)
{
  return line->sent != NULL ? line->sent : line->base;
}

static gboolean
is_known (AppPlanLine *line)
{
  if (line->sending == APP_PLAN_DELETE)
    return FALSE;
  return line->base != NULL || line->sending == APP_PLAN_INSERT
         || line->sending == APP_PLAN_RESTORE;
}

/* @all: of a new line; else those that differ from the ground. Refused texts are never in it. */
static MeriloRecord *
take_changes (AppPlanLine *line, gboolean all)
{
  MeriloRecord *out = g_object_new (G_OBJECT_TYPE (line->record), NULL);
  guint64 mask = app_plan_line_writable (line);
  MeriloRecord *ground = ground_of (line);

  for (guint i = 0; i < merilo_record_get_entity (line->record)->n_fields; i++)
    {
      if (((mask >> i) & 1) == 0)
        continue;
      if (all ? merilo_record_has (line->record, i) : !app_plan_same (line->record, ground, i))
        {
          g_autofree char *problem = merilo_record_check_field (line->record, i);

          if (problem != NULL) /* a title that was undone: the line is about to go too */
            continue;
          if (!merilo_record_has (line->record, i)) /* wiped: a null must be told */
            merilo_record_copy_field (out, ground, i);
          merilo_record_copy_field (out, line->record, i);
        }
    }
  return out;
}

typedef struct
{
  GString *ops[5]; /* in the order in which the server does them */
  GString *held;
  GHashTable *places; /* AppPlanLine → position */
} Batch;

static void
put_name (GString *out, AppPlanLine *line)
{
  if (line->id != 0)
    g_string_append_printf (out, ",\"id\":%" G_GINT64_FORMAT, line->id);
  else
    g_string_append_printf (out, ",\"temp\":\"%s\"", line->name);
}

static void
put_section (GString *out, AppPlanLine *section)
{
  if (section->id != 0)
    g_string_append_printf (out, ",\"section_id\":%" G_GINT64_FORMAT, section->id);
  else
    g_string_append_printf (out, ",\"section_temp\":\"%s\"", section->name);
}

static void
put_fields (GString *out, MeriloRecord *changes)
{
  g_autoptr (GString) json = g_string_new (NULL);

  merilo_record_to_json (changes, MERILO_JSON_DIRTY, json);
  if (json->len > 2)
    {
      g_string_append_c (out, ',');
      g_string_append_len (out, json->str + 1, (gssize) json->len - 2);
    }
}

static GString *
begin_op (GString *to, const char *op, AppPlanLine *line)
{
  g_string_append_printf (to, "%s{\"op\":\"%s-%s\"", to->len > 0 ? "," : "", op,
                          app_plan_line_is_section (line) ? "section" : "item");
  return to;
}

static void
put_insert (Batch *batch, AppPlanLine *line, AppPlanLine *section)
{
  GString *out = app_plan_line_is_whole (line) ? batch->ops[app_plan_line_is_section (line) ? 0 : 2]
                                               : batch->held;
  g_autoptr (MeriloRecord) fields = take_changes (line, TRUE);

  begin_op (out, "insert", line);
  g_string_append_printf (out, ",\"temp\":\"%s\",\"position\":%d", line->name,
                          GPOINTER_TO_INT (g_hash_table_lookup (batch->places, line)));
  if (section != line)
    put_section (out, section);
  put_fields (out, fields);
  g_string_append_c (out, '}');
}

static gboolean
is_moved (Batch *batch, AppPlanLine *line, AppPlanLine *section)
{
  MeriloRecord *ground = ground_of (line);
  gint64 place = GPOINTER_TO_INT (g_hash_table_lookup (batch->places, line));

  if (place != merilo_record_get_whole (ground, position_field (line)))
    return TRUE;
  if (section == line)
    return FALSE;
  return section->id == 0
             ? line->sent == NULL
                   || merilo_record_get_whole (line->sent, MERILO_PLAN_ITEM_SECTION_ID)
                          != MERILO_NONE
             : merilo_record_get_whole (ground, MERILO_PLAN_ITEM_SECTION_ID) != section->id;
}

static void
put_update (Batch *batch, AppPlanLine *line, AppPlanLine *section)
{
  g_autoptr (MeriloRecord) changes = take_changes (line, FALSE);
  gboolean moved = is_moved (batch, line, section);
  GString *out = batch->ops[app_plan_line_is_section (line) ? 0 : 2];

  if (merilo_record_get_dirty (changes) == 0 && !moved)
    return;
  begin_op (out, "update", line);
  put_name (out, line);
  if (line->base != NULL)
    g_string_append_printf (out, ",\"version\":%" G_GINT64_FORMAT, version_of (line->base));
  if (moved)
    {
      g_string_append_printf (out, ",\"position\":%d",
                              GPOINTER_TO_INT (g_hash_table_lookup (batch->places, line)));
      if (section != line)
        put_section (out, section);
    }
  put_fields (out, changes);
  g_string_append_c (out, '}');
}

static void
put_refused (Batch *batch, AppPlanLine *line)
{
  g_autoptr (JsonBuilder) builder = NULL;
  g_autofree char *json = NULL;
  GHashTableIter iter;
  gpointer field, text;

  if (line->refused == NULL || g_hash_table_size (line->refused) == 0)
    return;
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  g_hash_table_iter_init (&iter, line->refused);
  while (g_hash_table_iter_next (&iter, &field, &text))
    {
      json_builder_set_member_name (
          builder, merilo_record_get_entity (line->record)->fields[GPOINTER_TO_UINT (field)].name);
      json_builder_add_string_value (builder, text);
    }
  json_builder_end_object (builder);
  {
    g_autoptr (JsonNode) root = json_builder_get_root (builder);

    json = json_to_string (root, FALSE);
  }
  begin_op (batch->held, "refused", line);
  put_name (batch->held, line);
  g_string_append_printf (batch->held, ",\"texts\":%s}", json);
}

static void
put_line (Batch *batch, AppPlanLine *line, AppPlanLine *section)
{
  GString *out;

  if (line->listed && section == NULL)
    return;
  if (line->listed && line->gone && line->sending == APP_PLAN_REST)
    {
      begin_op (batch->ops[app_plan_line_is_section (line) ? 0 : 1], "restore", line);
      out = batch->ops[app_plan_line_is_section (line) ? 0 : 1];
      put_name (out, line);
      g_string_append_c (out, '}');
    }
  else if (line->listed && !is_known (line))
    put_insert (batch, line, section);
  else if (line->listed && ground_of (line) != NULL)
    put_update (batch, line, section);
  else if (!line->listed && is_known (line))
    {
      out = begin_op (batch->ops[app_plan_line_is_section (line) ? 4 : 3], "delete", line);
      put_name (out, line);
      if (line->base != NULL)
        g_string_append_printf (out, ",\"version\":%" G_GINT64_FORMAT, version_of (line->base));
      g_string_append_c (out, '}');
    }
  if (line->listed)
    put_refused (batch, line);
}

static void
put_lines (AppPlanModel *self, Batch *batch)
{
  AppPlanLine *section = NULL;

  for (guint i = 0; i < self->lines->len; i++)
    {
      AppPlanLine *line = self->lines->pdata[i];

      section = app_plan_line_is_section (line) ? line : section;
      put_line (batch, line, section);
    }
  for (guint i = 0; i < self->all->len; i++)
    if (!APP_PLAN_LINE (self->all->pdata[i])->listed)
      put_line (batch, self->all->pdata[i], NULL);
}

char *
app_plan_model_dup_batch (AppPlanModel *self, char **ret_held)
{
  Batch batch = { .held = g_string_new (NULL), .places = _app_plan_model_places (self) };
  GString *all = g_string_new ("{\"ops\":[");
  gsize empty = all->len;

  for (guint i = 0; i < G_N_ELEMENTS (batch.ops); i++)
    batch.ops[i] = g_string_new (NULL);
  put_lines (self, &batch);
  for (guint i = 0; i < G_N_ELEMENTS (batch.ops); i++)
    {
      if (batch.ops[i]->len > 0)
        g_string_append_printf (all, "%s%s", all->len > empty ? "," : "", batch.ops[i]->str);
      g_string_free (batch.ops[i], TRUE);
    }
  g_hash_table_unref (batch.places);
  if (ret_held != NULL)
    *ret_held = batch.held->len > 0 ? g_strdup_printf ("{\"ops\":[%s]}", batch.held->str) : NULL;
  g_string_free (batch.held, TRUE);
  if (all->len == empty)
    {
      g_string_free (all, TRUE);
      return NULL;
    }
  g_string_append (all, "]}");
  return g_string_free (all, FALSE);
}

/* Under way */

static void
mark_line (AppPlanLine *line, AppPlanLine *section, GHashTable *places)
{
  if (!line->listed)
    {
      if (line->base != NULL || line->sending == APP_PLAN_INSERT)
        line->sending = APP_PLAN_DELETE;
      return;
    }
  if (line->base == NULL && !line->gone && !app_plan_line_is_whole (line))
    return;
  line->sending = line->gone           ? APP_PLAN_RESTORE
                  : line->base == NULL ? APP_PLAN_INSERT
                                       : APP_PLAN_UPDATE;
  if (line->gone)
    return;
  g_clear_object (&line->sent);
  line->sent = merilo_record_copy (line->record);
  merilo_record_load_whole (line->sent, position_field (line),
                            GPOINTER_TO_INT (g_hash_table_lookup (places, line)));
  if (section != line)
    merilo_record_load_whole (line->sent, MERILO_PLAN_ITEM_SECTION_ID,
                              section->id != 0 ? section->id : MERILO_NONE);
}

void
app_plan_model_mark_sent (AppPlanModel *self)
{
  g_autoptr (GHashTable) places = _app_plan_model_places (self);
  AppPlanLine *section = NULL;

  for (guint i = 0; i < self->lines->len; i++)
    {
      section = app_plan_line_is_section (self->lines->pdata[i]) ? self->lines->pdata[i] : section;
      mark_line (self->lines->pdata[i], section, places);
    }
  for (guint i = 0; i < self->all->len; i++)
    if (!APP_PLAN_LINE (self->all->pdata[i])->listed)
      mark_line (self->all->pdata[i], NULL, places);
}

void
app_plan_model_unmark_sent (AppPlanModel *self)
{
  for (guint i = 0; i < self->all->len; i++)
    {
      AppPlanLine *line = self->all->pdata[i];

      line->sending = APP_PLAN_REST;
      g_clear_object (&line->sent);
    }
}

gboolean
app_plan_model_is_sent (AppPlanModel *self)
{
  for (guint i = 0; i < self->all->len; i++)
    if (APP_PLAN_LINE (self->all->pdata[i])->sending != APP_PLAN_REST)
      return TRUE;
  return FALSE;
}

/* The answer */

static MeriloRecord *
read_record (const MeriloEntity *entity, JsonNode *node)
{
  g_autoptr (MeriloRecord) record = g_object_new (merilo_entity_register (entity), NULL);
  g_autofree char *text = json_to_string (node, FALSE);

  if (!merilo_record_from_json (record, text, strlen (text), &bounds, MERILO_JSON_SKIP_UNKNOWN,
                                NULL, NULL))
    return NULL;
  merilo_record_set_clean (record);
  return g_steal_pointer (&record);
}

/* @record is what the server has now; what the user typed since @sent stays */
static void
take_record (AppPlanModel *self, AppPlanLine *line, MeriloRecord *record)
{
  guint64 mask = app_plan_line_writable (line);
  gboolean changed = FALSE;

  for (guint i = 0; i < merilo_record_get_entity (record)->n_fields; i++)
    {
      /* brought back: what it holds here may be newer than what was deleted */
      if (((mask >> i) & 1)
          && (line->sending == APP_PLAN_RESTORE
              || (line->sent != NULL && !app_plan_same (line->record, line->sent, i))))
        continue;
      if (app_plan_same (line->record, record, i))
        continue;
      merilo_record_copy_field (line->record, record, i);
      changed = TRUE;
    }
  merilo_record_set_clean (line->record);
  g_set_object (&line->base, record);
  line->id = id_of (record);
  line->gone = FALSE;
  line->kept_place = 0;
  if (changed)
    _app_plan_model_touched (self, line);
}

static void
take_names (AppPlanModel *self, JsonObject *answer)
{
  JsonNode *node = json_object_get_member (answer, "temps");
  JsonObjectIter iter;
  const char *name;
  JsonNode *id;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return;
  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, &name, &id))
    {
      AppPlanLine *line = app_plan_model_by_name (self, name);

      if (line != NULL && line->sending == APP_PLAN_INSERT && JSON_NODE_HOLDS_VALUE (id))
        line->id = json_node_get_int (id);
    }
}

static void
take_records (AppPlanModel *self, JsonObject *answer, const char *member, gboolean section)
{
  JsonNode *node = json_object_get_member (answer, member);
  JsonArray *array
      = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      g_autoptr (MeriloRecord) record
          = read_record (section ? &merilo_plan_section_entity : &merilo_plan_item_entity,
                         json_array_get_element (array, i));
      AppPlanLine *line
          = record != NULL ? app_plan_model_by_id (self, section, id_of (record)) : NULL;

      if (line != NULL && line->sending != APP_PLAN_DELETE)
        take_record (self, line, record);
    }
}

void
app_plan_model_settle (AppPlanModel *self, JsonObject *answer)
{
  self->n_answered++;
  take_names (self, answer);
  take_records (self, answer, "sections", TRUE);
  take_records (self, answer, "items", FALSE);
  for (guint i = 0; i < self->all->len; i++)
    {
      AppPlanLine *line = self->all->pdata[i];

      if (line->sending == APP_PLAN_DELETE)
        {
          line->gone = TRUE;
          g_clear_object (&line->base);
        }
    }
  app_plan_model_unmark_sent (self);
}

guint
app_plan_model_get_answered (AppPlanModel *self)
{
  return self->n_answered;
}

void
app_plan_model_take_theirs (AppPlanModel *self,
                            AppPlanLine *line,
                            MeriloRecord *current,
                            guint64 theirs)
{
  guint64 mask = app_plan_line_writable (line);

  for (guint i = 0; i < merilo_record_get_entity (current)->n_fields; i++)
    {
      gboolean mine = ((mask >> i) & 1) && !((theirs >> i) & 1) && line->base != NULL
                      && !app_plan_same (line->record, line->base, i);

      if (!mine)
        merilo_record_copy_field (line->record, current, i);
    }
  merilo_record_set_clean (line->record);
  g_set_object (&line->base, current);
  if (!line->listed && theirs != 0) /* deleted here, changed there: it stays */
    _app_plan_model_bring_back (self, line);
  _app_plan_model_forget_acts (self);
  _app_plan_model_touched (self, line);
}
