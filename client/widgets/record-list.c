#define G_LOG_DOMAIN "app-record-list"

#include "config.h"

#include "widgets/record-list.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct _AppRecordList
{
  GObject parent_instance;
  GListModel *source;
  guint32 *order; /* places in the source, of the shown */
  guint n_shown, n_source;
  int sort;
  gboolean descending;
  char **words; /* folded */
  int *fields;
  char **haystacks; /* folded text of each record, made when first looked through */
  AppRecordMatch match;
  gpointer match_data;
  GDestroyNotify match_destroy;
  AppRecordNames *names;
};

typedef struct
{
  guint32 place;
  gboolean empty;
  union
  {
    char *text;
    gint64 whole;
    double real;
  };
} Key;

typedef struct
{
  MeriloKind kind;
  gboolean descending;
} Sorting;

static void app_record_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AppRecordList,
                               app_record_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      app_record_list_model_init))

static GType
get_item_type (GListModel *model)
{
  return MERILO_TYPE_RECORD;
}

static guint
get_n_items (GListModel *model)
{
  return APP_RECORD_LIST (model)->n_shown;
}

static gpointer
get_item (GListModel *model, guint position)
{
  AppRecordList *self = APP_RECORD_LIST (model);

  return position < self->n_shown ? g_list_model_get_item (self->source, self->order[position])
                                  : NULL;
}

static void
app_record_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

/* Filtering */

/* letters that people do not tell apart when they search: ё and е are two bytes both */
static char *
fold (const char *text)
{
  char *folded = g_utf8_casefold (text, -1);

  /* letters of what is typed, not for the screen */
  for (char *p = strstr (folded, "ё"); p != NULL; p = strstr (p, "ё"))
    memcpy (p, "е", strlen ("е"));
  return folded;
}

static char *
make_haystack (AppRecordList *self, MeriloRecord *record)
{
  const MeriloEntity *entity = merilo_record_get_entity (record);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; self->fields != NULL && self->fields[i] >= 0; i++)
    {
      guint field = (guint) self->fields[i];
      MeriloKind kind = entity->fields[field].kind;

      if (app_record_names_look (self->names, record, field) != NULL)
        g_string_append (text, app_record_names_look (self->names, record, field));
      else if (kind == MERILO_TEXT)
        g_string_append (text, merilo_record_get_text (record, field) ?: "");
      else if (kind == MERILO_WHOLE || kind == MERILO_DATE || kind == MERILO_CHOICE)
        {
          g_autofree char *value = merilo_record_show (record, field);

          g_string_append (text, value);
        }
      g_string_append_c (text, '\n');
    }
  return fold (text->str);
}

static gboolean
is_shown (AppRecordList *self, guint place)
{
  g_autoptr (MeriloRecord) record = NULL;

  if (self->words == NULL && self->match == NULL)
    return TRUE;
  record = g_list_model_get_item (self->source, place);
  if (self->match != NULL && !self->match (record, self->match_data))
    return FALSE;
  if (self->words == NULL)
    return TRUE;
  if (self->haystacks == NULL)
    self->haystacks = g_new0 (char *, self->n_source);
  if (self->haystacks[place] == NULL)
    self->haystacks[place] = make_haystack (self, record);
  for (guint i = 0; self->words[i] != NULL; i++)
    if (strstr (self->haystacks[place], self->words[i]) == NULL)
      return FALSE;
  return TRUE;
}

static void
drop_haystacks (AppRecordList *self)
{
  for (guint i = 0; self->haystacks != NULL && i < self->n_source; i++)
    g_free (self->haystacks[i]);
  g_clear_pointer (&self->haystacks, g_free);
}

/* Sorting */

