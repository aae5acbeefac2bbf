#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/procedures/procedure-items.h"

#include <glib/gi18n.h>
#include <string.h>

#include "model/error.h"
#include "pages/bits.h"
#include "pages/procedures/item-draft.h"
#include "pages/procedures/procedure-notice.h"
#include "pages/procedures/procedure-words.h"
#include "widgets/record-table.h"

struct _AppProcedureItems
{
  AdwBin parent_instance;

  AppPage *page; /* weak */
  GCancellable *cancellable;
  MeriloRecord *procedure; /* as it was read; NULL: none */
  MeriloRecord *newer;     /* of which the table is being asked for; NULL: of that one */
  AppItemRows *rows;
  char *asked; /* the table as it stood when it was asked for anew */
  GtkWidget *notice, *state, *table, *sum, *bar, *add, *remove, *paste;
  gboolean busy, loaded;
};

G_DEFINE_FINAL_TYPE (AppProcedureItems, app_procedure_items, ADW_TYPE_BIN)

static guint stored;

static const int columns[] = {
  MERILO_PROCEDURE_ITEM_CODE,  MERILO_PROCEDURE_ITEM_TOP,      MERILO_PROCEDURE_ITEM_LEVEL,
  MERILO_PROCEDURE_ITEM_SKILL, MERILO_PROCEDURE_ITEM_CODIFIER, -1,
};

static AppContext *
get_context (AppProcedureItems *self)
{
  return app_page_get_context (self->page);
}

static gboolean
may_write (AppProcedureItems *self)
{
  return app_session_has_role (app_context_get_session (get_context (self)),
                               merilo_procedure_item_entity.writers);
}

static gboolean
is_locked (AppProcedureItems *self)
{
  return self->procedure == NULL || app_procedure_is_used (self->procedure) || !may_write (self);
}

static guint
count (AppProcedureItems *self)
{
  return g_list_model_get_n_items (app_item_rows_get_model (self->rows));
}

/* What is shown */

static void
show_sum (AppProcedureItems *self)
{
  gint64 sum = app_item_rows_sum (self->rows);
  gint64 max = merilo_record_get_whole (self->procedure, MERILO_PROCEDURE_MAX);
  g_autofree char *items
      = g_strdup_printf (ngettext ("%u задание", "%u задания", count (self)), count (self));
  g_autofree char *text
      = sum == max || count (self) == 0
            ? g_strdup_printf (_ ("%s, вместе баллов: %" G_GINT64_FORMAT), items, sum)
            : g_strdup_printf (_ ("%s, вместе баллов: %" G_GINT64_FORMAT
                                  ", а максимум процедуры %" G_GINT64_FORMAT),
                               items, sum, max);

  gtk_label_set_text (GTK_LABEL (self->sum), text);
  gtk_widget_set_css_classes (self->sum, sum == max || count (self) == 0
                                             ? (const char *[]){ "caption", "dim-label", NULL }
                                             : (const char *[]){ "caption", "doubt", NULL });
}

static void
show_lock (AppProcedureItems *self)
{
  if (app_procedure_is_used (self->procedure) && may_write (self))
    app_procedure_notice_tell (APP_PROCEDURE_NOTICE (self->notice), "results-remark",
                               _ ("По этой процедуре есть работы: задания, их порядок и баллы уже "
                                  "не меняются. Уровень, умение и раздел кодификатора можно "
                                  "менять всегда."),
                               NULL, NULL, NULL, NULL);
  else
    app_procedure_notice_clear (APP_PROCEDURE_NOTICE (self->notice));
}

static void
show_rows (AppProcedureItems *self)
{
  AppStateView *state = APP_STATE_VIEW (self->state);
  gboolean dirty = app_item_rows_is_dirty (self->rows);

  if (!self->loaded)
    return;
  if (count (self) > 0)
    app_state_view_show_content (state);
  else
    app_state_view_show_empty (
        state, _ ("Заданий ещё нет"),
        is_locked (self) ? _ ("Они появятся, когда методист их введёт или загрузит файл.")
                         : _ ("Добавьте их по одному или вставьте таблицу из Excel: задание, "
                              "максимум, уровень (Б, П, В), умение, раздел кодификатора."),
        is_locked (self) ? NULL : _ ("Добавить задание"), "items.add");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "items.add", !is_locked (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "items.remove",
                                 !is_locked (self) && count (self) > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "items.paste", may_write (self));
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->bar), dirty);
  show_sum (self);
}

