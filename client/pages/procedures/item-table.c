#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/procedures/item-table.h"

#include <glib/gi18n.h>

#include "pages/bits.h"
#include "pages/procedures/procedure-words.h"

struct _AppItemTable
{
  AdwBin parent_instance;

  AppPage *page; /* weak */
  AppItemRows *rows;
  GtkWidget *state, *table, *sum, *tools;
  gint64 max; /* of the procedure */
  gboolean locked;
};

G_DEFINE_FINAL_TYPE (AppItemTable, app_item_table, ADW_TYPE_BIN)

static guint told;

static const int columns[] = {
  MERILO_PROCEDURE_ITEM_CODE,  MERILO_PROCEDURE_ITEM_TOP,      MERILO_PROCEDURE_ITEM_LEVEL,
  MERILO_PROCEDURE_ITEM_SKILL, MERILO_PROCEDURE_ITEM_CODIFIER, -1,
};

static AppContext *
get_context (AppItemTable *self)
{
  return app_page_get_context (self->page);
}

static gboolean
may_write (AppItemTable *self)
{
  return app_session_has_role (app_context_get_session (get_context (self)),
                               merilo_procedure_item_entity.writers);
}

/* What is shown */

static void
show_sum (AppItemTable *self)
{
  gint64 sum = app_item_rows_sum (self->rows);
  guint n = app_item_table_get_n (self);
  gboolean whole = sum == self->max || n == 0;
  g_autofree char *items = g_strdup_printf (ngettext ("%u задание", "%u задания", n), n);
  g_autofree char *text
      = whole ? g_strdup_printf (_ ("%s, вместе баллов: %" G_GINT64_FORMAT), items, sum)
              : g_strdup_printf (_ ("%s, вместе баллов: %" G_GINT64_FORMAT
                                    ", а максимум процедуры %" G_GINT64_FORMAT),
                                 items, sum, self->max);

  gtk_label_set_text (GTK_LABEL (self->sum), text);
  gtk_widget_set_css_classes (self->sum, whole ? (const char *[]){ "caption", "dim-label", NULL }
                                               : (const char *[]){ "caption", "doubt", NULL });
}

static void
enable_tools (AppItemTable *self, gboolean rows, gboolean paste)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "items.add", rows);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "items.remove",
                                 rows && app_item_table_get_n (self) > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "items.paste", paste);
}

void
app_item_table_show (AppItemTable *self)
{
  AppStateView *state = APP_STATE_VIEW (self->state);

  enable_tools (self, !self->locked, may_write (self)); /* before the focus is led to one of them */
  if (app_item_table_get_n (self) > 0)
    app_state_view_show_content (state);
  else
    app_state_view_show_empty (
        state, _ ("Заданий ещё нет"),
        self->locked ? _ ("Они появятся, когда методист их введёт или загрузит файл.")
                     : _ ("Добавьте их по одному или вставьте таблицу из Excel: задание, "
                          "максимум, уровень (Б, П, В), умение, раздел кодификатора."),
        self->locked ? NULL : _ ("Добавить задание"), "items.add");
  show_sum (self);
}

/* of another procedure nothing is said until its own has come */
static void
show_nothing (AppItemTable *self)
{
  gtk_label_set_text (GTK_LABEL (self->sum), "");
  enable_tools (self, FALSE, FALSE);
}

void
app_item_table_show_loading (AppItemTable *self)
{
  show_nothing (self);
  app_state_view_show_loading (APP_STATE_VIEW (self->state));
}

void
app_item_table_show_error (AppItemTable *self, const GError *error)
{
  show_nothing (self);
  app_state_view_show_error (APP_STATE_VIEW (self->state), error);
}

/* Actions */

static guint
get_row (AppItemTable *self)
{
  guint row, column;

  app_record_table_get_cursor (APP_RECORD_TABLE (self->table), &row, &column);
  return row;
}

