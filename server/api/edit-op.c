#define G_LOG_DOMAIN "srv-api"

#include "config.h"

#include "api/edit-op.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "api/call.h"
#include "api/derive.h"
#include "model/entities/all.h"
#include "model/error.h"
#include "model/json-reader.h"
#include "model/json-writer.h"

#define MAX_TEMP 40

typedef enum
{
  NEEDS_ID = 1 << 0,
  NEEDS_VERSION = 1 << 1,
  HAS_FIELDS = 1 << 2,
  MAKES_NEW = 1 << 3,
} OpFlags;

static const struct
{
  const char *code;
  const MeriloEntity *entity;
  OpFlags flags;
} kinds[] = {
  { "insert-section", &merilo_plan_section_entity, HAS_FIELDS | MAKES_NEW },
  { "update-section", &merilo_plan_section_entity, NEEDS_ID | NEEDS_VERSION | HAS_FIELDS },
  { "delete-section", &merilo_plan_section_entity, NEEDS_ID | NEEDS_VERSION },
  { "restore-section", &merilo_plan_section_entity, NEEDS_ID },
  { "insert-item", &merilo_plan_item_entity, HAS_FIELDS | MAKES_NEW },
  { "update-item", &merilo_plan_item_entity, NEEDS_ID | NEEDS_VERSION | HAS_FIELDS },
  { "delete-item", &merilo_plan_item_entity, NEEDS_ID | NEEDS_VERSION },
  { "restore-item", &merilo_plan_item_entity, NEEDS_ID },
};

static const MeriloJsonBounds bounds = { 1 << 20, 4, 1 };

void
srv_edit_op_free (gpointer data)
{
  SrvEditOp *self = data;

  g_free (self->temp);
  g_free (self->section_temp);
  g_clear_object (&self->record);
  g_free (self);
}

static gboolean
refuse (SrvRequest *req, guint index, const char *field, MeriloErrorCode code, const char *message)
{
  g_autofree char *path = field != NULL ? g_strdup_printf ("ops[%u].%s", index, field)
                                        : g_strdup_printf ("ops[%u]", index);

  srv_request_reply_problem (req, merilo_error_code_status (code), merilo_error_code_name (code),
                             message, path);
  return FALSE;
}

/* ---- what an edit is of --------------------------------------------------------------------- */

static gint64
get_whole (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node)
                 && json_node_get_value_type (node) == G_TYPE_INT64
             ? json_node_get_int (node)
             : 0;
}

static char *
get_temp (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);
  const char *text = node != NULL && JSON_NODE_HOLDS_VALUE (node)
                             && json_node_get_value_type (node) == G_TYPE_STRING
                         ? json_node_get_string (node)
                         : NULL;

  return text != NULL && *text != 0 && strlen (text) <= MAX_TEMP ? g_strdup (text) : NULL;
}

static gboolean
read_kind (SrvEditOp *self, JsonObject *object, OpFlags *ret_flags)
{
  JsonNode *node = json_object_get_member (object, "op");
  const char *code = node != NULL && JSON_NODE_HOLDS_VALUE (node)
                             && json_node_get_value_type (node) == G_TYPE_STRING
                         ? json_node_get_string (node)
                         : NULL;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kinds[i].code, code) == 0)
      {
        self->op = kinds[i].code;
        self->entity = kinds[i].entity;
        *ret_flags = kinds[i].flags;
        return TRUE;
      }
  return FALSE;
}

/* the members that say which record it is; %FALSE after a reply */
static gboolean
read_address (SrvRequest *req, SrvEditOp *self, JsonObject *object, OpFlags flags, guint index)
{
  gboolean of_item = self->entity == &merilo_plan_item_entity;

  self->id = get_whole (object, "id");
  self->version = get_whole (object, "version");
  self->temp = get_temp (object, "temp");
  self->section_temp = get_temp (object, "section_temp");
  if (((flags & NEEDS_ID) != 0) != (self->id > 0)
      || (json_object_has_member (object, "id") && self->id <= 0))
    return refuse (req, index, "id", MERILO_ERROR_INVALID, _ ("Нужен номер записи"));
  if (((flags & NEEDS_VERSION) != 0) != (self->version > 0)
      || (json_object_has_member (object, "version") && self->version <= 0))
    return refuse (req, index, "version", MERILO_ERROR_INVALID, _ ("Нужна версия записи"));
  if (json_object_has_member (object, "temp") && (self->temp == NULL || (flags & MAKES_NEW) == 0))
    return refuse (req, index, "temp", MERILO_ERROR_INVALID,
                   _ ("Временный номер дают новой записи"));
  if (json_object_has_member (object, "section_temp")
      && (self->section_temp == NULL || !of_item || (flags & HAS_FIELDS) == 0))
    return refuse (req, index, "section_temp", MERILO_ERROR_INVALID,
                   _ ("Временный раздел дают новому или перенесённому пункту"));
  return TRUE;
}

/* ---- its fields ----------------------------------------------------------------------------- */

