#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include <glib/gi18n.h>

#include "net/json.h"
#include "pages/plans/plan-saver.h"
#include "widgets/plan-batch.h"

#define RESOURCE "plan_edits"

struct _AppPlanSaver
{
  GObject parent_instance;

  AppContext *context;
  AppPlanModel *model;
  char *plan, *path;
  char *label; /* of the last act */
  gboolean writable, pushing;
};

enum
{
  SIGNAL_SAVED,
  SIGNAL_STUCK,
  SIGNAL_LOST,
  SIGNAL_RESTORED,
  N_SIGNALS
};

G_DEFINE_FINAL_TYPE (AppPlanSaver, app_plan_saver, G_TYPE_OBJECT)

static guint signals[N_SIGNALS];

/* Helpers */

static AppOutbox *
get_outbox (AppPlanSaver *self)
{
  return app_context_get_outbox (self->context);
}

static gboolean
is_mine (AppPlanSaver *self, AppOutboxEntry *entry)
{
  return self->path != NULL && g_str_equal (entry->path, self->path);
}

static gboolean
is_stuck (AppOutboxEntry *entry)
{
  return entry->state == APP_WRITE_CONFLICT || entry->state == APP_WRITE_REFUSED;
}

/* what cannot be sent yet, and the text in the open cell */
static void
keep_draft (AppPlanSaver *self, const char *field, const char *text)
{
  AppStore *store = app_context_get_store (self->context);

  if (store == NULL)
    return;
  if (text != NULL)
    app_store_set_draft (store, RESOURCE, self->plan, field, text);
  else
    app_store_drop_draft (store, RESOURCE, self->plan, field);
}

static char *
take_draft (AppPlanSaver *self, const char *field)
{
  AppStore *store = app_context_get_store (self->context);

  return store != NULL ? app_store_dup_draft (store, RESOURCE, self->plan, field) : NULL;
}

/* The queue */

static void
push (AppPlanSaver *self)
{
  g_autofree char *held = NULL, *batch = NULL, *label = NULL;

  if (self->model == NULL || !self->writable || get_outbox (self) == NULL)
    return;
  batch = app_plan_model_dup_batch (self->model, &held);
  label = g_strdup_printf (_ ("План: %s"), self->label != NULL ? self->label : _ ("правка"));
  keep_draft (self, "held", held);
  self->pushing = TRUE;
  app_outbox_push_batch (get_outbox (self), self->path, RESOURCE, self->plan, batch, label);
  self->pushing = FALSE;
}

/* the first time that it goes out: what is typed from now on is for the next one. Asked for again
 * it holds what it held. */
static void
sending_cb (AppOutbox *outbox, AppOutboxEntry *entry, AppPlanSaver *self)
{
  if (is_mine (self, entry) && self->model != NULL && entry->attempts == 1)
    app_plan_model_mark_sent (self->model);
}

static void
settled_cb (AppOutbox *outbox, AppOutboxEntry *entry, MeriloRecord *record, AppPlanSaver *self)
{
  g_autoptr (JsonNode) answer = NULL;

  if (!is_mine (self, entry) || self->model == NULL || entry->answer == NULL)
    return;
  answer = json_from_string (entry->answer, NULL);
  if (app_json_root (answer) == NULL)
    return;
  app_plan_model_settle (self->model, app_json_root (answer));
  push (self);
  g_signal_emit (self, signals[SIGNAL_STUCK], 0, NULL);
  g_signal_emit (self, signals[SIGNAL_SAVED], 0);
}

static void
stuck_cb (AppOutbox *outbox, AppOutboxEntry *entry, AppPlanSaver *self)
{
  if (!is_mine (self, entry) || self->model == NULL)
    return;
  app_plan_model_unmark_sent (self->model);
  g_signal_emit (self, signals[SIGNAL_STUCK], 0, entry);
}

