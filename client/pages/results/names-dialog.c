#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/results/names-dialog.h"

#include <glib/gi18n.h>

#include "pages/bits.h"
#include "pages/dialog.h"
#include "store/names-file.h"

struct _AppNamesDialog
{
  AdwWindow parent_instance;

  AppContext *context;
  GCancellable *cancellable;
  GtkWidget *year, *held, *told;
};

G_DEFINE_FINAL_TYPE (AppNamesDialog, app_names_dialog, ADW_TYPE_WINDOW)

static void
tell (AppNamesDialog *self, const char *text)
{
  gtk_label_set_text (GTK_LABEL (self->told), text);
}

/* «2026: 412 участников» */
static void
show_held (AppNamesDialog *self)
{
  AppStore *store = app_context_get_store (self->context);
  g_autoptr (GArray) years = app_names_get_years (store);
  GString *text = g_string_new (NULL);
  g_autofree char *all = NULL;

  for (guint i = 0; i < years->len; i++)
    {
      int year = g_array_index (years, int, i);
      guint n = app_names_count (store, year);

      g_string_append_printf (text, ngettext ("%s%d: %u участник", "%s%d: %u участника", n),
                              i > 0 ? "\n" : "", year, n);
    }
  all = g_string_free (text, FALSE);
  gtk_label_set_text (GTK_LABEL (self->held),
                      *all != 0 ? all : _ ("Списков на этом компьютере нет."));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "names.erase", years->len > 0);
}

/* Loading */

static char *
describe_taken (guint n, const AppNamesLeft *left)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, _ ("Загружено: %u."), n);
  if (left->bare > 0)
    g_string_append_printf (text, _ (" Без кода или фамилии осталось строк: %u."), left->bare);
  if (left->doubled > 0)
    g_string_append_printf (text,
                            _ (" Не взято строк, где у одного кода разные имена: %u. Исправьте их "
                               "и загрузите список снова."),
                            left->doubled);
  return g_string_free (text, FALSE);
}

/* @names: (nullable): as they were read, or not */
static gboolean
take (AppNamesDialog *self, GPtrArray *names, const AppNamesLeft *left, const GError *error)
{
  int year = gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->year));
  g_autofree char *text = NULL;

  if (names == NULL)
    {
      g_autofree char *words = app_capital (error->message);
      g_autofree char *sentence = g_strconcat (words, ".", NULL);

      tell (self, sentence);
      return FALSE;
    }
  if (!app_names_replace (app_context_get_store (self->context), year, names))
    {
      tell (self, _ ("Список не записался: проверьте, есть ли место на диске."));
      return FALSE;
    }
  text = describe_taken (names->len, left);
  tell (self, text);
  show_held (self);
  return TRUE;
}

static void
files_cb (GListModel *files, gpointer data)
{
  AppNamesDialog *self = data;
  g_autoptr (GFile) file = g_list_model_get_item (files, 0);

  if (file != NULL && self->context != NULL)
    app_names_dialog_open (self, file);
}

static void
choose_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  app_choose_files (widget, _ ("Список участников"), _ ("Книги Excel и таблицы .csv"),
                    "*.xlsx;*.csv;*.txt", FALSE, files_cb, g_object_ref (widget), g_object_unref);
}

static void
pasted_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppNamesDialog) self = data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (object), result, NULL);
  g_autoptr (GBytes) bytes = NULL;

  if (self->context == NULL)
    return;
  if (text == NULL || *text == 0)
    {
      tell (self, _ ("Ничего не скопировано: выделите в таблице два столбца, код и фамилию, и "
                     "скопируйте их."));
      return;
    }
  bytes = g_bytes_new (text, strlen (text));
  app_names_dialog_take (self, bytes);
}

static void
paste_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (widget),
                                 APP_NAMES_DIALOG (widget)->cancellable, pasted_cb,
                                 g_object_ref (widget));
}

static void
erase_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppNamesDialog *self = APP_NAMES_DIALOG (widget);

  tell (self, app_names_erase (app_context_get_store (self->context))
                  ? _ ("Имена удалены с этого компьютера.")
                  : _ ("Удалить не удалось: проверьте, есть ли место на диске, и повторите."));
  show_held (self);
  gtk_widget_grab_focus (self->year); /* the button has nothing more to do */
}

