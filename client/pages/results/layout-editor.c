#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/results/layout-editor.h"

#include <glib/gi18n.h>

#include "model/error.h"
#include "net/json.h"
#include "pages/ask.h"
#include "pages/bits.h"
#include "pages/results/layout-offer.h"
#include "widgets/sheet-view.h"

struct _AppLayoutEditor
{
  AdwWindow parent_instance;

  AppContext *context;
  GCancellable *cancellable;
  AppImportFile *file;
  JsonNode *grid;        /* its rows */
  AppLayoutDraft *draft; /* of the sheet that is shown */
  AppSheet *sheet;
  int file_year; /* that its name says; 0: none */
  char *begun;   /* the description as it stood when the sheet was shown */
  gboolean filling, saving, ended;
  GtkWidget *view, *menu, *sheets, *row, *offer_place, *offer, *kind, *year, *subject, *grade, *max;
  GtkWidget *column_title, *item, *code, *item_max, *name, *shared, *lack;
};

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

static const MeriloChoice *
get_kinds (void)
{
  return merilo_procedure_entity.fields[MERILO_PROCEDURE_KIND].choices;
}

/* The grid */

static void
mark_grid (AppLayoutEditor *self)
{
  guint head = app_layout_draft_get_row (self->draft);

  for (guint c = 0; c < app_layout_draft_get_n_columns (self->draft); c++)
    {
      g_autofree char *words = app_layout_draft_describe_column (self->draft, c);
      gboolean read = *app_layout_draft_get_kind (self->draft, c) != 0;

      app_sheet_set_head (self->sheet, c, words, read ? APP_SHEET_CHOSEN : APP_SHEET_DIM);
      for (guint r = 0; r < app_layout_draft_get_n_rows (self->draft); r++)
        app_sheet_mark_cell (self->sheet, r, c,
                             r + 1 == head                         ? APP_SHEET_CHOSEN
                             : r + 1 < head || (head > 0 && !read) ? APP_SHEET_DIM
                                                                   : APP_SHEET_PLAIN);
    }
  app_sheet_tell (self->sheet);
}

static void
fill_grid (AppLayoutEditor *self)
{
  guint rows = app_layout_draft_get_n_rows (self->draft);
  guint columns = app_layout_draft_get_n_columns (self->draft);

  app_sheet_clear (self->sheet);
  for (guint c = 0; c < columns; c++)
    {
      g_autofree char *letter = app_sheet_name_column (c + 1);

      app_sheet_add_column (self->sheet, letter, "");
    }
  for (guint r = 0; r < rows; r++)
    {
      app_sheet_add_row (self->sheet, r + 1, NULL);
      for (guint c = 0; c < columns; c++)
        app_sheet_set_cell (self->sheet, r, c, app_layout_draft_get_cell (self->draft, r, c));
    }
  mark_grid (self);
}

/* The form */

static void
show_of (AppLayoutEditor *self)
{
  const AppLayoutOf *of = app_layout_draft_of (self->draft);
  const MeriloChoice *kinds = get_kinds ();
  guint kind = 0;

  for (guint i = 0; kinds[i].code != NULL; i++)
    if (g_str_equal (kinds[i].code, of->kind))
      kind = i + 1;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->kind), kind);
  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self->subject)), of->subject) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->subject), of->subject);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->year), of->year);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->grade), of->grade);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->max), of->max);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->row), app_layout_draft_get_row (self->draft));
}

static void
show_column (AppLayoutEditor *self)
{
  guint row, column;
  g_autofree char *letter = NULL, *words = NULL, *text = NULL;
  int max;

  if (!app_sheet_view_get_cursor (APP_SHEET_VIEW (self->view), &row, &column))
    return;
  letter = app_sheet_name_column (column + 1);
  words = app_layout_draft_describe_column (self->draft, column);
  text = g_strdup_printf (_ ("Столбец %s: %s"), letter, words);
  gtk_label_set_text (GTK_LABEL (self->column_title), text);
  gtk_widget_set_visible (self->item,
                          g_str_equal (app_layout_draft_get_kind (self->draft, column), "item"));
  if (!gtk_widget_get_visible (self->item))
    return;
  text = (g_free (text), g_strdup (app_layout_draft_get_item (self->draft, column, &max)));
  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self->code)), text) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->code), text);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->item_max), max);
}

static void
show_lack (AppLayoutEditor *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name))));
  g_autofree char *lack = app_layout_draft_find_lack (self->draft);

  if (lack == NULL && *name == 0)
    lack = g_strdup (_ ("Назовите описание: под этим именем его предложат в следующий раз."));
  gtk_label_set_text (GTK_LABEL (self->lack), lack != NULL ? lack : "");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "layout.save", lack == NULL && !self->saving);
}

