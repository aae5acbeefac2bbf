#define G_LOG_DOMAIN "app-plan-model"

#include "config.h"

#include "model/json-reader.h"
#include "widgets/plan-batch.h"
#include "widgets/plan-model-private.h"

/* Lines from records */

static gint64
id_of (MeriloRecord *record, gboolean section)
{
  return merilo_record_get_whole (record, section ? MERILO_PLAN_SECTION_ID : MERILO_PLAN_ITEM_ID);
}

static AppPlanLine *
line_of (AppPlanModel *self, MeriloRecord *record, gboolean section)
{
  AppPlanLine *line = app_plan_model_by_id (self, section, id_of (record, section));

  if (line != NULL)
    return line;
  line = _app_plan_model_adopt (self, app_plan_line_new (section, NULL));
  g_object_unref (line->record);
  line->record = merilo_record_copy (record);
  line->base = merilo_record_copy (record);
  line->id = id_of (record, section);
  return line;
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  MeriloRecord *x = *(MeriloRecord *const *) a, *y = *(MeriloRecord *const *) b;
  gboolean section = merilo_record_get_entity (x) == &merilo_plan_section_entity;
  guint field = section ? MERILO_PLAN_SECTION_POSITION : MERILO_PLAN_ITEM_POSITION;
  int order = merilo_record_compare (x, y, field);

  if (order != 0)
    return order;
  return merilo_record_compare (x, y, section ? MERILO_PLAN_SECTION_ID : MERILO_PLAN_ITEM_ID);
}

static GPtrArray *
sort (GPtrArray *records)
{
  GPtrArray *sorted = g_ptr_array_sized_new (records->len);

  for (guint i = 0; i < records->len; i++)
    g_ptr_array_add (sorted, records->pdata[i]);
  g_ptr_array_sort (sorted, compare_places);
  return sorted;
}

/* the lines in the server's order: not listed yet */
static GPtrArray *
arrange (AppPlanModel *self, GPtrArray *sections, GPtrArray *items)
{
  g_autoptr (GPtrArray) s = sort (sections), rest = sort (items);
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint k = 0; k < s->len; k++)
    {
      g_ptr_array_add (lines, g_object_ref (line_of (self, s->pdata[k], TRUE)));
      for (guint i = 0; i < rest->len; i++)
        if (merilo_record_get_whole (rest->pdata[i], MERILO_PLAN_ITEM_SECTION_ID)
            == id_of (s->pdata[k], TRUE))
          g_ptr_array_add (lines, g_object_ref (line_of (self, rest->pdata[i], FALSE)));
    }
  return lines;
}

static void
put_lines (AppPlanModel *self, GPtrArray *take)
{
  guint n = self->lines->len;

  for (guint i = 0; i < n; i++)
    APP_PLAN_LINE (self->lines->pdata[i])->listed = FALSE;
  for (guint i = 0; i < take->len; i++)
    APP_PLAN_LINE (take->pdata[i])->listed = TRUE;
  g_ptr_array_unref (self->lines);
  self->lines = take;
  g_list_model_items_changed (G_LIST_MODEL (self), 0, n, take->len);
}

void
app_plan_model_load (AppPlanModel *self, GPtrArray *sections, GPtrArray *items)
{
  g_return_if_fail (self->depth == 0);
  _app_plan_model_forget_acts (self);
  g_ptr_array_set_size (self->all, 0);
  self->place = G_MAXUINT;
  put_lines (self, arrange (self, sections, items));
}

/* Merging */

static void
merge_line (AppPlanModel *self, AppPlanLine *line, MeriloRecord *record)
{
  guint64 mask = app_plan_line_writable (line);
  gboolean mine = FALSE;

  if (line->base == NULL || line->sending != APP_PLAN_REST)
    return;
  if (line->typed)
    {
      g_set_object (&line->news, record);
      return;
    }
  for (guint i = 0; i < merilo_record_get_entity (record)->n_fields && !mine; i++)
    mine = ((mask >> i) & 1) && !app_plan_same (line->record, line->base, i);
  if (mine)
    return;
  g_set_object (&line->base, record);
  for (guint i = 0; i < merilo_record_get_entity (record)->n_fields; i++)
    if (!app_plan_same (line->record, record, i))
      {
        merilo_record_copy_field (line->record, record, i);
        mine = TRUE;
      }
  merilo_record_set_clean (line->record);
  if (mine)
    _app_plan_model_touched (self, line);
}

/* what came meanwhile is older than our own write that was answered since */
static gboolean
is_newer (MeriloRecord *news, MeriloRecord *base, gboolean section)
{
  guint field = section ? (guint) MERILO_PLAN_SECTION_VERSION : (guint) MERILO_PLAN_ITEM_VERSION;

  return base != NULL && merilo_record_compare (news, base, field) > 0;
}

