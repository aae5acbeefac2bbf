#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/asked.h"
#include "pages/results/import-list.h"

#include "model/error.h"

#define PAGE 100

struct _AppImportList
{
  GObject parent_instance;

  AppApi *api; /* NULL: closed */
  GCancellable *cancellable;
  GListStore *records;
  gint64 wanted;
  char *after; /* where the next page begins; NULL: there is none */
  gboolean busy, anew;
};

enum
{
  LOADED,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AppImportList, app_import_list, G_TYPE_OBJECT)

static void ask (AppImportList *self);

static guint
count (AppImportList *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->records));
}

/* a page that was read anew stands in the place of all that was there */
static void
take_page (AppImportList *self, GPtrArray *page)
{
  guint n = count (self);

  g_list_store_splice (self->records, self->anew ? 0 : n, self->anew ? n : 0, page->pdata,
                       page->len);
  self->anew = FALSE;
}

static void
page_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppImportList) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GPtrArray) page = app_api_list_page_finish (APP_API (object), result, &after, &error);

  /* cancelled: another one is under way */
  if (self->api == NULL || g_error_matches (error, MERILO_ERROR, MERILO_ERROR_CANCELLED))
    return;
  self->busy = FALSE;
  if (page == NULL)
    {
      g_signal_emit (self, signals[FAILED], 0, error);
      return;
    }
  take_page (self, page);
  g_free (self->after);
  self->after = g_steal_pointer (&after);
  if (self->wanted != 0 && self->after != NULL
      && app_import_list_find (self, self->wanted) == G_MAXUINT)
    ask (self);
  else
    g_signal_emit (self, signals[LOADED], 0);
}

static void
ask (AppImportList *self)
{
  static const char *const newest[] = { "sort", "-created_at", NULL };

  self->busy = TRUE;
  app_api_list_page_async (self->api, app_type_of (&merilo_import_entity), newest, PAGE,
                           self->anew ? NULL : self->after, self->cancellable, page_cb,
                           g_object_ref (self));
}

/* GObject overrides */

static void
app_import_list_finalize (GObject *object)
{
  AppImportList *self = APP_IMPORT_LIST (object);

  app_import_list_close (self);
  g_object_unref (self->cancellable);
  g_object_unref (self->records);
  g_free (self->after);
  G_OBJECT_CLASS (app_import_list_parent_class)->finalize (object);
}

static void
app_import_list_class_init (AppImportListClass *klass)
{
  GType type = APP_TYPE_IMPORT_LIST;

  G_OBJECT_CLASS (klass)->finalize = app_import_list_finalize;
  signals[LOADED]
      = g_signal_new ("loaded", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_ERROR | G_SIGNAL_TYPE_STATIC_SCOPE);
}

static void
app_import_list_init (AppImportList *self)
{
  self->cancellable = g_cancellable_new ();
  self->records = g_list_store_new (MERILO_TYPE_RECORD);
}

/* Public API */

AppImportList *
app_import_list_new (AppApi *api)
{
  AppImportList *self = g_object_new (APP_TYPE_IMPORT_LIST, NULL);

  self->api = g_object_ref (api);
  return self;
}

void
app_import_list_load (AppImportList *self, gint64 wanted)
{
  app_asked_anew (&self->cancellable);
  self->wanted = wanted;
  self->anew = TRUE;
  ask (self);
}

void
app_import_list_want (AppImportList *self, gint64 wanted)
{
  self->wanted = wanted;
}

void
app_import_list_load_more (AppImportList *self)
{
  if (!self->busy && self->after != NULL && self->api != NULL)
    ask (self);
}

void
app_import_list_close (AppImportList *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->api);
}

GListModel *
app_import_list_get_records (AppImportList *self)
{
  return G_LIST_MODEL (self->records);
}

guint
app_import_list_find (AppImportList *self, gint64 id)
{
  for (guint i = 0; i < count (self); i++)
    {
      g_autoptr (MeriloRecord) import = g_list_model_get_item (G_LIST_MODEL (self->records), i);

      if (merilo_record_get_whole (import, MERILO_IMPORT_ID) == id)
        return i;
    }
  return G_MAXUINT;
}
