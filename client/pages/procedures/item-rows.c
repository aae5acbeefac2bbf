#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/procedures/item-rows.h"

#include <glib/gi18n.h>
#include <stdlib.h>

#include "model/entities/all.h"
#include "net/json.h"

struct _AppItemRows
{
  GObject parent_instance;

  AppRecordEdits *edits;
  GPtrArray *all;    /* of MeriloRecord, those that are not there too, in their places */
  GListStore *shown; /* those that are there */
  char *stored;      /* the table as it was set */
  gboolean locked;
  guint idle;
};

G_DEFINE_FINAL_TYPE (AppItemRows, app_item_rows, G_TYPE_OBJECT)

static guint changed;

static const guint kept[] = {
  MERILO_PROCEDURE_ITEM_CODE,  MERILO_PROCEDURE_ITEM_TOP,      MERILO_PROCEDURE_ITEM_LEVEL,
  MERILO_PROCEDURE_ITEM_SKILL, MERILO_PROCEDURE_ITEM_CODIFIER,
};

static const char *
name_of (guint field)
{
  return merilo_procedure_item_entity.fields[field].name;
}

/* Which are there */

static gboolean
is_there (AppItemRows *self, MeriloRecord *item)
{
  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    {
      g_autofree char *text = app_record_edits_dup_text (self->edits, item, kept[i]);

      if (*text != 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_same (GListStore *store, GPtrArray *items)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (store)) != items->len)
    return FALSE;
  for (guint i = 0; i < items->len; i++)
    {
      g_autoptr (MeriloRecord) item = g_list_model_get_item (G_LIST_MODEL (store), i);

      if (item != items->pdata[i])
        return FALSE;
    }
  return TRUE;
}

static void
show (AppItemRows *self, GPtrArray *items)
{
  if (!is_same (self->shown, items))
    g_list_store_splice (self->shown, 0, g_list_model_get_n_items (G_LIST_MODEL (self->shown)),
                         items->pdata, items->len);
}

/* after a burst of changes: a paste changes many fields */
static gboolean
sweep_cb (gpointer data)
{
  AppItemRows *self = data;
  g_autoptr (GPtrArray) there = g_ptr_array_new ();

  self->idle = 0;
  for (guint i = 0; i < self->all->len; i++)
    if (is_there (self, self->all->pdata[i]))
      g_ptr_array_add (there, self->all->pdata[i]);
  show (self, there);
  g_signal_emit (self, changed, 0);
  return G_SOURCE_REMOVE;
}

static void
sweep_soon (AppItemRows *self)
{
  if (self->idle == 0)
    self->idle = g_idle_add_full (G_PRIORITY_HIGH_IDLE, sweep_cb, self, NULL);
}

static void
edited_cb (AppRecordEdits *edits, MeriloRecord *record, guint field, AppItemRows *self)
{
  sweep_soon (self);
}

/* Items */

static MeriloRecord *
make_item (void)
{
  MeriloRecord *item = g_object_new (merilo_entity_register (&merilo_procedure_item_entity), NULL);

  merilo_record_set_text (item, MERILO_PROCEDURE_ITEM_PROCEDURE_STATE, "free");
  merilo_record_set_clean (item);
  return item;
}

static void
set_text (AppItemRows *self, MeriloRecord *item, guint field, const char *text)
{
  app_record_edits_set_text (self->edits, item, field, text);
}

/* «7» after «6»; "" where the code before is no number, or the next one is there already */
static char *
guess_code (AppItemRows *self, guint place)
{
  const char *last
      = place > 0 ? merilo_record_get_text (self->all->pdata[place - 1], MERILO_PROCEDURE_ITEM_CODE)
                  : "0";
  int number = last != NULL ? atoi (last) : 0;
  g_autofree char *same = g_strdup_printf ("%d", number);
  char *next = g_strdup_printf ("%d", number + 1);

  for (guint i = 0; i < self->all->len; i++)
    if (g_strcmp0 (merilo_record_get_text (self->all->pdata[i], MERILO_PROCEDURE_ITEM_CODE), next)
        == 0)
      *next = 0;
  if (last == NULL || !g_str_equal (same, last))
    *next = 0;
  return next;
}

/* Documents */

static void
put_member (JsonBuilder *builder, AppItemRows *self, MeriloRecord *item, guint field)
{
  g_autofree char *text = app_record_edits_dup_text (self->edits, item, field);

  if (*text == 0)
    return;
  json_builder_set_member_name (builder, name_of (field));
  if (field == MERILO_PROCEDURE_ITEM_TOP && merilo_record_has (item, field)
      && !app_record_edits_is_refused (self->edits, item, field))
    json_builder_add_int_value (builder, merilo_record_get_whole (item, field));
  else
    json_builder_add_string_value (builder, text);
}