void
app_plan_model_type (AppPlanModel *self, AppPlanLine *line, gboolean typed)
{
  g_autoptr (MeriloRecord) news = NULL;

  line->typed = typed;
  if (typed)
    return;
  news = g_steal_pointer (&line->news);
  if (news != NULL && line->listed && is_newer (news, line->base, app_plan_line_is_section (line)))
    merge_line (self, line, news);
}

static gboolean
is_order (AppPlanModel *self, GPtrArray *lines)
{
  gboolean same = lines->len == self->lines->len;

  for (guint i = 0; i < lines->len && same; i++)
    same = lines->pdata[i] == self->lines->pdata[i];
  return same;
}

void
app_plan_model_merge (AppPlanModel *self, GPtrArray *sections, GPtrArray *items)
{
  g_autofree char *held = NULL, *batch = app_plan_model_dup_batch (self, &held);
  gboolean waits = batch != NULL || held != NULL || app_plan_model_is_sent (self);
  g_autoptr (GPtrArray) lines = NULL;

  g_return_if_fail (self->depth == 0);
  for (guint pass = 0; pass < 2; pass++)
    {
      GPtrArray *records = pass == 0 ? sections : items;

      for (guint i = 0; i < records->len; i++)
        {
          AppPlanLine *line
              = app_plan_model_by_id (self, pass == 0, id_of (records->pdata[i], pass == 0));

          if (line != NULL && line->listed)
            merge_line (self, line, records->pdata[i]);
        }
    }
  if (waits)
    return;
  lines = arrange (self, sections, items);
  if (is_order (self, lines))
    return;
  _app_plan_model_forget_acts (self);
  put_lines (self, g_steal_pointer (&lines));
  for (guint i = 0; i < self->all->len; i++) /* another took it away, or brought it back */
    {
      AppPlanLine *line = self->all->pdata[i];

      line->gone = !line->listed;
      if (line->gone)
        g_clear_object (&line->base);
    }
}

/* Kept batches */

static AppPlanLine *
line_named (AppPlanModel *self, JsonObject *op, gboolean section)
{
  gint64 id = json_object_get_int_member_with_default (op, "id", 0);
  AppPlanLine *line = app_plan_model_by_id (self, section, id);

  if (line == NULL && json_object_has_member (op, "temp"))
    line = app_plan_model_by_name (self, json_object_get_string_member (op, "temp"));
  return line;
}

static AppPlanLine *
section_named (AppPlanModel *self, JsonObject *op)
{
  gint64 id = json_object_get_int_member_with_default (op, "section_id", 0);
  AppPlanLine *line = app_plan_model_by_id (self, TRUE, id);

  if (line == NULL && json_object_has_member (op, "section_temp"))
    line = app_plan_model_by_name (self, json_object_get_string_member (op, "section_temp"));
  return line;
}

static void
read_fields (AppPlanLine *line, JsonObject *op)
{
  static const MeriloJsonBounds bounds = { 1 << 20, 16, 1 };
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), op);
  g_autofree char *text = json_to_string (node, FALSE);
  g_autoptr (MeriloRecord) probe = g_object_new (G_OBJECT_TYPE (line->record), NULL);
  guint64 seen = 0, mask = app_plan_line_writable (line);

  if (!merilo_record_from_json (probe, text, strlen (text), &bounds, MERILO_JSON_SKIP_UNKNOWN,
                                &seen, NULL))
    return;
  for (guint i = 0; i < merilo_record_get_entity (probe)->n_fields; i++)
    if ((seen & mask) >> i & 1)
      merilo_record_copy_field (line->record, probe, i);
  merilo_record_set_clean (line->record);
}

static gint64
place_of (AppPlanLine *line)
{
  if (line->kept_place != 0)
    return line->kept_place;
  return line->base == NULL
             ? 0
             : merilo_record_get_whole (line->base, app_plan_line_is_section (line)
                                                        ? MERILO_PLAN_SECTION_POSITION
                                                        : MERILO_PLAN_ITEM_POSITION);
}

/* where in the list the line belongs, that stands in no list now */
static guint
find_spot (AppPlanModel *self, AppPlanLine *line, AppPlanLine *section)
{
  gint64 place = place_of (line);
  guint at = section != NULL ? app_plan_model_find (self, section) + 1 : 0;

  for (; at < self->lines->len; at++)
    {
      AppPlanLine *other = self->lines->pdata[at];

      if (section != NULL && app_plan_line_is_section (other))
        return at;
      if (app_plan_line_is_section (other) == (section == NULL) && place_of (other) > place)
        return at;
    }
  return at;
}

