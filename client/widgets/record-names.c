#define G_LOG_DOMAIN "app-record-names"

#include "config.h"

#include "widgets/record-names.h"

typedef struct
{
  gint64 id;
  char *name;
} Named;

struct _AppRecordNames
{
  GObject parent_instance;
  GHashTable *lists; /* of GPtrArray of Named, by the field's name */
  GHashTable *found; /* of the lists' Named, a table of them by number, by the field's name */
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (AppRecordNames, app_record_names, G_TYPE_OBJECT)

static void
free_named (Named *named)
{
  g_free (named->name);
  g_free (named);
}

/* Class */

static void
app_record_names_finalize (GObject *object)
{
  AppRecordNames *self = APP_RECORD_NAMES (object);

  g_hash_table_unref (self->found);
  g_hash_table_unref (self->lists);
  G_OBJECT_CLASS (app_record_names_parent_class)->finalize (object);
}

static void
app_record_names_class_init (AppRecordNamesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = app_record_names_finalize;
  changed_signal = g_signal_new ("changed", APP_TYPE_RECORD_NAMES, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
app_record_names_init (AppRecordNames *self)
{
  self->lists
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  self->found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                       (GDestroyNotify) g_hash_table_unref);
}

/* Public API */

AppRecordNames *
app_record_names_new (void)
{
  return g_object_new (APP_TYPE_RECORD_NAMES, NULL);
}

void
app_record_names_set (AppRecordNames *self,
                      const char *field,
                      GPtrArray *records,
                      char *(*describe) (MeriloRecord *record))
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) free_named);
  GHashTable *found = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < records->len; i++)
    {
      MeriloRecord *record = records->pdata[i];
      int id = merilo_entity_find (merilo_record_get_entity (record), "id");
      Named *named = g_new (Named, 1);

      *named = (Named){ merilo_record_get_whole (record, (guint) id), describe (record) };
      g_ptr_array_add (list, named);
      g_hash_table_insert (found, &named->id, named);
    }
  g_hash_table_replace (self->found, g_strdup (field), found);
  g_hash_table_replace (self->lists, g_strdup (field), list);
  g_signal_emit (self, changed_signal, 0);
}

gboolean
app_record_names_has (AppRecordNames *self, const MeriloField *field)
{
  return self != NULL && field->kind == MERILO_WHOLE
         && g_hash_table_contains (self->lists, field->name);
}

const char *
app_record_names_look (AppRecordNames *self, MeriloRecord *record, guint field)
{
  const MeriloField *f = &merilo_record_get_entity (record)->fields[field];
  Named *named;
  gint64 id;

  if (!app_record_names_has (self, f) || !merilo_record_has (record, field))
    return NULL;
  id = merilo_record_get_whole (record, field);
  named = g_hash_table_lookup (g_hash_table_lookup (self->found, f->name), &id);
  return named != NULL ? named->name : NULL;
}

gboolean
app_record_names_get (
    AppRecordNames *self, const MeriloField *field, guint i, gint64 *ret_id, const char **ret_name)
{
  GPtrArray *list = g_hash_table_lookup (self->lists, field->name);
  Named *named;

  if (list == NULL || i >= list->len)
    return FALSE;
  named = list->pdata[i];
  *ret_id = named->id;
  *ret_name = named->name;
  return TRUE;
}