/* Words above the table */

static void
tell (AppProcedureItems *self, const char *words)
{
  app_procedure_notice_tell (APP_PROCEDURE_NOTICE (self->notice), "results-warning", words, NULL,
                             NULL, NULL, NULL);
}

/* Drafts */

static AppStore *
get_store (AppProcedureItems *self)
{
  return app_context_get_store (get_context (self));
}

/* what another has written since is not lost in silence */
static void
tell_draft (AppProcedureItems *self, const char *version)
{
  g_autofree char *now = merilo_record_show (self->procedure, MERILO_PROCEDURE_VERSION);

  if (version != NULL && !g_str_equal (version, now) && app_item_rows_is_dirty (self->rows))
    tell (self, _ ("Здесь задания, которые вы ввели и не записали. С тех пор процедуру изменили: "
                   "проверьте таблицу перед записью или нажмите «Вернуть»."));
}

static void
lay_draft (AppProcedureItems *self)
{
  g_autofree char *version = NULL;

  if (may_write (self)
      && app_item_draft_lay (get_store (self), self->procedure, self->rows, &version))
    tell_draft (self, version);
}

/* what was typed while the table was on its way; NULL: nothing */
static char *
dup_typed (AppProcedureItems *self)
{
  g_autofree char *now = app_item_rows_to_json (self->rows);

  return self->asked != NULL && !g_str_equal (now, self->asked) ? g_steal_pointer (&now) : NULL;
}

static void
rows_cb (AppProcedureItems *self)
{
  if (self->page == NULL || self->procedure == NULL || !self->loaded)
    return;
  app_item_draft_keep (get_store (self), self->procedure, self->rows);
  show_rows (self);
}

/* Loading */

static void
set_busy (AppProcedureItems *self, gboolean busy)
{
  self->busy = busy;
  gtk_widget_set_sensitive (self->bar, !busy);
}

static void
items_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppProcedureItems) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = app_api_list_finish (APP_API (object), result, NULL, &error);
  g_autoptr (MeriloRecord) newer = NULL;
  g_autofree char *typed = NULL;

  if (app_page_is_closed (self->page)
      || g_error_matches (error, MERILO_ERROR, MERILO_ERROR_CANCELLED))
    return;
  newer = g_steal_pointer (&self->newer);
  typed = dup_typed (self);
  set_busy (self, FALSE);
  if (items == NULL)
    {
      app_state_view_show_error (APP_STATE_VIEW (self->state), error);
      return;
    }
  if (newer != NULL && typed != NULL)
    return; /* what is typed is of the version it began from: a conflict, when stored */
  if (newer != NULL)
    g_set_object (&self->procedure, newer);
  app_item_rows_set_items (self->rows, items, is_locked (self));
  self->loaded = TRUE;
  show_lock (self);
  if (typed == NULL || !app_item_rows_lay (self->rows, typed))
    lay_draft (self);
  show_rows (self);
}

/* @beside: the table stays under the hands meanwhile, and what is typed into it */
static void
ask (AppProcedureItems *self, gboolean beside)
{
  g_autofree char *id = app_record_dup_id (self->procedure);
  const char *filters[] = { "procedure_id", id, "sort", "position", NULL };

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->loaded = beside;
  if (!beside)
    g_clear_pointer (&self->asked, g_free);
  app_api_list_async (app_page_get_api (self->page), app_type_of (&merilo_procedure_item_entity),
                      filters, self->cancellable, items_cb, g_object_ref (self));
}

static void
retry_cb (AppProcedureItems *self)
{
  app_state_view_show_loading (APP_STATE_VIEW (self->state));
  ask (self, FALSE);
}

/* Storing */

static void
tell_fault (AppProcedureItems *self, guint row, const char *words)
{
  g_autofree char *text = g_strdup_printf (_ ("Строка %u: %s"), row + 1, words);

  tell (self, text);
}

