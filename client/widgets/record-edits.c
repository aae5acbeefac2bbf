#define G_LOG_DOMAIN "app-record-edits"

#include "config.h"

#include "widgets/record-edits.h"

/* a text that is no value of its field */
typedef struct
{
  MeriloRecord *record;
  guint field;
  char *text, *message;
} Refused;

/* @value: a record of the same kind that holds this one field */
typedef struct
{
  MeriloRecord *value;
  Refused *refused;
} Side;

typedef struct
{
  MeriloRecord *record;
  guint field;
  Side before, after;
} Change;

struct _AppRecordEdits
{
  GObject parent_instance;
  GHashTable *refused; /* a set of Refused, by record and field */
  GPtrArray *steps;    /* of GPtrArray of Change */
  guint done;
  guint depth; /* of begin and end */
  GPtrArray *step;
  gboolean sealed;
  AppRecordNames *names;
};

enum
{
  CHANGED,
  HISTORY,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AppRecordEdits, app_record_edits, G_TYPE_OBJECT)

/* Refused texts */

static Refused *
copy_refused (const Refused *from)
{
  Refused *refused;

  if (from == NULL)
    return NULL;
  refused = g_new0 (Refused, 1);
  refused->record = g_object_ref (from->record);
  refused->field = from->field;
  refused->text = g_strdup (from->text);
  refused->message = g_strdup (from->message);
  return refused;
}

static void
free_refused (Refused *refused)
{
  if (refused == NULL)
    return;
  g_object_unref (refused->record);
  g_free (refused->text);
  g_free (refused->message);
  g_free (refused);
}

static guint
hash_refused (gconstpointer p)
{
  const Refused *refused = p;

  return g_direct_hash (refused->record) * 31 + refused->field;
}

static gboolean
equal_refused (gconstpointer p, gconstpointer q)
{
  const Refused *a = p, *b = q;

  return a->record == b->record && a->field == b->field;
}

static Refused *
find_refused (AppRecordEdits *self, MeriloRecord *record, guint field)
{
  Refused key = { record, field, NULL, NULL };

  return g_hash_table_lookup (self->refused, &key);
}

/* Changes */

static Side
take_side (AppRecordEdits *self, MeriloRecord *record, guint field)
{
  Side side = { g_object_new (G_OBJECT_TYPE (record), NULL),
                copy_refused (find_refused (self, record, field)) };

  merilo_record_copy_field (side.value, record, field);
  return side;
}

static void
clear_side (Side *side)
{
  g_clear_object (&side->value);
  g_clear_pointer (&side->refused, free_refused);
}

static void
free_change (Change *change)
{
  clear_side (&change->before);
  clear_side (&change->after);
  g_object_unref (change->record);
  g_free (change);
}

static gboolean
equal_sides (const Side *a, const Side *b, guint field)
{
  g_autofree char *x = merilo_record_show (a->value, field);
  g_autofree char *y = merilo_record_show (b->value, field);

  return g_str_equal (x, y)
         && merilo_record_has (a->value, field) == merilo_record_has (b->value, field)
         && g_strcmp0 (a->refused != NULL ? a->refused->text : NULL,
                       b->refused != NULL ? b->refused->text : NULL)
                == 0;
}

static void
put_side (AppRecordEdits *self, Change *change, Side *side)
{
  Refused key = { change->record, change->field, NULL, NULL };

  if (side->refused != NULL)
    g_hash_table_add (self->refused, copy_refused (side->refused));
  else
    g_hash_table_remove (self->refused, &key);
  merilo_record_copy_field (change->record, side->value, change->field);
  g_signal_emit (self, signals[CHANGED], 0, change->record, change->field);
}

/* the last change when this one goes on with it: letters of one text */
static Change *
find_open_change (AppRecordEdits *self, MeriloRecord *record, guint field)
{
  GPtrArray *last;
  Change *change;

  if (self->sealed || self->depth > 0 || self->done == 0 || self->done < self->steps->len)
    return NULL;
  last = self->steps->pdata[self->done - 1];
  change = last->pdata[0];
  return last->len == 1 && change->record == record && change->field == field ? change : NULL;
}

static void
push_step (AppRecordEdits *self, GPtrArray *step)
{
  if (step->len == 0)
    {
      g_ptr_array_unref (step);
      return;
    }
  g_ptr_array_set_size (self->steps, (int) self->done);
  if (self->steps->len == APP_RECORD_UNDO_MAX)
    g_ptr_array_remove_index (self->steps, 0);
  g_ptr_array_add (self->steps, step);
  self->done = self->steps->len;
  self->sealed = FALSE;
  g_signal_emit (self, signals[HISTORY], 0);
}

/* takes @before */
static void
note_change (AppRecordEdits *self, MeriloRecord *record, guint field, Side before)
{
  Change *open = find_open_change (self, record, field);
  Side after = take_side (self, record, field);

  if (equal_sides (&before, &after, field))
    {
      clear_side (&before);
      clear_side (&after);
      return;
    }
  if (open != NULL)
    {
      clear_side (&before);
      clear_side (&open->after);
      open->after = after;
    }
  else
    {
      Change *change = g_new0 (Change, 1);

      *change = (Change){ g_object_ref (record), field, before, after };
      app_record_edits_begin (self);
      g_ptr_array_add (self->step, change);
      app_record_edits_end (self);
    }
  g_signal_emit (self, signals[CHANGED], 0, record, field);
}