static void
show_all (AppLayoutEditor *self)
{
  if (self->filling)
    return;
  self->filling = TRUE;
  mark_grid (self);
  show_of (self);
  show_column (self);
  self->filling = FALSE;
  show_lack (self);
}

static void
cursor_cb (AppLayoutEditor *self)
{
  if (self->filling)
    return;
  self->filling = TRUE;
  show_column (self);
  self->filling = FALSE;
}

/* What the user says */

static void
of_cb (AppLayoutEditor *self)
{
  AppLayoutOf *of;
  guint kind = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->kind));

  if (self->filling)
    return;
  of = app_layout_draft_of (self->draft);
  g_free (of->kind);
  g_free (of->subject);
  of->kind = g_strdup (kind > 0 ? get_kinds ()[kind - 1].code : "");
  of->subject = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->subject))));
  of->year = gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->year));
  of->grade = gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->grade));
  of->max = gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->max));
  if (of->year < 2000)
    of->year = 0;
  self->filling = TRUE;
  app_layout_draft_touch (self->draft);
  self->filling = FALSE;
  show_lack (self);
}

static void
row_cb (AppLayoutEditor *self)
{
  if (!self->filling)
    app_layout_draft_set_row (self->draft, (guint) gtk_spin_button_get_value_as_int (
                                               GTK_SPIN_BUTTON (self->row)));
}

static void
numbered_cb (AppLayoutEditor *self, guint row)
{
  app_layout_draft_set_row (self->draft, row + 1);
}

static void
item_cb (AppLayoutEditor *self)
{
  guint row, column;

  if (self->filling || !app_sheet_view_get_cursor (APP_SHEET_VIEW (self->view), &row, &column))
    return;
  app_layout_draft_set_item (self->draft, column, gtk_editable_get_text (GTK_EDITABLE (self->code)),
                             gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->item_max)));
}

static void
column_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppLayoutEditor *self = APP_LAYOUT_EDITOR (widget);
  guint row, column;

  if (app_sheet_view_get_cursor (APP_SHEET_VIEW (self->view), &row, &column))
    app_layout_draft_set_kind (self->draft, column, g_variant_get_string (parameter, NULL));
}

static void
head_pressed_cb (AppLayoutEditor *self, guint column)
{
  GdkRectangle place = app_sheet_view_get_head_place (APP_SHEET_VIEW (self->view), column);

  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &place);
  gtk_popover_popup (GTK_POPOVER (self->menu));
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
  fill_grid (self);
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
  show_lack (self);
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
  show_lack (self);
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
  gtk_widget_class_install_action (widget_class, "layout.column", "s", column_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

/* Building */

static GtkWidget *
add_labelled (GtkWidget *box, const char *label, GtkWidget *control)
{
  GtkWidget *pair = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  gtk_box_append (GTK_BOX (pair), app_word_new (label, "caption dim-label"));
  gtk_box_append (GTK_BOX (pair), control);
  app_name_it (control, label);
  gtk_box_append (GTK_BOX (box), pair);
  return pair;
}

static GtkWidget *
make_spin (AppLayoutEditor *self, double least, double most, GCallback callback)
{
  GtkWidget *spin = gtk_spin_button_new_with_range (least, most, 1);

  g_signal_connect_swapped (spin, "value-changed", callback, self);
  return spin;
}

static GtkWidget *
make_entry (AppLayoutEditor *self, int width, GCallback callback)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_editable_set_width_chars (GTK_EDITABLE (entry), width);
  g_signal_connect_swapped (entry, "changed", callback, self);
  return entry;
}

static GtkWidget *
make_top (AppLayoutEditor *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = app_label_new (
      _ ("Щёлкните номер строки с заголовками. Потом у каждого нужного столбца выберите вверху, что "
         "в нём. Остальные столбцы не читаются: фамилии в результаты не попадают."),
      NULL);

  gtk_widget_set_hexpand (words, TRUE);
  self->row = make_spin (self, 0, 60, G_CALLBACK (row_cb));
  self->sheets = gtk_drop_down_new (NULL, NULL);
  gtk_box_append (GTK_BOX (line), words);
  add_labelled (line, _ ("Лист"), self->sheets);
  add_labelled (line, _ ("Строка заголовков"), self->row);
  self->offer_place = adw_bin_new ();
  gtk_box_append (GTK_BOX (box), self->offer_place);
  gtk_box_append (GTK_BOX (box), line);
  g_object_set (box, "margin-top", 12, "margin-bottom", 9, "margin-start", 18, "margin-end", 18,
                NULL);
  return box;
}

static GtkWidget *
make_item (AppLayoutEditor *self)
{
  self->item = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  self->code = make_entry (self, 8, G_CALLBACK (item_cb));
  self->item_max = make_spin (self, -1, 100, G_CALLBACK (item_cb));
  add_labelled (self->item, _ ("Номер задания"), self->code);
  add_labelled (self->item, _ ("Наибольший балл (−1: не знаю)"), self->item_max);
  return self->item;
}