static void
tell_away (AppProcedureItems *self, const GError *error)
{
  g_autofree char *text
      = g_strdup_printf (_ ("%s. Введённое остаётся на этом компьютере: запишите его позже."),
                         error->message);

  tell (self, text);
}

/* "items[3].code": which row it is of */
static gboolean
find_place (const char *field, guint *ret_row)
{
  if (field == NULL || !g_str_has_prefix (field, "items["))
    return FALSE;
  *ret_row = (guint) g_ascii_strtoull (field + strlen ("items["), NULL, 10);
  return TRUE;
}

/* busy until the table has come as the server has it */
static void
take_stored (AppProcedureItems *self, MeriloRecord *procedure)
{
  g_autofree char *typed = dup_typed (self);

  g_set_object (&self->procedure, procedure);
  if (typed == NULL)
    app_item_draft_drop (get_store (self), self->procedure);
  else
    app_item_draft_keep (get_store (self), self->procedure, self->rows);
  app_context_toast (get_context (self), _ ("Задания записаны"));
  show_lock (self);
  ask (self, TRUE);
  g_signal_emit (self, stored, 0);
}

static void
stored_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppProcedureItems) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloRecord) procedure = app_api_act_finish (APP_API (object), result, &error);
  const AppProblem *problem = app_problem_of (result);
  guint row;

  if (app_page_is_closed (self->page))
    return;
  if (procedure != NULL)
    {
      take_stored (self, procedure);
      return;
    }
  set_busy (self, FALSE);
  if (problem != NULL && problem->status == 412)
    app_procedure_notice_tell (APP_PROCEDURE_NOTICE (self->notice), "results-warning",
                               _ ("Пока вы правили, процедуру изменил кто-то другой."),
                               _ ("Показать, как сейчас"), "items.revert", _ ("Записать моё"),
                               "items.overwrite");
  else if (problem != NULL && find_place (problem->field, &row))
    tell_fault (self, row, error->message);
  else if (problem != NULL)
    tell (self, error->message);
  else if (!g_error_matches (error, MERILO_ERROR, MERILO_ERROR_CANCELLED))
    tell_away (self, error);
}

static void
store (AppProcedureItems *self)
{
  g_autofree char *body = app_item_rows_to_json (self->rows);

  g_cancellable_cancel (self->cancellable); /* of a table that is on its way */
  g_clear_object (&self->newer);
  set_busy (self, TRUE);
  g_free (self->asked);
  self->asked = g_strdup (body);
  app_api_act_async (app_page_get_api (self->page), app_type_of (&merilo_procedure_entity),
                     self->procedure, "items", body, app_page_get_cancellable (self->page),
                     stored_cb, g_object_ref (self));
}

/* Actions */

static guint
get_row (AppProcedureItems *self)
{
  guint row, column;

  app_record_table_get_cursor (APP_RECORD_TABLE (self->table), &row, &column);
  return row;
}

static void
add_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppProcedureItems *self = APP_PROCEDURE_ITEMS (widget);
  int after = count (self) > 0 ? (int) get_row (self) : -1, row;

  app_record_table_commit (APP_RECORD_TABLE (self->table));
  row = app_item_rows_insert (self->rows, after);
  if (row < 0)
    {
      tell (self, _ ("Больше 200 заданий не бывает."));
      return;
    }
  app_state_view_show_content (APP_STATE_VIEW (self->state));
  app_record_table_set_cursor (APP_RECORD_TABLE (self->table), (guint) row, 0);
}

static void
remove_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppProcedureItems *self = APP_PROCEDURE_ITEMS (widget);

  app_record_table_commit (APP_RECORD_TABLE (self->table));
  app_item_rows_remove (self->rows, get_row (self));
  app_context_toast (get_context (self), _ ("Задание убрано. Ctrl+Z вернёт его."));
}

static void
clipboard_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppProcedureItems) self = data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (object), result, NULL);

  if (app_page_is_closed (self->page))
    return;
  if (text == NULL || *text == 0)
    app_context_toast (get_context (self), _ ("В буфере нет таблицы: скопируйте её в Excel."));
  else
    app_record_table_paste (APP_RECORD_TABLE (self->table), text);
}