static void
add_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppItemTable *self = APP_ITEM_TABLE (widget);
  int after = app_item_table_get_n (self) > 0 ? (int) get_row (self) : -1, row;

  app_item_table_commit (self);
  row = app_item_rows_insert (self->rows, after);
  if (row < 0)
    {
      g_signal_emit (self, told, 0, _ ("Больше 200 заданий не бывает."));
      return;
    }
  app_state_view_show_content (APP_STATE_VIEW (self->state));
  app_record_table_set_cursor (APP_RECORD_TABLE (self->table), (guint) row, 0);
}

static void
remove_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppItemTable *self = APP_ITEM_TABLE (widget);
  guint row = get_row (self);

  app_item_table_commit (self);
  /* what goes, and the button with the last of them, leave the focus to the next one */
  gtk_widget_child_focus (self->state, GTK_DIR_TAB_FORWARD);
  app_item_rows_remove (self->rows, row);
  if (app_item_table_get_n (self) > 0)
    app_record_table_set_cursor (APP_RECORD_TABLE (self->table), row, 0);
  else
    gtk_widget_child_focus (self->state, GTK_DIR_TAB_FORWARD);
  app_context_toast (get_context (self), _ ("Задание убрано. Ctrl+Z вернёт его."));
}

static void
clipboard_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppItemTable) self = data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (object), result, NULL);

  if (app_page_is_closed (self->page))
    return;
  if (text == NULL || *text == 0)
    app_context_refuse (get_context (self), _ ("В буфере нет таблицы: скопируйте её в Excel."));
  else
    app_record_table_paste (APP_RECORD_TABLE (self->table), text);
}

static void
paste_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (widget), NULL, clipboard_cb,
                                 g_object_ref (widget));
}

/* Callbacks */

static void
short_cb (AppRecordTable *table, guint n, AppItemTable *self)
{
  if (app_item_table_get_n (self) + n > APP_ITEM_ROWS_MAX)
    app_context_toast (get_context (self),
                       _ ("Больше 200 заданий не бывает: лишние строки не вставлены."));
  app_item_rows_add_blank (self->rows, n);
}

static void
pasted_cb (AppRecordTable *table, guint written, guint refused, AppItemTable *self)
{
  g_autofree char *text
      = refused > 0 ? g_strdup_printf (_ ("Вставлено ячеек: %u, не подходит: %u — они "
                                          "выделены. Ctrl+Z отменит вставку."),
                                       written, refused)
                    : g_strdup_printf (_ ("Вставлено ячеек: %u. Ctrl+Z отменит вставку."), written);

  app_context_toast (get_context (self),
                     written > 0 ? text : _ ("Сюда вставить нельзя: эти ячейки не меняются."));
}

/* GObject overrides */

static void
dispose (GObject *object)
{
  g_clear_weak_pointer (&APP_ITEM_TABLE (object)->page);
  G_OBJECT_CLASS (app_item_table_parent_class)->dispose (object);
}

static void
finalize (GObject *object)
{
  g_object_unref (APP_ITEM_TABLE (object)->rows);
  G_OBJECT_CLASS (app_item_table_parent_class)->finalize (object);
}

static void
app_item_table_class_init (AppItemTableClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dispose;
  G_OBJECT_CLASS (klass)->finalize = finalize;
  told = g_signal_new ("told", APP_TYPE_ITEM_TABLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                       G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_install_action (widget_class, "items.add", NULL, add_action);
  gtk_widget_class_install_action (widget_class, "items.remove", NULL, remove_action);
  gtk_widget_class_install_action (widget_class, "items.paste", NULL, paste_action);
}

static GtkWidget *
make_tools (AppItemTable *self)
{
  static const struct
  {
    const char *label, *action, *tip;
  } tools[] = {
    { N_ ("Добавить"), "items.add", N_ ("Задание после выбранного") },
    { N_ ("Убрать"), "items.remove", N_ ("Выбранное задание; Ctrl+Z вернёт его") },
    { N_ ("Вставить из Excel"), "items.paste",
      N_ ("Столбцы: задание, максимум, уровень, умение, раздел кодификатора. В таблице это Ctrl+V") },
  };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->sum = app_label_new (NULL, "caption dim-label numeric");
  gtk_widget_set_hexpand (self->sum, TRUE);
  self->tools = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_box_append (GTK_BOX (box), self->sum);
  gtk_box_append (GTK_BOX (box), self->tools);
  for (guint i = 0; i < G_N_ELEMENTS (tools); i++)
    {
      GtkWidget *button = gtk_button_new_with_label (_ (tools[i].label));

      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), tools[i].action);
      gtk_widget_set_tooltip_text (button, _ (tools[i].tip));
      gtk_box_append (GTK_BOX (self->tools), button);
    }
  g_object_set (box, "margin-start", 18, "margin-end", 18, "margin-top", 9, "margin-bottom", 9,
                NULL);
  return box;
}