void
_app_plan_model_bring_back (AppPlanModel *self, AppPlanLine *line)
{
  AppPlanLine *section = NULL;

  if (!app_plan_line_is_section (line))
    {
      section = app_plan_model_by_id (self, TRUE,
                                      merilo_record_get_whole (line->record,
                                                               MERILO_PLAN_ITEM_SECTION_ID));
      if (section == NULL || !section->listed)
        return;
    }
  _app_plan_model_list (self, line, find_spot (self, line, section));
}

static void
put_at_place (AppPlanModel *self, AppPlanLine *line, JsonObject *op)
{
  guint at = app_plan_model_find (self, line);
  gboolean is_section = app_plan_line_is_section (line);
  AppPlanLine *section = is_section ? NULL : section_named (self, op);

  if (!json_object_has_member (op, "position"))
    return;
  if (!is_section && section == NULL && at != G_MAXUINT)
    section = app_plan_model_section_of (self, at);
  if (!is_section && (section == NULL || !section->listed))
    return;
  line->kept_place = (int) json_object_get_int_member (op, "position");
  if (is_section && at != G_MAXUINT) /* with its items */
    {
      g_autoptr (GPtrArray) run = g_ptr_array_new_with_free_func (g_object_unref);

      do
        {
          g_ptr_array_add (run, g_object_ref (self->lines->pdata[at]));
          _app_plan_model_unlist (self, at);
        }
      while (at < self->lines->len && !app_plan_line_is_section (self->lines->pdata[at]));
      at = find_spot (self, line, NULL);
      for (guint i = 0; i < run->len; i++)
        _app_plan_model_list (self, run->pdata[i], at + i);
      return;
    }
  if (at != G_MAXUINT)
    _app_plan_model_unlist (self, at);
  _app_plan_model_list (self, line, find_spot (self, line, section));
}

static void
read_refused (AppPlanModel *self, AppPlanLine *line, JsonObject *op)
{
  JsonObject *texts = json_object_get_object_member (op, "texts");
  g_autoptr (GList) names = texts != NULL ? json_object_get_members (texts) : NULL;

  for (GList *l = names; l != NULL; l = l->next)
    {
      int field = merilo_entity_find (merilo_record_get_entity (line->record), l->data);

      if (field >= 0)
        {
          if (line->refused == NULL)
            line->refused = g_hash_table_new_full (NULL, NULL, NULL, g_free);
          g_hash_table_insert (line->refused, GINT_TO_POINTER (field),
                               g_strdup (json_object_get_string_member (texts, l->data)));
        }
    }
  _app_plan_model_touched (self, line);
}

static void
apply_op (AppPlanModel *self, JsonObject *op)
{
  const char *what = json_object_get_string_member_with_default (op, "op", "");
  gboolean section = g_str_has_suffix (what, "-section");
  AppPlanLine *line = line_named (self, op, section);

  if (line == NULL && g_str_has_prefix (what, "insert-"))
    {
      const char *name = json_object_get_string_member_with_default (op, "temp", "");

      self->n_names
          = MAX (self->n_names, (guint) g_ascii_strtoull (*name != 0 ? name + 1 : name, NULL, 10));
      line = _app_plan_model_adopt (self, app_plan_line_new (section, name));
    }
  if (line == NULL)
    return;
  if (g_str_has_prefix (what, "delete-"))
    {
      guint at = app_plan_model_find (self, line);
      AppPlanLine *next = app_plan_model_get (self, at + 1);

      if (at != G_MAXUINT && (at > 0 || next == NULL || app_plan_line_is_section (next)))
        _app_plan_model_unlist (self, at);
    }
  else if (g_str_has_prefix (what, "refused-"))
    read_refused (self, line, op);
  else
    {
      read_fields (line, op);
      put_at_place (self, line, op);
      _app_plan_model_touched (self, line);
    }
}

void
app_plan_model_apply (AppPlanModel *self, const char *batch)
{
  g_autoptr (JsonNode) node = json_from_string (batch, NULL);
  JsonObject *root
      = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonArray *ops;

  if (root == NULL || !json_object_has_member (root, "ops"))
    return;
  ops = json_object_get_array_member (root, "ops");
  for (guint i = 0; ops != NULL && i < json_array_get_length (ops); i++)
    {
      JsonNode *op = json_array_get_element (ops, i);

      if (JSON_NODE_HOLDS_OBJECT (op))
        apply_op (self, json_node_get_object (op));
    }
  _app_plan_model_forget_acts (self);
}