static void
paste_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (widget), NULL, clipboard_cb,
                                 g_object_ref (widget));
}

static void
revert_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppProcedureItems *self = APP_PROCEDURE_ITEMS (widget);

  app_item_draft_drop (get_store (self), self->procedure);
  retry_cb (self);
  app_page_load (self->page);
}

static void
newest_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppProcedureItems) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloRecord) procedure = app_api_get_finish (APP_API (object), result, &error);

  if (app_page_is_closed (self->page))
    return;
  set_busy (self, FALSE);
  if (procedure == NULL)
    {
      tell (self, error->message);
      return;
    }
  g_set_object (&self->procedure, procedure);
  store (self);
}

/* over what another has written: the version of today, and once more */
static void
overwrite_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppProcedureItems *self = APP_PROCEDURE_ITEMS (widget);
  g_autofree char *id = app_record_dup_id (self->procedure);

  if (self->busy)
    return;
  set_busy (self, TRUE);
  app_api_get_async (app_page_get_api (self->page), app_type_of (&merilo_procedure_entity), id,
                     app_page_get_cancellable (self->page), newest_cb, g_object_ref (self));
}

/* Callbacks */

static void
short_cb (AppRecordTable *table, guint n, AppProcedureItems *self)
{
  if (count (self) + n > APP_ITEM_ROWS_MAX)
    app_context_toast (get_context (self),
                       _ ("Больше 200 заданий не бывает: лишние строки не вставлены."));
  app_item_rows_add_blank (self->rows, n);
}

static void
pasted_cb (AppRecordTable *table, guint written, guint refused, AppProcedureItems *self)
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
  AppProcedureItems *self = APP_PROCEDURE_ITEMS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->procedure);
  g_clear_object (&self->newer);
  g_clear_weak_pointer (&self->page);
  G_OBJECT_CLASS (app_procedure_items_parent_class)->dispose (object);
}

static void
finalize (GObject *object)
{
  AppProcedureItems *self = APP_PROCEDURE_ITEMS (object);

  g_object_unref (self->rows);
  g_free (self->asked);
  G_OBJECT_CLASS (app_procedure_items_parent_class)->finalize (object);
}

static void
app_procedure_items_class_init (AppProcedureItemsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dispose;
  G_OBJECT_CLASS (klass)->finalize = finalize;
  stored = g_signal_new ("stored", APP_TYPE_PROCEDURE_ITEMS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                         G_TYPE_NONE, 0);
  gtk_widget_class_install_action (widget_class, "items.add", NULL, add_action);
  gtk_widget_class_install_action (widget_class, "items.remove", NULL, remove_action);
  gtk_widget_class_install_action (widget_class, "items.paste", NULL, paste_action);
  gtk_widget_class_install_action (widget_class, "items.revert", NULL, revert_action);
  gtk_widget_class_install_action (widget_class, "items.overwrite", NULL, overwrite_action);
}

static GtkWidget *
make_tools (AppProcedureItems *self)
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
  gtk_box_append (GTK_BOX (box), self->sum);
  for (guint i = 0; i < G_N_ELEMENTS (tools); i++)
    {
      GtkWidget *button = gtk_button_new_with_label (_ (tools[i].label));

      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), tools[i].action);
      gtk_widget_set_tooltip_text (button, _ (tools[i].tip));
      gtk_box_append (GTK_BOX (box), button);
    }
  g_object_set (box, "margin-start", 18, "margin-end", 18, "margin-top", 9, "margin-bottom", 9,
                NULL);
  return box;
}

