#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/results/import-confirm.h"

#include <glib/gi18n.h>

#include "net/json.h"
#include "pages/bits.h"
#include "pages/dialog.h"

struct _AppImportConfirm
{
  AdwWindow parent_instance;

  AppContext *context;
  AppImportQueue *queue;
  AppImportFile *file;
  GtkWidget *box, *name, *position, *sure, *words;
};

G_DEFINE_FINAL_TYPE (AppImportConfirm, app_import_confirm, ADW_TYPE_WINDOW)

/* The figures */

static const struct
{
  const char *measure, *words;
} measures[] = {
  { "min2", N_ ("«2»: %s %% (%d из %d), ожидается не меньше %s %%") },
  { "max4", N_ ("«4»: %s %% (%d из %d), ожидается не больше %s %%") },
  { "max5", N_ ("«5»: %s %% (%d из %d), ожидается не больше %s %%") },
};

/* percents come as numbers or as text; printed with a comma, @format: a share with two decimals, a
 * limit as it was set */
static char *
show_percent (JsonObject *line, const char *name, const char *format)
{
  JsonNode *node = json_object_get_member (line, name);
  const char *text = app_json_text (line, name);
  g_autofree char *number = NULL;

  if (text == NULL && (node == NULL || !JSON_NODE_HOLDS_VALUE (node)))
    return g_strdup ("—");
  number = g_strdup_printf (format, text != NULL ? g_ascii_strtod (text, NULL)
                                                 : json_node_get_double (node));
  return g_strdelimit (g_steal_pointer (&number), ".", ',');
}

static char *
describe (JsonObject *line)
{
  const char *measure = app_json_text (line, "measure");
  g_autofree char *percent = show_percent (line, "percent", "%.2f");
  g_autofree char *limit = show_percent (line, "limit", "%g");

  for (guint i = 0; i < G_N_ELEMENTS (measures); i++)
    if (g_strcmp0 (measures[i].measure, measure) == 0)
      return g_strdup_printf (_ (measures[i].words), percent,
                              (int) app_json_whole (line, "count", 0),
                              (int) app_json_whole (line, "n", 0), limit);
  return g_strdup_printf (_ ("%s: %s %%, предел %s %%"), measure != NULL ? measure : "", percent,
                          limit);
}

static void
add_figures (AppImportConfirm *self)
{
  JsonArray *lines
      = self->file->precheck != NULL ? json_node_get_array (self->file->precheck) : NULL;
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  app_name_it (list, _ ("Доли отметок"));
  for (guint i = 0; lines != NULL && i < json_array_get_length (lines); i++)
    {
      g_autofree char *text = describe (json_array_get_object_element (lines, i));
      GtkWidget *row = adw_action_row_new ();
      g_autofree char *escaped = g_markup_escape_text (text, -1);

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), escaped);
      gtk_list_box_append (GTK_LIST_BOX (list), row);
    }
  gtk_widget_set_visible (list, lines != NULL && json_array_get_length (lines) > 0);
  gtk_box_append (GTK_BOX (self->box), list);
}

/* The word of the head */

static char *
dup_text (GtkWidget *entry)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));
}

static void
changed_cb (AppImportConfirm *self)
{
  g_autofree char *name = dup_text (self->name), *position = dup_text (self->position);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "confirm.send",
                                 *name != 0 && *position != 0
                                     && gtk_check_button_get_active (
                                         GTK_CHECK_BUTTON (self->sure)));
}

static void
send_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppImportConfirm *self = APP_IMPORT_CONFIRM (widget);
  g_autofree char *head = dup_text (self->name), *position = dup_text (self->position);

  if (*head == 0 || *position == 0 || !gtk_check_button_get_active (GTK_CHECK_BUTTON (self->sure)))
    return;
  if (app_import_queue_confirm (self->queue, self->file, head, position)
      || self->file->state != APP_IMPORT_TO_CONFIRM) /* a second press */
    gtk_window_close (GTK_WINDOW (self));
  else
    app_dialog_say (self->words, _ ("Подождите, пока прочитаются и запишутся другие файлы: потом "
                                    "можно отправить."));
}

static void
queue_changed_cb (AppImportConfirm *self)
{
  if (!app_import_queue_is_busy (self->queue))
    app_dialog_say (self->words, "");
}

static void
files_cb (GListModel *files, gpointer data)
{
  AppImportConfirm *self = data;

  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);

      app_import_queue_add (self->queue, file, NULL);
    }
  gtk_window_close (GTK_WINDOW (self));
}

