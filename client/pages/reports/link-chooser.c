#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "net/json.h"
#include "pages/bits.h"
#include "pages/reports/link-chooser.h"

#define MOST 300 /* rows of a kind: more are found by words of the newest */

struct _AppLinkChooser
{
  AdwBin parent_instance;

  AppContext *context;
  GCancellable *cancellable;
  GtkWidget *button, *entry, *list, *note;
  gboolean loaded;
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AppLinkChooser, app_link_chooser, ADW_TYPE_BIN)

/* Rows */

static void
add_row (AppLinkChooser *self, const char *kind, const char *word, gint64 target, const char *title)
{
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *label = app_label_new (title, NULL);
  g_autofree char *spoken = g_strdup_printf ("%s: %s", word, title);

  g_object_set (box, "margin-top", 6, "margin-bottom", 6, "margin-start", 6, "margin-end", 6, NULL);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 44);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), app_word_new (word, "dim-label caption"));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data (G_OBJECT (row), "kind", (gpointer) g_intern_string (kind));
  g_object_set_data_full (G_OBJECT (row), "target", g_strdup_printf ("%" G_GINT64_FORMAT, target),
                          g_free);
  g_object_set_data_full (G_OBJECT (row), "words", g_utf8_casefold (spoken, -1), g_free);
  app_name_it (row, spoken);
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
}

static gboolean
match_row (GtkListBoxRow *row, gpointer data)
{
  AppLinkChooser *self = data;
  g_autofree char *text = g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (self->entry)), -1);

  return *text == 0 || strstr (g_object_get_data (G_OBJECT (row), "words"), text) != NULL;
}

/* Loading */

typedef struct
{
  const MeriloEntity *entity;
  const char *kind, *word;
  guint title;
} Source;

static const Source sources[] = {
  { &merilo_procedure_entity, "procedure", N_ ("результаты"), MERILO_PROCEDURE_TITLE },
  { &merilo_recheck_entity, "recheck", N_ ("перепроверка"), MERILO_RECHECK_TITLE },
  { &merilo_act_entity, "act", N_ ("акт"), MERILO_ACT_TITLE },
};

static void
add_records (AppLinkChooser *self, GPtrArray *records, const Source *source)
{
  for (guint i = 0; records != NULL && i < MIN (records->len, MOST); i++)
    {
      g_autofree char *title = merilo_record_show (records->pdata[i], source->title);

      if (*title != 0)
        add_row (self, source->kind, _ (source->word),
                 merilo_record_get_whole (records->pdata[i], 0), title);
    }
  if (gtk_widget_get_first_child (self->list) != NULL)
    gtk_widget_set_visible (self->note, FALSE);
}

static void
records_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppLinkChooser) self = data;
  g_autoptr (GPtrArray) records = app_api_list_finish (APP_API (object), result, NULL, NULL);
  const Source *source = NULL;

  if (records == NULL || self->context == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (sources) && records->len > 0; i++)
    if (merilo_record_get_entity (records->pdata[0]) == sources[i].entity)
      source = &sources[i];
  if (source != NULL)
    add_records (self, records, source);
}

static void
events_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppLinkChooser) self = data;
  g_autoptr (JsonNode) node = app_api_read_finish (APP_API (object), result, NULL);
  JsonArray *array;

  /* who may not read events has none to refer to */
  if (node == NULL || self->context == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return;
  array = json_node_get_array (node);
  for (guint i = 0; i < MIN (json_array_get_length (array), MOST); i++)
    {
      JsonObject *event = app_json_take_object (array, i);
      const char *name = app_json_text (event, "name");

      if (name != NULL && *name != 0)
        add_row (self, "event", _ ("событие"), app_json_whole (event, "id", 0), name);
    }
}

