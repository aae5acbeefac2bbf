#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/results/import-queue-private.h"

enum
{
  SIGNAL_CHANGED,
  SIGNAL_ENDED,
  N_SIGNALS
};

G_DEFINE_FINAL_TYPE (AppImportQueue, app_import_queue, G_TYPE_OBJECT)

static guint signals[N_SIGNALS];

static void go_on (AppImportQueue *self);

/* Helpers */

static void
tell (AppImportQueue *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* @wanted: of those alone that the user wants stored */
static AppImportFile *
find_in_state (AppImportQueue *self, AppImportState state, gboolean wanted)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->files));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (AppImportFile) file = g_list_model_get_item (G_LIST_MODEL (self->files), i);

      if (file->state == state && (file->wanted || !wanted))
        return file; /* the list holds it */
    }
  return NULL;
}

void
_app_import_queue_step_over (AppImportQueue *self)
{
  g_clear_object (&self->at_hand);
  go_on (self);
}

void
_app_import_queue_let_read_anew (AppImportFile *file)
{
  file->wanted = file->unsure = FALSE;
  file->stored.rows = -1; /* what became of it is said by what is read now */
  app_import_file_set_state (file, APP_IMPORT_WAITS);
}

/* what stands in the base already is not sent again */
static void
pass_same (AppImportQueue *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->files));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (AppImportFile) file = g_list_model_get_item (G_LIST_MODEL (self->files), i);

      if (file->state != APP_IMPORT_READ || !file->wanted || file == self->confirmed
          || !app_import_file_is_same (file))
        continue;
      file->stored = file->read;
      app_import_file_set_state (file, APP_IMPORT_STORED);
    }
}

/* The order of things */

static void
end (AppImportQueue *self, gboolean whole)
{
  gboolean was_storing = self->storing;

  _app_import_queue_keep_word (self);
  self->was_storing = was_storing && !whole;
  self->storing = self->stopping = self->looks_anew = FALSE;
  g_clear_object (&self->confirmed);
  tell (self);
  if (was_storing)
    g_signal_emit (self, signals[SIGNAL_ENDED], 0, whole);
}

/* read for the second submission; the base has changed meanwhile, and with it what is a choice */
static void
store_confirmed (AppImportQueue *self)
{
  AppImportFile *file = self->confirmed;

  if (file->policy != APP_IMPORT_ASK || !app_import_file_is_undecided (file))
    {
      _app_import_queue_store_file (self, file);
      return;
    }
  file->repeated = TRUE;
  app_import_file_set_state (file, APP_IMPORT_TO_CONFIRM);
  end (self, TRUE);
}

static void
go_on (AppImportQueue *self)
{
  AppImportFile *file;

  if (self->context == NULL || self->at_hand != NULL)
    return;
  if (self->storing)
    pass_same (self);
  if (self->stopping)
    end (self, FALSE);
  else if (self->confirmed != NULL && self->confirmed->state == APP_IMPORT_WAITS)
    _app_import_queue_read_file (self, self->confirmed);
  else if (self->confirmed != NULL && self->confirmed->state == APP_IMPORT_READ
           && !self->looks_anew)
    store_confirmed (self);
  else if (self->confirmed != NULL)
    end (self, TRUE);
  else if ((file = find_in_state (self, APP_IMPORT_WAITS, FALSE)) != NULL)
    _app_import_queue_read_file (self, file);
  else if (self->storing && (file = find_in_state (self, APP_IMPORT_READ, TRUE)) != NULL)
    _app_import_queue_store_file (self, file);
  else
    end (self, TRUE);
  tell (self);
}

/* GObject overrides */

static void
app_import_queue_finalize (GObject *object)
{
  AppImportQueue *self = APP_IMPORT_QUEUE (object);

  app_import_queue_close (self);
  g_object_unref (self->cancellable);
  g_hash_table_unref (self->by_place);
  g_object_unref (self->files);
  g_clear_object (&self->at_hand);
  g_clear_object (&self->confirmed);
  g_free (self->head_name);
  g_free (self->head_position);
  G_OBJECT_CLASS (app_import_queue_parent_class)->finalize (object);
}

static void
app_import_queue_class_init (AppImportQueueClass *klass)
{
  GType type = APP_TYPE_IMPORT_QUEUE;

  G_OBJECT_CLASS (klass)->finalize = app_import_queue_finalize;
  signals[SIGNAL_CHANGED]
      = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_ENDED] = g_signal_new ("ended", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
}

static void
app_import_queue_init (AppImportQueue *self)
{
  self->cancellable = g_cancellable_new ();
  self->files = g_list_store_new (APP_TYPE_IMPORT_FILE);
  self->by_place = g_hash_table_new (g_file_hash, (GEqualFunc) g_file_equal);
}

/* Public API */

AppImportQueue *
app_import_queue_new (AppContext *context)
{
  AppImportQueue *self = g_object_new (APP_TYPE_IMPORT_QUEUE, NULL);

  self->context = g_object_ref (context);
  return self;
}