static gboolean
is_address (const char *name)
{
  static const char *const names[] = { "op", "id", "version", "temp", "section_temp", NULL };

  return g_strv_contains (names, name);
}

/* the rest of the object, as text for the reader of records */
static char *
print_fields (JsonObject *object)
{
  g_autoptr (GList) names = json_object_get_members (object);
  GString *json = g_string_new ("{");

  for (GList *l = names; l != NULL; l = l->next)
    {
      g_autofree char *value = NULL;

      if (is_address (l->data))
        continue;
      value = json_to_string (json_object_get_member (object, l->data), FALSE);
      merilo_json_put_key (json, l->data);
      g_string_append (json, value);
    }
  g_string_append_c (json, '}');
  return g_string_free (json, FALSE);
}

static gboolean
check_field (SrvRequest *req, SrvEditOp *self, guint i, gboolean new, guint index)
{
  const MeriloField *f = &self->entity->fields[i];
  MeriloRole role = srv_call_who (req)->role;
  gboolean named = (self->fields >> i) & 1;
  g_autofree char *problem = NULL;

  if (g_str_equal (f->name, "plan_id")
      || (g_str_equal (f->name, "section_id") && self->section_temp != NULL))
    return !named
           || refuse (req, index, f->name, MERILO_ERROR_NOT_WRITABLE,
                      _ ("Это поле здесь не задают"));
  if (named && !merilo_entity_may_write (self->entity, i, role, "draft"))
    return refuse (req, index, f->name, MERILO_ERROR_NOT_WRITABLE, _ ("Это поле изменить нельзя"));
  if (!named && !new)
    return TRUE;
  problem = merilo_record_check_field (self->record, i);
  return problem == NULL || refuse (req, index, f->name, MERILO_ERROR_INVALID, problem);
}

static gboolean
read_fields (SrvRequest *req, SrvEditOp *self, JsonObject *object, OpFlags flags, guint index)
{
  g_autofree char *json = print_fields (object);
  g_autoptr (GError) error = NULL;

  self->record = g_object_new (merilo_entity_register (self->entity), NULL);
  if (!merilo_record_from_json (self->record, json, strlen (json), &bounds,
                                MERILO_JSON_REFUSE_UNKNOWN, &self->fields, &error))
    return refuse (req, index, NULL, MERILO_ERROR_INVALID, error->message);
  for (guint i = 0; i < self->entity->n_fields; i++)
    if (!check_field (req, self, i, (flags & MAKES_NEW) != 0, index))
      return FALSE;
  if (self->fields == 0 && self->section_temp == NULL)
    return refuse (req, index, NULL, MERILO_ERROR_INVALID, _ ("Не задано ни одного поля"));
  if (srv_derive_wants (self->entity, self->fields)
      && !srv_derive_rule_is_good (merilo_record_get_text (self->record, MERILO_PLAN_ITEM_RULE)))
    return refuse (req, index, "rule", MERILO_ERROR_INVALID, _ ("Такого правила срока нет"));
  return TRUE;
}

SrvEditOp *
srv_edit_op_read (SrvRequest *req, JsonNode *node, guint index)
{
  SrvEditOp *self = g_new0 (SrvEditOp, 1);
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  OpFlags flags = 0;
  gboolean good;

  if (object == NULL || !read_kind (self, object, &flags))
    good = refuse (req, index, "op", MERILO_ERROR_INVALID, _ ("Неизвестная правка"));
  else if (!read_address (req, self, object, flags, index))
    good = FALSE;
  else if (flags & HAS_FIELDS)
    good = read_fields (req, self, object, flags, index);
  else
    {
      g_autofree char *rest = print_fields (object);

      good = g_str_equal (rest, "{}")
             || refuse (req, index, NULL, MERILO_ERROR_INVALID, _ ("У этой правки нет полей"));
    }
  if (good)
    return self;
  srv_edit_op_free (self);
  return NULL;
}

void
srv_edit_op_put_json (const SrvEditOp *self, GString *json)
{
  g_string_append_c (json, '{');
  merilo_json_put_text_member (json, "op", self->op);
  if (self->id != 0)
    merilo_json_put_whole_member (json, "id", self->id);
  if (self->version != 0)
    merilo_json_put_whole_member (json, "version", self->version);
  if (self->temp != NULL)
    merilo_json_put_text_member (json, "temp", self->temp);
  if (self->section_temp != NULL)
    merilo_json_put_text_member (json, "section_temp", self->section_temp);
  if (self->record != NULL)
    {
      gboolean first = TRUE;

      merilo_json_put_key (json, "fields");
      g_string_append_c (json, '[');
      for (guint i = 0; i < self->entity->n_fields; i++)
        if ((self->fields >> i) & 1)
          {
            if (!first)
              g_string_append_c (json, ',');
            first = FALSE;
            merilo_json_put_text (json, self->entity->fields[i].name);
          }
      g_string_append_c (json, ']');
      merilo_json_put_key (json, "set");
      merilo_record_to_json (self->record, MERILO_JSON_ALL, json);
    }
  g_string_append_c (json, '}');
}