static void
put_item (JsonBuilder *builder, AppItemRows *self, MeriloRecord *item)
{
  json_builder_begin_object (builder);
  if (merilo_record_has (item, MERILO_PROCEDURE_ITEM_ID))
    {
      json_builder_set_member_name (builder, "id");
      json_builder_add_int_value (builder,
                                  merilo_record_get_whole (item, MERILO_PROCEDURE_ITEM_ID));
    }
  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    put_member (builder, self, item, kept[i]);
  json_builder_end_object (builder);
}

/* takes the record of the item that is told, out of @known; or a new one */
static MeriloRecord *
take_item (AppItemRows *self, JsonObject *object, GPtrArray *known)
{
  gint64 id = app_json_whole (object, "id", -1);

  for (guint i = 0; i < known->len; i++)
    if (id >= 0 && merilo_record_has (known->pdata[i], MERILO_PROCEDURE_ITEM_ID)
        && merilo_record_get_whole (known->pdata[i], MERILO_PROCEDURE_ITEM_ID) == id)
      return g_ptr_array_steal_index (known, i);
  return self->locked ? NULL : make_item ();
}

static void
lay_item (AppItemRows *self, MeriloRecord *item, JsonObject *object)
{
  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    {
      const char *name = name_of (kept[i]);
      JsonNode *node = json_object_get_member (object, name);
      g_autofree char *text
          = node != NULL && JSON_NODE_HOLDS_VALUE (node)
                ? (json_node_get_value_type (node) == G_TYPE_STRING
                       ? json_node_dup_string (node)
                       : g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node)))
                : g_strdup ("");
      g_autofree char *now = app_record_edits_dup_text (self->edits, item, kept[i]);

      if (!g_str_equal (now, text) && (!self->locked || kept[i] > MERILO_PROCEDURE_ITEM_TOP))
        set_text (self, item, kept[i], text);
    }
}

/* GObject overrides */

static void
dispose (GObject *object)
{
  AppItemRows *self = APP_ITEM_ROWS (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  G_OBJECT_CLASS (app_item_rows_parent_class)->dispose (object);
}

static void
finalize (GObject *object)
{
  AppItemRows *self = APP_ITEM_ROWS (object);

  g_object_unref (self->edits);
  g_object_unref (self->shown);
  g_ptr_array_unref (self->all);
  g_free (self->stored);
  G_OBJECT_CLASS (app_item_rows_parent_class)->finalize (object);
}

static void
app_item_rows_class_init (AppItemRowsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
  G_OBJECT_CLASS (klass)->finalize = finalize;
  changed = g_signal_new ("changed", APP_TYPE_ITEM_ROWS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                          G_TYPE_NONE, 0);
}

static void
app_item_rows_init (AppItemRows *self)
{
  self->edits = app_record_edits_new ();
  self->all = g_ptr_array_new_with_free_func (g_object_unref);
  self->shown = g_list_store_new (MERILO_TYPE_RECORD);
  g_signal_connect_object (self->edits, "changed", G_CALLBACK (edited_cb), self, 0);
}

/* Public API */

AppItemRows *
app_item_rows_new (void)
{
  return g_object_new (APP_TYPE_ITEM_ROWS, NULL);
}

AppRecordEdits *
app_item_rows_get_edits (AppItemRows *self)
{
  return self->edits;
}

GListModel *
app_item_rows_get_model (AppItemRows *self)
{
  return G_LIST_MODEL (self->shown);
}

void
app_item_rows_set_items (AppItemRows *self, GPtrArray *items, gboolean locked)
{
  g_clear_handle_id (&self->idle, g_source_remove);
  app_record_edits_clear (self->edits, NULL);
  self->locked = locked;
  g_ptr_array_set_size (self->all, 0);
  for (guint i = 0; i < items->len; i++)
    g_ptr_array_add (self->all, g_object_ref (items->pdata[i]));
  show (self, self->all);
  g_free (self->stored);
  self->stored = app_item_rows_to_json (self);
  g_signal_emit (self, changed, 0);
}

char *
app_item_rows_to_json (AppItemRows *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "items");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->all->len; i++)
    if (is_there (self, self->all->pdata[i]))
      put_item (builder, self, self->all->pdata[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

gboolean
app_item_rows_lay (AppItemRows *self, const char *json)
{
  g_autoptr (JsonNode) node = app_json_parse_text (json, NULL);
  JsonArray *items = app_json_array (app_json_root (node), "items");
  g_autoptr (GPtrArray) before = NULL;

  if (items == NULL || json_array_get_length (items) > APP_ITEM_ROWS_MAX)
    return FALSE;
  before = g_steal_pointer (&self->all);
  self->all = g_ptr_array_new_with_free_func (g_object_unref);
  app_record_edits_begin (self->edits);
  for (guint i = 0; i < json_array_get_length (items); i++)
    {
      JsonObject *object = app_json_take_object (items, i);
      MeriloRecord *item = object != NULL ? take_item (self, object, before) : NULL;

      if (item == NULL)
        continue;
      g_ptr_array_add (self->all, item);
      lay_item (self, item, object);
    }
  /* those that the kept table did not have: taken away in it, or come since */
  for (guint i = 0; i < before->len; i++)
    {
      g_ptr_array_add (self->all, g_object_ref (before->pdata[i]));
      for (guint k = 0; !self->locked && k < G_N_ELEMENTS (kept); k++)
        set_text (self, before->pdata[i], kept[k], "");
    }
  app_record_edits_end (self->edits);
  return TRUE;
}

gboolean
app_item_rows_is_dirty (AppItemRows *self)
{
  g_autofree char *now = app_item_rows_to_json (self);

  return g_strcmp0 (now, self->stored) != 0;
}

void
app_item_rows_add_blank (AppItemRows *self, guint n)
{
  for (guint i = 0; i < n && self->all->len < APP_ITEM_ROWS_MAX && !self->locked; i++)
    {
      MeriloRecord *item = make_item ();

      g_ptr_array_add (self->all, item);
      g_list_store_append (self->shown, item);
    }
  sweep_soon (self);
}

int
app_item_rows_insert (AppItemRows *self, int after)
{
  g_autoptr (MeriloRecord) before
      = after >= 0 ? g_list_model_get_item (G_LIST_MODEL (self->shown), (guint) after) : NULL;
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->shown));
  g_autofree char *code = NULL;
  MeriloRecord *item;
  guint place = self->all->len, row = before != NULL ? (guint) after + 1 : n;

  if (n >= APP_ITEM_ROWS_MAX || self->locked)
    return -1;
  if (before != NULL && g_ptr_array_find (self->all, before, &place))
    place++;
  code = guess_code (self, place);
  item = make_item ();
  g_ptr_array_insert (self->all, (int) place, item);
  g_list_store_insert (self->shown, row, item);
  app_record_edits_begin (self->edits);
  set_text (self, item, MERILO_PROCEDURE_ITEM_CODE, code);
  set_text (self, item, MERILO_PROCEDURE_ITEM_TOP, "1");
  app_record_edits_end (self->edits);
  return (int) row;
}