static Key
make_key (AppRecordList *self, guint32 place, MeriloKind kind)
{
  g_autoptr (MeriloRecord) record = g_list_model_get_item (self->source, place);
  guint field = (guint) self->sort;
  Key key = { .place = place, .empty = !merilo_record_has (record, field) };

  if (key.empty)
    return key;
  if (kind == MERILO_TEXT)
    {
      const char *name = app_record_names_look (self->names, record, field);
      gboolean typed = merilo_record_get_entity (record)->fields[field].kind == MERILO_TEXT;
      g_autofree char *number = typed ? NULL : merilo_record_show (record, field);
      g_autofree char *folded = fold (typed          ? merilo_record_get_text (record, field)
                                      : name != NULL ? name
                                                     : number);

      /* 1.10 after 1.9; ё with е even where the locale knows no Russian */
      key.text = g_utf8_collate_key_for_filename (folded, -1);
    }
  else if (kind == MERILO_REAL)
    key.real = merilo_record_get_real (record, field);
  else
    key.whole = merilo_record_get_whole (record, field);
  return key;
}

static int
compare_keys (const void *p, const void *q, void *data)
{
  const Key *a = p, *b = q;
  const Sorting *sorting = data;
  int order;

  if (a->empty || b->empty)
    order = a->empty - b->empty;
  else
    {
      if (sorting->kind == MERILO_TEXT)
        order = strcmp (a->text, b->text);
      else if (sorting->kind == MERILO_REAL)
        order = (a->real > b->real) - (a->real < b->real);
      else
        order = (a->whole > b->whole) - (a->whole < b->whole);
      order = sorting->descending ? -order : order;
    }
  /* equal ones stay in the source's order: a sort by two columns is two sorts */
  return order != 0 ? order : (a->place > b->place) - (a->place < b->place);
}

static void
sort_shown (AppRecordList *self)
{
  g_autoptr (MeriloRecord) any = NULL;
  g_autofree Key *keys = NULL;
  Sorting sorting = { .descending = self->descending };
  const MeriloField *f;

  if (self->sort < 0 || self->n_shown < 2)
    return;
  any = g_list_model_get_item (self->source, 0);
  f = &merilo_record_get_entity (any)->fields[self->sort];
  sorting.kind = app_record_names_has (self->names, f) ? MERILO_TEXT : f->kind;
  if (sorting.kind == MERILO_SCORES)
    return;
  keys = g_new (Key, self->n_shown);
  for (guint i = 0; i < self->n_shown; i++)
    keys[i] = make_key (self, self->order[i], sorting.kind);
  g_qsort_with_data (keys, (gint) self->n_shown, sizeof *keys, compare_keys, &sorting);
  for (guint i = 0; i < self->n_shown; i++)
    {
      self->order[i] = keys[i].place;
      if (sorting.kind == MERILO_TEXT)
        g_free (keys[i].text);
    }
}

static void
arrange (AppRecordList *self)
{
  guint before = self->n_shown;

  self->n_shown = 0;
  for (guint32 i = 0; i < self->n_source; i++)
    if (is_shown (self, i))
      self->order[self->n_shown++] = i;
  sort_shown (self);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, before, self->n_shown);
}

void
app_record_list_refresh (AppRecordList *self)
{
  g_return_if_fail (APP_IS_RECORD_LIST (self));
  drop_haystacks (self); /* they are counted by the old number of records */
  self->n_source = self->source != NULL ? g_list_model_get_n_items (self->source) : 0;
  self->order = g_renew (guint32, self->order, MAX (self->n_source, 1));
  arrange (self);
}

static void
items_changed_cb (
    GListModel *source, guint position, guint removed, guint added, AppRecordList *self)
{
  app_record_list_refresh (self);
}

/* Class */

static void
app_record_list_finalize (GObject *object)
{
  AppRecordList *self = APP_RECORD_LIST (object);

  if (self->source != NULL)
    g_signal_handlers_disconnect_by_data (self->source, self);
  if (self->names != NULL)
    g_signal_handlers_disconnect_by_data (self->names, self);
  drop_haystacks (self);
  g_clear_object (&self->names);
  g_clear_object (&self->source);
  if (self->match_destroy != NULL)
    self->match_destroy (self->match_data);
  g_free (self->order);
  g_free (self->fields);
  g_strfreev (self->words);
  G_OBJECT_CLASS (app_record_list_parent_class)->finalize (object);
}