/* GObject overrides */

static void
app_names_dialog_dispose (GObject *object)
{
  AppNamesDialog *self = APP_NAMES_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (app_names_dialog_parent_class)->dispose (object);
}

static void
app_names_dialog_finalize (GObject *object)
{
  g_object_unref (APP_NAMES_DIALOG (object)->cancellable);
  G_OBJECT_CLASS (app_names_dialog_parent_class)->finalize (object);
}

static void
app_names_dialog_class_init (AppNamesDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = app_names_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = app_names_dialog_finalize;
  gtk_widget_class_install_action (widget_class, "names.choose", NULL, choose_action);
  gtk_widget_class_install_action (widget_class, "names.paste", NULL, paste_action);
  gtk_widget_class_install_action (widget_class, "names.erase", NULL, erase_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_v, GDK_CONTROL_MASK, "names.paste",
                                       NULL);
}

static void
app_names_dialog_init (AppNamesDialog *self)
{
  GtkWidget *box = app_dialog_box (ADW_WINDOW (self), _ ("Имена участников"), 560);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12), *bar = app_dialog_bar (box);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  gtk_window_set_default_size (GTK_WINDOW (self), 560, 430);
  self->cancellable = g_cancellable_new ();
  self->year = gtk_spin_button_new_with_range (2015, 2100, 1);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->year), g_date_time_get_year (now));
  app_name_it (self->year, _ ("Год проверочных работ"));
  self->held = app_label_new (NULL, NULL);
  self->told = app_label_new (NULL, NULL);
  gtk_box_append (
      GTK_BOX (box),
      app_label_new (_ ("Список «код — фамилия» остаётся на этом компьютере: на сервер имена не "
                        "уходят никогда. Они показываются рядом с кодами только вам: в замечаниях, "
                        "изменениях и списке работ вашей школы."),
                     NULL));
  gtk_box_append (GTK_BOX (line), app_word_new (_ ("Год проверочных работ"), NULL));
  gtk_box_append (GTK_BOX (line), self->year);
  gtk_box_append (GTK_BOX (box), line);
  gtk_box_append (
      GTK_BOX (box),
      app_label_new (
          _ ("Нужны два столбца: код участника и фамилия с именем. Коды каждый год новые, "
             "поэтому список загружают для своего года; новый список заменяет прежний."),
          "dim-label"));
  gtk_box_append (GTK_BOX (box), app_label_new (_ ("Сейчас на этом компьютере"), "heading"));
  gtk_box_append (GTK_BOX (box), self->held);
  gtk_box_append (GTK_BOX (box), self->told);
  app_dialog_button (bar, _ ("Удалить имена"), "names.erase", "destructive-action");
  app_dialog_button (bar, _ ("Вставить скопированное"), "names.paste", NULL);
  app_dialog_button (bar, _ ("Загрузить из файла…"), "names.choose", "suggested-action");
  app_take_files (GTK_WIDGET (self), files_cb, self);
}

/* Public API */

GtkWidget *
app_names_dialog_new (GtkWindow *parent, AppContext *context)
{
  AppNamesDialog *self = g_object_new (APP_TYPE_NAMES_DIALOG, "transient-for", parent, NULL);

  self->context = g_object_ref (context);
  show_held (self);
  return GTK_WIDGET (self);
}

void
app_names_dialog_set_year (AppNamesDialog *self, int year)
{
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->year), year);
}

gboolean
app_names_dialog_open (AppNamesDialog *self, GFile *file)
{
  g_autoptr (GError) error = NULL;
  AppNamesLeft left = { 0, 0 };
  g_autoptr (GPtrArray) names = app_names_read_file (file, &left, &error);

  return take (self, names, &left, error);
}

gboolean
app_names_dialog_take (AppNamesDialog *self, GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  AppNamesLeft left = { 0, 0 };
  g_autoptr (GPtrArray) names = app_names_read (bytes, &left, &error);

  return take (self, names, &left, error);
}