/* dropped by the user in the list of what waits */
static void
queue_changed_cb (AppOutbox *outbox, guint at, guint removed, guint added, AppPlanSaver *self)
{
  g_autofree char *batch = NULL;

  if (removed == 0 || self->pushing || self->model == NULL || !self->writable)
    return;
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (outbox)); i++)
    {
      g_autoptr (AppOutboxEntry) entry = g_list_model_get_item (G_LIST_MODEL (outbox), i);

      if (is_mine (self, entry))
        return;
    }
  batch = app_plan_model_dup_batch (self->model, NULL);
  if (batch != NULL && !app_plan_model_is_sent (self->model))
    g_signal_emit (self, signals[SIGNAL_LOST], 0);
}

static void
acted_cb (AppPlanModel *model, const char *label, AppPlanSaver *self)
{
  app_plan_saver_save (self, label);
}

/* What waits */

static void
lay_over (AppPlanSaver *self)
{
  GListModel *queue = G_LIST_MODEL (get_outbox (self));
  g_autofree char *held = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (queue); i++)
    {
      g_autoptr (AppOutboxEntry) entry = g_list_model_get_item (queue, i);

      if (!is_mine (self, entry))
        continue;
      app_plan_model_apply (self->model, entry->body);
      if (entry->attempts > 0 && !is_stuck (entry))
        app_plan_model_mark_sent (self->model);
    }
  held = take_draft (self, "held");
  if (held != NULL)
    app_plan_model_apply (self->model, held);
}

static AppPlanLine *
find_typed (AppPlanSaver *self, JsonObject *typed)
{
  gboolean section = app_json_flag (typed, "section");
  AppPlanLine *line = app_plan_model_by_id (self->model, section, app_json_whole (typed, "id", 0));

  return line != NULL ? line : app_plan_model_by_name (self->model, app_json_text (typed, "name"));
}

/* the text becomes an act of its own: it is seen, written, and can be undone */
static void
restore_typed (AppPlanSaver *self)
{
  g_autofree char *draft = take_draft (self, "typing"), *no = NULL, *words = NULL;
  g_autoptr (JsonNode) node = draft != NULL ? json_from_string (draft, NULL) : NULL;
  AppPlanLine *line;
  int field;

  keep_draft (self, "typing", NULL);
  if (app_json_root (node) == NULL)
    return;
  line = find_typed (self, app_json_root (node));
  if (line == NULL || !line->listed)
    return;
  field = merilo_entity_find (merilo_record_get_entity (line->record),
                              app_json_text (app_json_root (node), "field"));
  if (field < 0)
    return;
  app_plan_line_set_version (line, app_json_whole (json_node_get_object (node), "version", 0));
  app_plan_model_begin (self->model, _ ("Набранный текст"));
  app_plan_model_set (self->model, line, (guint) field,
                      app_json_text (json_node_get_object (node), "text"));
  if (!app_plan_model_end (self->model))
    return;
  no = app_plan_line_is_section (line) ? NULL : app_plan_line_show (line, MERILO_PLAN_ITEM_NO);
  words = g_strdup_printf (_ ("Восстановлен набранный текст: пункт %s. Отменить: Ctrl+Z"),
                           no != NULL ? no : "—");
  g_signal_emit (self, signals[SIGNAL_RESTORED], 0, words);
}

/* GObject overrides */

static void
app_plan_saver_dispose (GObject *object)
{
  AppPlanSaver *self = APP_PLAN_SAVER (object);

  app_plan_saver_detach (self);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (app_plan_saver_parent_class)->dispose (object);
}