static GtkWidget *
make_table (AppItemTable *self)
{
  self->table = app_record_table_new (NULL);
  app_record_table_set_entity (APP_RECORD_TABLE (self->table), &merilo_procedure_item_entity,
                               columns);
  app_record_table_set_edits (APP_RECORD_TABLE (self->table), app_item_rows_get_edits (self->rows));
  app_record_table_set_records (APP_RECORD_TABLE (self->table),
                                app_item_rows_get_model (self->rows));
  g_signal_connect_object (self->table, "short", G_CALLBACK (short_cb), self, 0);
  g_signal_connect_object (self->table, "pasted", G_CALLBACK (pasted_cb), self, 0);
  return self->table;
}

static void
app_item_table_init (AppItemTable *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->rows = app_item_rows_new ();
  self->state = app_state_view_new (make_table (self));
  gtk_widget_set_vexpand (self->state, TRUE);
  gtk_box_append (GTK_BOX (box), make_tools (self));
  gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (box), self->state);
  adw_bin_set_child (ADW_BIN (self), box);
}

/* Public API */

GtkWidget *
app_item_table_new (AppPage *page)
{
  AppItemTable *self = g_object_new (APP_TYPE_ITEM_TABLE, NULL);

  g_set_weak_pointer (&self->page, page);
  gtk_widget_set_visible (self->tools, may_write (self)); /* a reader is offered nothing */
  app_record_table_set_role (APP_RECORD_TABLE (self->table),
                             app_context_get_user (get_context (self))->role, may_write (self));
  return GTK_WIDGET (self);
}

AppItemRows *
app_item_table_get_rows (AppItemTable *self)
{
  return self->rows;
}

guint
app_item_table_get_n (AppItemTable *self)
{
  return g_list_model_get_n_items (app_item_rows_get_model (self->rows));
}

void
app_item_table_set_items (AppItemTable *self, GPtrArray *items, MeriloRecord *procedure)
{
  self->max = merilo_record_get_whole (procedure, MERILO_PROCEDURE_MAX);
  self->locked = app_procedure_is_used (procedure) || !may_write (self);
  app_item_rows_set_items (self->rows, items, self->locked);
}

AppState
app_item_table_get_state (AppItemTable *self)
{
  return app_state_view_get_state (APP_STATE_VIEW (self->state));
}

AppStateView *
app_item_table_get_view (AppItemTable *self)
{
  return APP_STATE_VIEW (self->state);
}

void
app_item_table_commit (AppItemTable *self)
{
  app_record_table_commit (APP_RECORD_TABLE (self->table));
}

void
app_item_table_choose (AppItemTable *self, guint row, guint field)
{
  for (guint i = 0; columns[i] >= 0; i++)
    if ((guint) columns[i] == field)
      app_record_table_set_cursor (APP_RECORD_TABLE (self->table), row, i);
}

MeriloRecord *
app_item_table_get_chosen (AppItemTable *self)
{
  return app_record_table_get_selected (APP_RECORD_TABLE (self->table));
}

GPtrArray *
app_item_table_copy_cells (AppItemTable *self)
{
  return app_item_table_get_n (self) > 0
             ? app_record_table_copy_cells (APP_RECORD_TABLE (self->table), TRUE)
             : NULL;
}
