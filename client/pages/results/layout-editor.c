#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/results/layout-editor-private.h"

#include <glib/gi18n.h>

#include "model/error.h"
#include "net/json.h"
#include "pages/ask.h"
#include "pages/bits.h"
#include "pages/dialog.h"
#include "pages/results/layout-offer.h"

enum
{
  SIGNAL_DESCRIBED,
  N_SIGNALS
};

G_DEFINE_FINAL_TYPE (AppLayoutEditor, app_layout_editor, ADW_TYPE_WINDOW)

static guint signals[N_SIGNALS];

static JsonArray *
get_sheets (AppLayoutEditor *self)
{
  return app_json_array (json_node_get_object (self->grid), "sheets");
}

static void
show_all (AppLayoutEditor *self)
{
  if (self->filling)
    return;
  self->filling = TRUE;
  _app_layout_editor_mark_grid (self);
  _app_layout_editor_show_of (self);
  _app_layout_editor_show_column (self);
  self->filling = FALSE;
  _app_layout_editor_show_lack (self);
}

/* Sheets and saved descriptions */

static void
set_draft (AppLayoutEditor *self, guint sheet)
{
  if (self->draft != NULL)
    g_signal_handlers_disconnect_by_data (self->draft, self);
  g_clear_object (&self->draft);
  self->draft = app_layout_draft_new (json_array_get_object_element (get_sheets (self), sheet));
  app_layout_draft_set_dated (self->draft, self->file_year != 0);
  app_layout_offer_set_draft (APP_LAYOUT_OFFER (self->offer), self->draft);
  g_signal_connect_swapped (self->draft, "changed", G_CALLBACK (show_all), self);
  g_free (self->begun);
  self->begun = app_layout_draft_write (self->draft, "");
  self->filling = TRUE;
  _app_layout_editor_fill_grid (self);
  self->filling = FALSE;
  show_all (self);
}

static void
sheet_cb (AppLayoutEditor *self)
{
  guint i = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->sheets));

  if (!self->filling && i < json_array_get_length (get_sheets (self)))
    set_draft (self, i);
}

static void
maps_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppLayoutEditor) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) maps = app_api_list_finish (APP_API (object), result, NULL, &error);

  if (self->context != NULL && maps != NULL)
    app_layout_offer_set_maps (APP_LAYOUT_OFFER (self->offer), maps);
}

static void
end (AppLayoutEditor *self, MeriloRecord *map)
{
  g_autofree char *id = app_record_dup_id (map);

  self->ended = TRUE;
  g_signal_emit (self, signals[SIGNAL_DESCRIBED], 0, id);
  gtk_window_close (GTK_WINDOW (self));
}

static void
saved_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppLayoutEditor) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloRecord) map = app_api_write_finish (APP_API (object), result, &error);

  if (self->context == NULL || g_error_matches (error, MERILO_ERROR, MERILO_ERROR_CANCELLED))
    return;
  self->saving = FALSE;
  _app_layout_editor_show_lack (self);
  if (map != NULL)
    end (self, map);
  else
    gtk_label_set_text (GTK_LABEL (self->lack), error->message);
}

static void
save_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  AppLayoutEditor *self = APP_LAYOUT_EDITOR (widget);
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name))));
  g_autofree char *doc = app_layout_draft_write (self->draft, name);
  g_autoptr (MeriloRecord) map = g_object_new (app_type_of (&merilo_layout_map_entity), NULL);

  merilo_record_set_text (map, MERILO_LAYOUT_MAP_NAME, name);
  merilo_record_set_text (map, MERILO_LAYOUT_MAP_DOC, doc);
  if (gtk_widget_get_visible (self->shared))
    merilo_record_set_whole (map, MERILO_LAYOUT_MAP_SHARED,
                             gtk_check_button_get_active (GTK_CHECK_BUTTON (self->shared)));
  self->saving = TRUE; /* a second click would keep a second description */
  _app_layout_editor_show_lack (self);
  app_api_create_async (app_context_get_api (self->context), map, self->cancellable, saved_cb,
                        g_object_ref (self));
}

/* "taken" for a beginning: the year of the file stands in place of its own */
static void
begin_cb (AppLayoutEditor *self, MeriloRecord *map)
{
  if (!app_layout_draft_take (self->draft, merilo_record_get_text (map, MERILO_LAYOUT_MAP_DOC)))
    return;
  if (self->file_year != 0)
    app_layout_draft_of (self->draft)->year = self->file_year;
  app_layout_draft_touch (self->draft);
  gtk_widget_grab_focus (self->name);
}

/* GObject overrides */

/* columns that were pointed at one after another do not go by one key */
static gboolean
close_request (GtkWindow *window)
{
  AppLayoutEditor *self = APP_LAYOUT_EDITOR (window);
  g_autofree char *now = app_layout_draft_write (self->draft, "");

  if (self->ended || g_str_equal (now, self->begun))
    return GTK_WINDOW_CLASS (app_layout_editor_parent_class)->close_request (window);
  app_ask_leave (window, _ ("Закрыть, не сохранив описание?"),
                 _ ("То, что вы указали о столбцах, не сохранено."), _ ("Закрыть"));
  return TRUE;
}