AppImportFile *
app_import_queue_add (AppImportQueue *self, GFile *file, const char *folder)
{
  AppImportFile *other = g_hash_table_lookup (self->by_place, file);
  g_autoptr (AppImportFile) added = NULL;

  if (other != NULL)
    {
      if (other != self->at_hand && app_import_file_is_worth_again (other))
        {
          app_import_file_begin_anew (other);
          go_on (self);
        }
      return other;
    }
  added = app_import_file_new (file, folder);
  g_signal_connect_object (added, "changed", G_CALLBACK (tell), self, G_CONNECT_SWAPPED);
  g_hash_table_insert (self->by_place, added->file, added);
  g_list_store_append (self->files, added);
  go_on (self);
  return added;
}

GListModel *
app_import_queue_get_files (AppImportQueue *self)
{
  return G_LIST_MODEL (self->files);
}

void
app_import_queue_set_policy (AppImportQueue *self, AppImportPolicy policy)
{
  self->policy = policy;
  tell (self);
}

AppImportPolicy
app_import_queue_get_policy (AppImportQueue *self)
{
  return self->policy;
}

AppImportPolicy
app_import_queue_get_policy_of (AppImportQueue *self, AppImportFile *file)
{
  return file == self->confirmed || file->state == APP_IMPORT_TO_CONFIRM ? file->policy
                                                                         : self->policy;
}

void
app_import_queue_store (AppImportQueue *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->files));

  /* what is read from now on is looked at first */
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (AppImportFile) file = g_list_model_get_item (G_LIST_MODEL (self->files), i);

      file->wanted = file->state == APP_IMPORT_READ;
    }
  self->storing = TRUE;
  go_on (self);
}

void
app_import_queue_stop (AppImportQueue *self)
{
  if (self->at_hand == NULL)
    return;
  self->stopping = TRUE;
  tell (self);
}

void
app_import_queue_go_on (AppImportQueue *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->files));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (AppImportFile) file = g_list_model_get_item (G_LIST_MODEL (self->files), i);

      if (file->state != APP_IMPORT_FAILED || !file->again)
        continue;
      /* what was read is stored by the same job: the server knows it if the answer was lost */
      app_import_file_set_state (file, file->result != NULL ? APP_IMPORT_READ : APP_IMPORT_WAITS);
    }
  self->storing = self->was_storing;
  go_on (self);
}

void
app_import_queue_read_by (AppImportQueue *self, AppImportFile *file, gint64 layout_map)
{
  file->layout_map = layout_map;
  _app_import_queue_let_read_anew (file);
  go_on (self);
}

gboolean
app_import_queue_confirm (AppImportQueue *self,
                          AppImportFile *file,
                          const char *name,
                          const char *position)
{
  if (self->at_hand != NULL || file->state != APP_IMPORT_TO_CONFIRM)
    return FALSE;
  g_set_object (&self->confirmed, file);
  g_free (self->head_name);
  g_free (self->head_position);
  self->head_name = g_strdup (name);
  self->head_position = g_strdup (position);
  self->storing = TRUE;
  app_import_file_set_note (file, NULL);
  /* a job is stored once: the same file again is another job */
  file->state = file->repeated ? APP_IMPORT_READ : APP_IMPORT_WAITS;
  go_on (self);
  return TRUE;
}

const char *
app_import_queue_get_head_name (AppImportQueue *self)
{
  return self->head_name != NULL ? self->head_name : "";
}

const char *
app_import_queue_get_head_position (AppImportQueue *self)
{
  return self->head_position != NULL ? self->head_position : "";
}

guint
app_import_queue_count (AppImportQueue *self, AppImportState state)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->files)), found = 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (AppImportFile) file = g_list_model_get_item (G_LIST_MODEL (self->files), i);

      found += file->state == state;
    }
  return found;
}

guint
app_import_queue_count_wanted (AppImportQueue *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->files)), found = 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (AppImportFile) file = g_list_model_get_item (G_LIST_MODEL (self->files), i);

      found += file->wanted && (file->state == APP_IMPORT_READ || file->state == APP_IMPORT_STORES);
    }
  return found;
}

gboolean
app_import_queue_is_busy (AppImportQueue *self)
{
  return self->at_hand != NULL;
}

gboolean
app_import_queue_is_storing (AppImportQueue *self)
{
  return self->storing;
}

gboolean
app_import_queue_is_stopping (AppImportQueue *self)
{
  return self->stopping;
}

AppImportCounts
app_import_queue_sum (AppImportQueue *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->files));
  AppImportCounts sum = { 0 };

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (AppImportFile) file = g_list_model_get_item (G_LIST_MODEL (self->files), i);
      AppImportCounts counts = app_import_file_get_counts (file, self->policy);

      sum.rows += MAX (0, counts.rows);
      sum.fresh += MAX (0, counts.fresh);
      sum.same += MAX (0, counts.same);
      sum.changed += MAX (0, counts.changed);
      sum.marked += MAX (0, counts.marked);
      sum.refused += MAX (0, counts.refused);
    }
  return sum;
}

void
app_import_queue_close (AppImportQueue *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->context);
}