void
app_item_rows_remove (AppItemRows *self, guint row)
{
  g_autoptr (MeriloRecord) item = g_list_model_get_item (G_LIST_MODEL (self->shown), row);

  if (item == NULL || self->locked)
    return;
  app_record_edits_begin (self->edits);
  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    set_text (self, item, kept[i], "");
  app_record_edits_end (self->edits);
}

gint64
app_item_rows_sum (AppItemRows *self)
{
  gint64 sum = 0;

  for (guint i = 0; i < self->all->len; i++)
    if (merilo_record_has (self->all->pdata[i], MERILO_PROCEDURE_ITEM_TOP))
      sum += merilo_record_get_whole (self->all->pdata[i], MERILO_PROCEDURE_ITEM_TOP);
  return sum;
}

static char *
find_twin (AppItemRows *self, guint row, MeriloRecord *item)
{
  const char *code = merilo_record_get_text (item, MERILO_PROCEDURE_ITEM_CODE);

  for (guint i = 0; i < row; i++)
    {
      g_autoptr (MeriloRecord) other = g_list_model_get_item (G_LIST_MODEL (self->shown), i);

      if (g_strcmp0 (merilo_record_get_text (other, MERILO_PROCEDURE_ITEM_CODE), code) == 0)
        return g_strdup_printf (_ ("задание «%s» уже есть в строке %u"), code, i + 1);
    }
  return NULL;
}

char *
app_item_rows_find_fault (AppItemRows *self, guint *ret_row, guint *ret_field)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->shown));

  for (guint r = 0; r < n; r++)
    {
      g_autoptr (MeriloRecord) item = g_list_model_get_item (G_LIST_MODEL (self->shown), r);

      for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
        {
          char *problem = app_record_edits_dup_problem (self->edits, item, kept[i]);

          *ret_row = r;
          *ret_field = kept[i];
          if (problem == NULL && kept[i] == MERILO_PROCEDURE_ITEM_CODE)
            problem = find_twin (self, r, item);
          if (problem != NULL)
            return problem;
        }
    }
  return NULL;
}