static void
app_layout_editor_dispose (GObject *object)
{
  AppLayoutEditor *self = APP_LAYOUT_EDITOR (object);

  g_cancellable_cancel (self->cancellable);
  if (self->draft != NULL)
    g_signal_handlers_disconnect_by_data (self->draft, self);
  g_clear_object (&self->draft);
  g_clear_object (&self->file);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (app_layout_editor_parent_class)->dispose (object);
}

static void
app_layout_editor_finalize (GObject *object)
{
  AppLayoutEditor *self = APP_LAYOUT_EDITOR (object);

  g_object_unref (self->cancellable);
  g_object_unref (self->sheet);
  g_clear_pointer (&self->grid, json_node_unref);
  g_free (self->begun);
  G_OBJECT_CLASS (app_layout_editor_parent_class)->finalize (object);
}

static void
app_layout_editor_class_init (AppLayoutEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = app_layout_editor_dispose;
  G_OBJECT_CLASS (klass)->finalize = app_layout_editor_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = close_request;
  signals[SIGNAL_DESCRIBED] = g_signal_new ("described", APP_TYPE_LAYOUT_EDITOR, G_SIGNAL_RUN_LAST,
                                            0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_install_action (widget_class, "layout.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "layout.column", "s",
                                   _app_layout_editor_set_column);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
app_layout_editor_init (AppLayoutEditor *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->cancellable = g_cancellable_new ();
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), _app_layout_editor_make_top (self));
  gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (box), _app_layout_editor_make_grid (self));
  gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (box), _app_layout_editor_make_bottom (self));
  adw_window_set_content (ADW_WINDOW (self), box);
  g_object_set (self, "title", _ ("Что в каких столбцах"), "default-width", 1180, "default-height",
                740, NULL);
  app_dialog_attach (GTK_WINDOW (self));
}

/* Public API */

/* that the name of a file says, as the server reads it; 0: none */
static int
find_year (const char *name)
{
  g_autoptr (GRegex) regex = g_regex_new ("(?<!\\d)20\\d\\d(?!\\d)", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *year = NULL;

  if (!g_regex_match (regex, name, 0, &match))
    return 0;
  year = g_match_info_fetch (match, 0);
  return atoi (year);
}

static void
make_offer (AppLayoutEditor *self)
{
  self->offer = app_layout_offer_new (self->file_year);
  g_signal_connect_object (self->offer, "read", G_CALLBACK (end), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->offer, "base-on", G_CALLBACK (begin_cb), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (ADW_BIN (self->offer_place), self->offer);
}

/* Returns the sheet to begin with: before the table there may be a title or a list of schools */
static guint
fill_sheets (AppLayoutEditor *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  JsonArray *sheets = get_sheets (self);
  guint first = json_array_get_length (sheets);

  for (guint i = 0; i < json_array_get_length (sheets); i++)
    {
      JsonObject *sheet = json_array_get_object_element (sheets, i);
      const char *name = app_json_text (sheet, "name");

      if (app_json_object (sheet, "guess") != NULL)
        first = MIN (first, i);
      gtk_string_list_append (names, name != NULL && *name != 0 ? name : _ ("таблица"));
    }
  self->filling = TRUE;
  first = first < json_array_get_length (sheets) ? first : 0;
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->sheets), G_LIST_MODEL (names));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->sheets), first);
  self->filling = FALSE;
  g_signal_connect_swapped (self->sheets, "notify::selected", G_CALLBACK (sheet_cb), self);
  return first;
}

GtkWidget *
app_layout_editor_new (GtkWindow *parent, AppContext *context, AppImportFile *file, JsonNode *grid)
{
  AppLayoutEditor *self = g_object_new (APP_TYPE_LAYOUT_EDITOR, "transient-for", parent, NULL);

  self->context = g_object_ref (context);
  self->file = g_object_ref (file);
  self->grid = json_node_ref (grid);
  gtk_widget_set_visible (self->shared,
                          app_context_get_user (context)->role == MERILO_ROLE_METHODOLOGIST);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->shared), TRUE);
  self->file_year = find_year (file->name);
  make_offer (self);
  set_draft (self, fill_sheets (self));
  app_api_list_async (app_context_get_api (context), app_type_of (&merilo_layout_map_entity), NULL,
                      self->cancellable, maps_cb, g_object_ref (self));
  return GTK_WIDGET (self);
}

AppImportFile *
app_layout_editor_get_file (AppLayoutEditor *self)
{
  return self->file;
}

AppLayoutDraft *
app_layout_editor_get_draft (AppLayoutEditor *self)
{
  return self->draft;
}

void
app_layout_editor_type_name (AppLayoutEditor *self, const char *name)
{
  gtk_editable_set_text (GTK_EDITABLE (self->name), name);
}

guint
app_layout_editor_get_n_offered (AppLayoutEditor *self)
{
  return app_layout_offer_get_n (APP_LAYOUT_OFFER (self->offer));
}