static void
repeat_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  app_choose_files (widget, _ ("Исправленная форма"), _ ("Книги Excel (.xlsx)"), "*.xlsx", FALSE,
                    files_cb, g_object_ref (widget), g_object_unref);
}

/* GObject overrides */

static void
app_import_confirm_dispose (GObject *object)
{
  AppImportConfirm *self = APP_IMPORT_CONFIRM (object);

  g_clear_object (&self->context);
  g_clear_object (&self->queue);
  g_clear_object (&self->file);
  G_OBJECT_CLASS (app_import_confirm_parent_class)->dispose (object);
}

static void
app_import_confirm_class_init (AppImportConfirmClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = app_import_confirm_dispose;
  gtk_widget_class_install_action (widget_class, "confirm.send", NULL, send_action);
  gtk_widget_class_install_action (widget_class, "confirm.repeat", NULL, repeat_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK,
                                       "confirm.send", NULL);
}

static GtkWidget *
add_entry (AppImportConfirm *self, GtkWidget *list, const char *title)
{
  GtkWidget *entry = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry), title);
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (changed_cb), self);
  gtk_list_box_append (GTK_LIST_BOX (list), entry);
  return entry;
}

static void
add_word (AppImportConfirm *self)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  app_name_it (list, _ ("Кто удостоверяет"));
  self->name = add_entry (self, list, _ ("Руководитель: фамилия, имя, отчество"));
  self->position = add_entry (self, list, _ ("Должность"));
  self->sure = gtk_check_button_new_with_label (
      _ ("Работы проверены ещё раз, объективность результатов удостоверяю"));
  g_signal_connect_swapped (self->sure, "toggled", G_CALLBACK (changed_cb), self);
  gtk_box_append (GTK_BOX (self->box), app_label_new (_ ("Слово руководителя"), "heading"));
  gtk_box_append (GTK_BOX (self->box), list);
  gtk_box_append (GTK_BOX (self->box), self->sure);
}

static void
app_import_confirm_init (AppImportConfirm *self)
{
  self->box = app_dialog_box (ADW_WINDOW (self), _ ("Проверьте работы ещё раз"), 620);
  gtk_window_set_default_size (GTK_WINDOW (self), 620, 690);
}

/* Public API */

GtkWidget *
app_import_confirm_new (GtkWindow *parent,
                        AppContext *context,
                        AppImportQueue *queue,
                        AppImportFile *file)
{
  AppImportConfirm *self = g_object_new (APP_TYPE_IMPORT_CONFIRM, "transient-for", parent, NULL);
  GtkWidget *bar;

  self->context = g_object_ref (context);
  self->queue = g_object_ref (queue);
  self->file = g_object_ref (file);
  gtk_box_append (GTK_BOX (self->box), app_label_new (file->title, "title-4"));
  gtk_box_append (
      GTK_BOX (self->box),
      app_label_new (
          file->repeated
              ? _ ("Первая сдача этой формы записана. Вторую примут со словом руководителя; обе "
                   "останутся в журнале, и их можно будет сравнить.")
              : _ (
                  "Форма записана как первая сдача. Доли отметок в ней отличаются от пределов, "
                  "которые задал муниципалитет. Это не ошибка и не оценка: пределы лишь подсказывают, "
                  "какие работы посмотреть ещё раз."),
          NULL));
  add_figures (self);
  gtk_box_append (
      GTK_BOX (self->box),
      app_label_new (_ ("Что сделать: посмотрите работы с этими отметками ещё раз. Если "
                        "баллы изменились, исправьте форму и загрузите её снова. Если "
                        "всё верно, подтвердите результаты как есть."),
                     NULL));
  add_word (self);
  self->words = app_dialog_words (self->box);
  bar = app_dialog_bar (self->box);
  app_dialog_button (bar, _ ("Загрузить исправленную форму…"), "confirm.repeat", NULL);
  app_dialog_button (bar, file->repeated ? _ ("Сдать") : _ ("Подтвердить как есть"), "confirm.send",
                     "suggested-action");
  gtk_editable_set_text (GTK_EDITABLE (self->name), app_import_queue_get_head_name (queue));
  gtk_editable_set_text (GTK_EDITABLE (self->position), app_import_queue_get_head_position (queue));
  g_signal_connect_object (queue, "changed", G_CALLBACK (queue_changed_cb), self,
                           G_CONNECT_SWAPPED);
  changed_cb (self);
  return GTK_WIDGET (self);
}

void
app_import_confirm_type (AppImportConfirm *self, const char *name, const char *position)
{
  gtk_editable_set_text (GTK_EDITABLE (self->name), name);
  gtk_editable_set_text (GTK_EDITABLE (self->position), position);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->sure), TRUE);
}