static void
walk_step (AppRecordEdits *self, GPtrArray *step, gboolean back)
{
  for (guint i = 0; i < step->len; i++)
    {
      Change *change = step->pdata[back ? step->len - 1 - i : i];

      put_side (self, change, back ? &change->before : &change->after);
    }
  self->sealed = TRUE;
  g_signal_emit (self, signals[HISTORY], 0);
}

/* Class */

static void
app_record_edits_finalize (GObject *object)
{
  AppRecordEdits *self = APP_RECORD_EDITS (object);

  g_hash_table_unref (self->refused);
  g_ptr_array_unref (self->steps);
  g_clear_pointer (&self->step, g_ptr_array_unref);
  g_clear_object (&self->names);
  G_OBJECT_CLASS (app_record_edits_parent_class)->finalize (object);
}

static void
app_record_edits_class_init (AppRecordEditsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = app_record_edits_finalize;
  signals[CHANGED] = g_signal_new ("changed", APP_TYPE_RECORD_EDITS, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 2, MERILO_TYPE_RECORD, G_TYPE_UINT);
  signals[HISTORY] = g_signal_new ("history", APP_TYPE_RECORD_EDITS, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
app_record_edits_init (AppRecordEdits *self)
{
  self->refused
      = g_hash_table_new_full (hash_refused, equal_refused, (GDestroyNotify) free_refused, NULL);
  self->steps = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
}

/* Public API */

AppRecordEdits *
app_record_edits_new (void)
{
  return g_object_new (APP_TYPE_RECORD_EDITS, NULL);
}

void
app_record_edits_set_names (AppRecordEdits *self, AppRecordNames *names)
{
  g_set_object (&self->names, names);
}

AppRecordNames *
app_record_edits_get_names (AppRecordEdits *self)
{
  return self->names;
}

void
app_record_edits_begin (AppRecordEdits *self)
{
  if (self->depth++ == 0)
    self->step = g_ptr_array_new_with_free_func ((GDestroyNotify) free_change);
}

void
app_record_edits_end (AppRecordEdits *self)
{
  g_return_if_fail (self->depth > 0);
  if (--self->depth == 0)
    push_step (self, g_steal_pointer (&self->step));
}

void
app_record_edits_seal (AppRecordEdits *self)
{
  self->sealed = TRUE;
}

gboolean
app_record_edits_set_text (AppRecordEdits *self,
                           MeriloRecord *record,
                           guint field,
                           const char *text)
{
  Side before = take_side (self, record, field);
  Refused key = { record, field, NULL, NULL };
  g_autoptr (GError) error = NULL;

  if (merilo_record_parse (record, field, text, &error))
    g_hash_table_remove (self->refused, &key);
  else
    {
      Refused refused = { record, field, (char *) text, error->message };
      Change *open = find_open_change (self, record, field);

      /* the letters before may have been read, or cleared the field: it keeps its former value */
      if (open != NULL)
        merilo_record_copy_field (record, open->before.value, field);

      g_hash_table_add (self->refused, copy_refused (&refused));
    }
  note_change (self, record, field, before);
  return error == NULL;
}

void
app_record_edits_set_whole (AppRecordEdits *self, MeriloRecord *record, guint field, gint64 value)
{
  Side before = take_side (self, record, field);
  Refused key = { record, field, NULL, NULL };

  g_hash_table_remove (self->refused, &key);
  merilo_record_set_whole (record, field, value);
  note_change (self, record, field, before);
}

char *
app_record_edits_dup_text (AppRecordEdits *self, MeriloRecord *record, guint field)
{
  Refused *refused = find_refused (self, record, field);
  const char *name;

  if (refused != NULL)
    return g_strdup (refused->text);
  name = app_record_names_look (self->names, record, field);
  return name != NULL ? g_strdup (name) : merilo_record_show (record, field);
}

gboolean
app_record_edits_is_refused (AppRecordEdits *self, MeriloRecord *record, guint field)
{
  return find_refused (self, record, field) != NULL;
}

char *
app_record_edits_dup_problem (AppRecordEdits *self, MeriloRecord *record, guint field)
{
  Refused *refused = find_refused (self, record, field);

  return refused != NULL ? g_strdup (refused->message) : merilo_record_check_field (record, field);
}

guint
app_record_edits_count_refused (AppRecordEdits *self)
{
  return g_hash_table_size (self->refused);
}

gboolean
app_record_edits_can_undo (AppRecordEdits *self)
{
  return self->done > 0;
}

gboolean
app_record_edits_can_redo (AppRecordEdits *self)
{
  return self->done < self->steps->len;
}

gboolean
app_record_edits_undo (AppRecordEdits *self)
{
  if (self->done == 0 || self->depth > 0)
    return FALSE;
  self->done--;
  walk_step (self, self->steps->pdata[self->done], TRUE);
  return TRUE;
}

gboolean
app_record_edits_redo (AppRecordEdits *self)
{
  if (self->done == self->steps->len || self->depth > 0)
    return FALSE;
  self->done++;
  walk_step (self, self->steps->pdata[self->done - 1], FALSE);
  return TRUE;
}

static gboolean
is_of_other (gpointer key, gpointer value, gpointer kept)
{
  return ((Refused *) key)->record != kept;
}

void
app_record_edits_clear (AppRecordEdits *self, MeriloRecord *kept)
{
  g_hash_table_foreach_remove (self->refused, is_of_other, kept);
  g_ptr_array_set_size (self->steps, 0);
  self->done = 0;
  self->sealed = FALSE;
  g_signal_emit (self, signals[HISTORY], 0);
}