void
app_link_chooser_load (AppLinkChooser *self)
{
  AppApi *api = app_context_get_api (self->context);

  if (self->loaded)
    return;
  self->loaded = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    if (app_session_has_role (app_context_get_session (self->context), sources[i].entity->readers))
      app_api_list_async (api, app_type_of (sources[i].entity), NULL, self->cancellable, records_cb,
                          g_object_ref (self));
  app_api_read_async (api, "recorded-events?limit=300", self->cancellable, events_cb,
                      g_object_ref (self));
}

/* Callbacks */

static void
activated_cb (GtkListBox *list, GtkListBoxRow *row, AppLinkChooser *self)
{
  const char *kind = g_object_get_data (G_OBJECT (row), "kind");
  gint64 target = g_ascii_strtoll (g_object_get_data (G_OBJECT (row), "target"), NULL, 10);

  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->button));
  g_signal_emit (self, signals[CHOSEN], 0, kind, target);
}

/* GObject overrides */

static void
app_link_chooser_dispose (GObject *object)
{
  AppLinkChooser *self = APP_LINK_CHOOSER (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (app_link_chooser_parent_class)->dispose (object);
}

static void
app_link_chooser_finalize (GObject *object)
{
  g_object_unref (APP_LINK_CHOOSER (object)->cancellable);
  G_OBJECT_CLASS (app_link_chooser_parent_class)->finalize (object);
}

static void
app_link_chooser_class_init (AppLinkChooserClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = app_link_chooser_dispose;
  G_OBJECT_CLASS (klass)->finalize = app_link_chooser_finalize;
  signals[CHOSEN] = g_signal_new ("chosen", APP_TYPE_LINK_CHOOSER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT64);
}

static GtkWidget *
make_popover (AppLinkChooser *self)
{
  GtkWidget *popover = gtk_popover_new (), *scrolled = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->entry = gtk_search_entry_new ();
  self->list = gtk_list_box_new ();
  self->note
      = app_label_new (_ ("Здесь появятся результаты, перепроверки, акты и события."), "dim-label");
  app_name_it (self->entry, _ ("Найти, на что сослаться"));
  app_name_it (self->list, _ ("На что сослаться"));
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_list_box_set_filter_func (GTK_LIST_BOX (self->list), match_row, self, NULL);
  g_object_set (scrolled, "child", self->list, "hscrollbar-policy", GTK_POLICY_NEVER,
                "min-content-height", 220, "min-content-width", 460, NULL);
  gtk_box_append (GTK_BOX (box), self->entry);
  gtk_box_append (GTK_BOX (box), self->note);
  gtk_box_append (GTK_BOX (box), scrolled);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  g_signal_connect_swapped (self->entry, "search-changed",
                            G_CALLBACK (gtk_list_box_invalidate_filter), self->list);
  g_signal_connect (self->list, "row-activated", G_CALLBACK (activated_cb), self);
  g_signal_connect_swapped (popover, "show", G_CALLBACK (app_link_chooser_load), self);
  return popover;
}

static void
app_link_chooser_init (AppLinkChooser *self)
{
  self->cancellable = g_cancellable_new ();
  self->button = gtk_menu_button_new ();
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->button), _ ("Сослаться…"));
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->button), make_popover (self));
  gtk_widget_set_halign (self->button, GTK_ALIGN_START);
  app_name_it (self->button, _ ("Сослаться на результаты, перепроверку, акт или событие"));
  adw_bin_set_child (ADW_BIN (self), self->button);
}

/* Public API */

GtkWidget *
app_link_chooser_new (AppContext *context)
{
  AppLinkChooser *self = g_object_new (APP_TYPE_LINK_CHOOSER, NULL);

  self->context = g_object_ref (context);
  return GTK_WIDGET (self);
}

guint
app_link_chooser_get_n_shown (AppLinkChooser *self)
{
  guint n = 0;

  for (GtkWidget *row = gtk_widget_get_first_child (self->list); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    n += match_row (GTK_LIST_BOX_ROW (row), self);
  return n;
}

void
app_link_chooser_search (AppLinkChooser *self, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
}