static void
app_record_list_class_init (AppRecordListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = app_record_list_finalize;
}

static void
app_record_list_init (AppRecordList *self)
{
  self->sort = -1;
}

/* Public API */

AppRecordList *
app_record_list_new (void)
{
  return g_object_new (APP_TYPE_RECORD_LIST, NULL);
}

void
app_record_list_set_source (AppRecordList *self, GListModel *source)
{
  g_return_if_fail (APP_IS_RECORD_LIST (self));
  if (self->source != NULL)
    g_signal_handlers_disconnect_by_data (self->source, self);
  drop_haystacks (self);
  g_set_object (&self->source, source);
  if (source != NULL)
    g_signal_connect (source, "items-changed", G_CALLBACK (items_changed_cb), self);
  app_record_list_refresh (self);
}

GListModel *
app_record_list_get_source (AppRecordList *self)
{
  g_return_val_if_fail (APP_IS_RECORD_LIST (self), NULL);
  return self->source;
}

void
app_record_list_set_sort (AppRecordList *self, int field, gboolean descending)
{
  g_return_if_fail (APP_IS_RECORD_LIST (self));
  self->sort = field;
  self->descending = descending;
  arrange (self);
}

static gboolean
are_same_fields (const int *a, const int *b)
{
  if (a == NULL)
    return FALSE;
  for (; *a == *b; a++, b++)
    if (*a < 0)
      return TRUE;
  return FALSE;
}

void
app_record_list_set_text (AppRecordList *self, const char *text, const int *fields)
{
  g_autofree char *folded = fold (text);
  g_auto (GStrv) words = g_strsplit_set (folded, " \t\n", -1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  guint n = 0;

  g_return_if_fail (APP_IS_RECORD_LIST (self));
  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != 0)
      g_strv_builder_add (builder, words[i]);
  g_clear_pointer (&self->words, g_strfreev);
  self->words = g_strv_builder_end (builder);
  if (self->words[0] == NULL)
    g_clear_pointer (&self->words, g_strfreev);
  while (fields[n] >= 0)
    n++;
  if (!are_same_fields (self->fields, fields))
    drop_haystacks (self);
  g_free (self->fields);
  self->fields = g_memdup2 (fields, (n + 1) * sizeof *fields);
  arrange (self);
}

void
app_record_list_set_match (AppRecordList *self,
                           AppRecordMatch match,
                           gpointer data,
                           GDestroyNotify destroy)
{
  g_return_if_fail (APP_IS_RECORD_LIST (self));
  if (self->match_destroy != NULL)
    self->match_destroy (self->match_data);
  self->match = match;
  self->match_data = data;
  self->match_destroy = destroy;
  arrange (self);
}

void
app_record_list_set_names (AppRecordList *self, AppRecordNames *names)
{
  g_return_if_fail (APP_IS_RECORD_LIST (self));
  if (self->names != NULL)
    g_signal_handlers_disconnect_by_data (self->names, self);
  g_set_object (&self->names, names);
  if (names != NULL)
    g_signal_connect_swapped (names, "changed", G_CALLBACK (app_record_list_refresh), self);
  app_record_list_refresh (self);
}

gboolean
app_record_list_find (AppRecordList *self, MeriloRecord *record, guint *ret_position)
{
  g_return_val_if_fail (APP_IS_RECORD_LIST (self), FALSE);
  for (guint i = 0; i < self->n_shown; i++)
    {
      g_autoptr (MeriloRecord) at = g_list_model_get_item (self->source, self->order[i]);

      if (at == record)
        {
          *ret_position = i;
          return TRUE;
        }
    }
  return FALSE;
}