static void
app_procedure_items_init (AppProcedureItems *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->rows = app_item_rows_new ();
  self->bar
      = app_save_bar_new (_ ("Задания ещё не записаны"), _ ("Записать задания"), "items.revert");
  self->notice = app_procedure_notice_new ();
  g_object_set (self->notice, "margin-start", 18, "margin-end", 18, "margin-top", 12, NULL);
  self->table = app_record_table_new (NULL);
  app_record_table_set_entity (APP_RECORD_TABLE (self->table), &merilo_procedure_item_entity,
                               columns);
  app_record_table_set_edits (APP_RECORD_TABLE (self->table), app_item_rows_get_edits (self->rows));
  app_record_table_set_records (APP_RECORD_TABLE (self->table),
                                app_item_rows_get_model (self->rows));
  self->state = app_state_view_new (self->table);
  gtk_widget_set_vexpand (self->state, TRUE);
  gtk_box_append (GTK_BOX (box), self->notice);
  gtk_box_append (GTK_BOX (box), make_tools (self));
  gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (box), self->state);
  gtk_box_append (GTK_BOX (box), self->bar);
  adw_bin_set_child (ADW_BIN (self), box);
  g_signal_connect_object (self->rows, "changed", G_CALLBACK (rows_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->table, "short", G_CALLBACK (short_cb), self, 0);
  g_signal_connect_object (self->table, "pasted", G_CALLBACK (pasted_cb), self, 0);
  g_signal_connect_object (self->state, "retry", G_CALLBACK (retry_cb), self, G_CONNECT_SWAPPED);
}

/* Public API */

GtkWidget *
app_procedure_items_new (AppPage *page)
{
  AppProcedureItems *self = g_object_new (APP_TYPE_PROCEDURE_ITEMS, NULL);

  g_set_weak_pointer (&self->page, page);
  app_record_table_set_role (APP_RECORD_TABLE (self->table),
                             app_context_get_user (get_context (self))->role, may_write (self));
  return GTK_WIDGET (self);
}

void
app_procedure_items_set_procedure (AppProcedureItems *self, MeriloRecord *procedure)
{
  gboolean same = self->procedure != NULL
                  && merilo_record_compare (self->procedure, procedure, MERILO_PROCEDURE_ID) == 0;
  gboolean current
      = same && self->loaded
        && merilo_record_compare (self->procedure, procedure, MERILO_PROCEDURE_STATE) == 0
        && merilo_record_compare (self->procedure, procedure, MERILO_PROCEDURE_VERSION) == 0;

  if (current || (same && self->busy))
    return;
  /* what is typed here is of the version it began from: another's is a conflict, when stored */
  if (same && self->loaded && app_item_rows_is_dirty (self->rows))
    return;
  if (same && self->loaded)
    {
      g_set_object (&self->newer, procedure);
      g_free (self->asked);
      self->asked = app_item_rows_to_json (self->rows);
      ask (self, TRUE);
      return;
    }
  g_clear_object (&self->newer);
  g_set_object (&self->procedure, procedure);
  if (!same)
    app_state_view_show_loading (APP_STATE_VIEW (self->state));
  ask (self, FALSE);
}

void
app_procedure_items_save (AppProcedureItems *self)
{
  g_autofree char *fault = NULL;
  guint row, field;

  app_record_table_commit (APP_RECORD_TABLE (self->table));
  if (self->busy || !self->loaded || !app_item_rows_is_dirty (self->rows))
    return;
  fault = app_item_rows_find_fault (self->rows, &row, &field);
  if (fault == NULL)
    {
      store (self);
      return;
    }
  tell_fault (self, row, fault);
  for (guint i = 0; columns[i] >= 0; i++)
    if ((guint) columns[i] == field)
      app_record_table_set_cursor (APP_RECORD_TABLE (self->table), row, i);
}

AppItemRows *
app_procedure_items_get_rows (AppProcedureItems *self)
{
  return self->rows;
}

AppState
app_procedure_items_get_state (AppProcedureItems *self)
{
  return self->loaded || app_state_view_get_state (APP_STATE_VIEW (self->state)) == APP_STATE_ERROR
             ? app_state_view_get_state (APP_STATE_VIEW (self->state))
             : APP_STATE_LOADING;
}

GPtrArray *
app_procedure_items_copy_cells (AppProcedureItems *self)
{
  return count (self) > 0 ? app_record_table_copy_cells (APP_RECORD_TABLE (self->table), TRUE)
                          : NULL;
}

MeriloRecord *
app_procedure_items_dup_chosen (AppProcedureItems *self)
{
  MeriloRecord *item = app_record_table_get_selected (APP_RECORD_TABLE (self->table));

  return item != NULL && merilo_record_has (item, MERILO_PROCEDURE_ITEM_ID) ? g_object_ref (item)
                                                                            : NULL;
}