static GtkWidget *
make_of (AppLayoutEditor *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  g_autoptr (GtkStringList) kinds = gtk_string_list_new (NULL);

  gtk_string_list_append (kinds, _ ("выберите"));
  for (const MeriloChoice *kind = get_kinds (); kind->code != NULL; kind++)
    gtk_string_list_append (kinds, _ (kind->label));
  self->kind = gtk_drop_down_new (G_LIST_MODEL (g_object_ref (kinds)), NULL);
  g_signal_connect_swapped (self->kind, "notify::selected", G_CALLBACK (of_cb), self);
  self->subject = make_entry (self, -1, G_CALLBACK (of_cb));
  self->year = make_spin (self, 0, 2100, G_CALLBACK (of_cb));
  self->grade = make_spin (self, 0, 12, G_CALLBACK (of_cb));
  self->max = make_spin (self, 0, 1000, G_CALLBACK (of_cb));
  add_labelled (line, _ ("Процедура"), self->kind);
  add_labelled (line, _ ("Предмет"), self->subject);
  add_labelled (line, _ ("Класс"), self->grade);
  add_labelled (line, _ ("Год"), self->year);
  gtk_widget_set_tooltip_text (self->year, _ ("0: тот, что стоит в имени файла. Такое описание "
                                              "подойдёт и в следующие годы."));
  add_labelled (line, _ ("Наибольший балл (0: по заданиям)"), self->max);
  return line;
}

static GtkWidget *
make_bottom (AppLayoutEditor *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);
  GtkWidget *save = gtk_button_new_with_label (_ ("Сохранить и прочитать файл"));

  self->column_title = app_word_new (NULL, "heading");
  gtk_box_append (GTK_BOX (column), self->column_title);
  gtk_box_append (GTK_BOX (column), make_item (self));
  gtk_widget_set_size_request (column, -1, 56);
  self->name = make_entry (self, 32, G_CALLBACK (show_lack));
  gtk_entry_set_max_length (GTK_ENTRY (self->name), 120);
  self->shared = gtk_check_button_new_with_label (_ ("показать школам"));
  gtk_widget_set_valign (self->shared, GTK_ALIGN_END);
  self->lack = app_label_new (NULL, "dim-label");
  gtk_widget_set_hexpand (self->lack, TRUE);
  gtk_widget_set_valign (self->lack, GTK_ALIGN_END);
  gtk_widget_set_valign (save, GTK_ALIGN_END);
  gtk_widget_add_css_class (save, "suggested-action");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (save), "layout.save");
  add_labelled (line, _ ("Название описания"), self->name);
  gtk_box_append (GTK_BOX (line), self->shared);
  gtk_box_append (GTK_BOX (line), self->lack);
  gtk_box_append (GTK_BOX (line), save);
  gtk_box_append (GTK_BOX (box), column);
  gtk_box_append (GTK_BOX (box), make_of (self));
  gtk_box_append (GTK_BOX (box), line);
  g_object_set (box, "margin-top", 9, "margin-bottom", 12, "margin-start", 18, "margin-end", 18,
                NULL);
  return box;
}

static GtkWidget *
make_menu (AppLayoutEditor *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();

  for (guint i = 0; i < app_column_kinds_count (); i++)
    {
      g_autofree char *action = g_strdup_printf ("layout.column::%s", app_column_kinds[i].id);

      g_menu_append (menu, _ (app_column_kinds[i].label), action);
    }
  self->menu = gtk_popover_menu_new_from_model (G_MENU_MODEL (menu));
  gtk_popover_set_position (GTK_POPOVER (self->menu), GTK_POS_BOTTOM);
  gtk_widget_set_parent (self->menu, self->view);
  return self->menu;
}

static void
app_layout_editor_init (AppLayoutEditor *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->cancellable = g_cancellable_new ();
  self->sheet = app_sheet_new ();
  self->view = app_sheet_view_new (self->sheet);
  app_sheet_view_set_head_menus (APP_SHEET_VIEW (self->view), TRUE);
  g_signal_connect_swapped (self->view, "cursor-moved", G_CALLBACK (cursor_cb), self);
  g_signal_connect_swapped (self->view, "numbered", G_CALLBACK (numbered_cb), self);
  g_signal_connect_swapped (self->view, "activated", G_CALLBACK (numbered_cb), self);
  g_signal_connect_swapped (self->view, "head-pressed", G_CALLBACK (head_pressed_cb), self);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->view);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), make_top (self));
  gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (box), make_bottom (self));
  make_menu (self);
  adw_window_set_content (ADW_WINDOW (self), box);
  g_object_set (self, "title", _ ("Что в каких столбцах"), "modal", TRUE, "destroy-with-parent",
                TRUE, "default-width", 1180, "default-height", 740, NULL);
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