static void
app_plan_saver_class_init (AppPlanSaverClass *klass)
{
  GType type = APP_TYPE_PLAN_SAVER;

  G_OBJECT_CLASS (klass)->dispose = app_plan_saver_dispose;
  signals[SIGNAL_SAVED]
      = g_signal_new ("saved", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_STUCK] = g_signal_new ("stuck", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 1, APP_TYPE_OUTBOX_ENTRY);
  signals[SIGNAL_LOST]
      = g_signal_new ("lost", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_RESTORED] = g_signal_new ("restored", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                           G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
app_plan_saver_init (AppPlanSaver *self)
{
}

/* Public API */

AppPlanSaver *
app_plan_saver_new (AppContext *context)
{
  AppPlanSaver *self = g_object_new (APP_TYPE_PLAN_SAVER, NULL);

  self->context = g_object_ref (context);
  return self;
}

void
app_plan_saver_attach (AppPlanSaver *self,
                       AppPlanModel *model,
                       const char *plan_id,
                       gboolean writable)
{
  AppOutbox *outbox = get_outbox (self);

  app_plan_saver_detach (self);
  if (outbox == NULL)
    return;
  self->model = g_object_ref (model);
  self->plan = g_strdup (plan_id);
  self->path = g_strdup_printf ("plans/%s/edits", plan_id);
  self->writable = writable;
  if (!writable)
    return;
  lay_over (self);
  g_signal_connect_object (outbox, "sending", G_CALLBACK (sending_cb), self, 0);
  g_signal_connect_object (outbox, "settled", G_CALLBACK (settled_cb), self, 0);
  g_signal_connect_object (outbox, "stuck", G_CALLBACK (stuck_cb), self, 0);
  g_signal_connect_object (outbox, "items-changed", G_CALLBACK (queue_changed_cb), self, 0);
  g_signal_connect_object (model, "acted", G_CALLBACK (acted_cb), self, 0);
  restore_typed (self);
  if (app_plan_saver_get_stuck (self) != NULL)
    g_signal_emit (self, signals[SIGNAL_STUCK], 0, app_plan_saver_get_stuck (self));
}

void
app_plan_saver_detach (AppPlanSaver *self)
{
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  if (self->context != NULL && get_outbox (self) != NULL)
    g_signal_handlers_disconnect_by_data (get_outbox (self), self);
  g_clear_object (&self->model);
  g_clear_pointer (&self->plan, g_free);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->label, g_free);
}

void
app_plan_saver_save (AppPlanSaver *self, const char *label)
{
  g_free (self->label);
  self->label = g_strdup (label);
  push (self);
}

void
app_plan_saver_type (AppPlanSaver *self, AppPlanLine *line, guint field, const char *text)
{
  g_autoptr (JsonObject) typed = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *json = NULL;

  if (self->model == NULL || !self->writable)
    return;
  app_plan_model_type (self->model, line, text != NULL);
  if (text == NULL)
    {
      keep_draft (self, "typing", NULL);
      return;
    }
  typed = json_object_new ();
  json_object_set_boolean_member (typed, "section", app_plan_line_is_section (line));
  json_object_set_int_member (typed, "id", line->id);
  json_object_set_int_member (typed, "version", app_plan_line_get_version (line));
  if (line->name != NULL)
    json_object_set_string_member (typed, "name", line->name);
  json_object_set_string_member (typed, "field",
                                 merilo_record_get_entity (line->record)->fields[field].name);
  json_object_set_string_member (typed, "text", text);
  node = json_node_init_object (json_node_alloc (), typed);
  json = json_to_string (node, FALSE);
  keep_draft (self, "typing", json);
}

AppOutboxEntry *
app_plan_saver_get_stuck (AppPlanSaver *self)
{
  AppOutboxEntry *entry = self->plan != NULL && get_outbox (self) != NULL
                              ? app_outbox_find (get_outbox (self), RESOURCE, self->plan)
                              : NULL;

  return entry != NULL && is_stuck (entry) ? entry : NULL;
}

void
app_plan_saver_retry (AppPlanSaver *self)
{
  AppOutboxEntry *entry;

  push (self);
  entry = app_plan_saver_get_stuck (self);
  if (entry != NULL)
    app_outbox_retry (get_outbox (self), entry);
}
