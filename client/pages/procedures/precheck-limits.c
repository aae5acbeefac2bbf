#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/asked.h"
#include "pages/procedures/precheck-limits.h"

#include <glib/gi18n.h>

#include "model/error.h"
#include "pages/bits.h"
#include "pages/procedures/procedure-notice.h"
#include "pages/record-dialog.h"
#include "widgets/record-table.h"

struct _AppPrecheckLimits
{
  AdwBin parent_instance;

  AppPage *page; /* weak */
  GCancellable *cancellable;
  GListStore *limits;
  AppRecordEdits *edits;
  GtkWidget *notice, *state, *table, *bar, *add;
  gboolean loaded, busy;
};

G_DEFINE_FINAL_TYPE (AppPrecheckLimits, app_precheck_limits, ADW_TYPE_BIN)

static const int columns[] = {
  MERILO_PRECHECK_LIMIT_SUBJECT,    MERILO_PRECHECK_LIMIT_GRADE,
  MERILO_PRECHECK_LIMIT_ACTIVE,     MERILO_PRECHECK_LIMIT_MIN2,
  MERILO_PRECHECK_LIMIT_MAX4,       MERILO_PRECHECK_LIMIT_MAX5,
  MERILO_PRECHECK_LIMIT_UPDATED_BY, -1,
};

static const int asked[] = {
  MERILO_PRECHECK_LIMIT_SUBJECT,
  MERILO_PRECHECK_LIMIT_GRADE,
  MERILO_PRECHECK_LIMIT_MIN2,
  MERILO_PRECHECK_LIMIT_MAX4,
  MERILO_PRECHECK_LIMIT_MAX5,
  MERILO_PRECHECK_LIMIT_ACTIVE,
  -1,
};

static AppContext *
get_context (AppPrecheckLimits *self)
{
  return app_page_get_context (self->page);
}

static gboolean
may_write (AppPrecheckLimits *self)
{
  return app_session_has_role (app_context_get_session (get_context (self)),
                               merilo_precheck_limit_entity.writers);
}

static guint
count (AppPrecheckLimits *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->limits));
}

/* What is shown */

static gboolean
is_dirty (AppPrecheckLimits *self)
{
  gboolean dirty = app_record_edits_count_refused (self->edits) > 0;

  for (guint i = 0; i < count (self) && !dirty; i++)
    {
      g_autoptr (MeriloRecord) limit = g_list_model_get_item (G_LIST_MODEL (self->limits), i);

      dirty = merilo_record_get_dirty (limit) != 0;
    }
  return dirty;
}

static void
show (AppPrecheckLimits *self)
{
  AppStateView *state = APP_STATE_VIEW (self->state);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "limits.add", may_write (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "limits.remove",
                                 may_write (self) && count (self) > 0 && !self->busy);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->bar), is_dirty (self));
  if (count (self) > 0)
    app_state_view_show_content (state);
  else
    app_state_view_show_empty (
        state, _ ("Пределов нет"),
        may_write (self) ? _ ("Формы школ принимаются сразу. Добавьте предел, если школе стоит "
                              "посмотреть работы ещё раз, прежде чем сдать необычные отметки.")
                         : _ ("Формы школ принимаются сразу."),
        may_write (self) ? _ ("Добавить предел…") : NULL, "limits.add");
}

/* the outbox was answered with no: of the first of them */
static void
show_stuck (AppPrecheckLimits *self)
{
  AppOutbox *outbox = self->page != NULL ? app_context_get_outbox (get_context (self)) : NULL;

  app_procedure_notice_clear (APP_PROCEDURE_NOTICE (self->notice));
  for (guint i = 0; outbox != NULL && i < count (self); i++)
    {
      g_autoptr (MeriloRecord) limit = g_list_model_get_item (G_LIST_MODEL (self->limits), i);
      g_autofree char *id = app_record_dup_id (limit), *words = NULL;
      AppOutboxEntry *entry = app_outbox_find (outbox, merilo_precheck_limit_entity.name, id);

      if (entry == NULL || entry->state != APP_WRITE_REFUSED)
        continue;
      words = g_strdup_printf (_ ("Не записано: %s"), entry->reason);
      app_procedure_notice_tell (APP_PROCEDURE_NOTICE (self->notice), "results-warning", words,
                                 _ ("Вернуть как было"), "limits.revert", NULL, NULL);
      return;
    }
}

/* Loading */

static void
limits_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppPrecheckLimits) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) limits = app_api_list_finish (APP_API (object), result, NULL, &error);

  if (app_page_is_closed (self->page)
      || g_error_matches (error, MERILO_ERROR, MERILO_ERROR_CANCELLED))
    return;
  if (limits == NULL)
    {
      app_state_view_show_error (APP_STATE_VIEW (self->state), error);
      return;
    }
  for (guint i = 0; i < limits->len; i++)
    {
      app_outbox_overlay (app_context_get_outbox (get_context (self)), limits->pdata[i]);
      merilo_record_set_clean (limits->pdata[i]);
      app_draft_apply (get_context (self), limits->pdata[i]);
    }
  app_record_edits_clear (self->edits, NULL);
  g_list_store_splice (self->limits, 0, count (self), limits->pdata, limits->len);
  self->loaded = TRUE;
  show (self);
  show_stuck (self);
}

void
app_precheck_limits_load (AppPrecheckLimits *self)
{
  static const char *const filters[] = { "sort", "subject", NULL };

  if (app_page_is_closed (self->page))
    return;
  app_asked_anew (&self->cancellable);
  if (!self->loaded)
    app_state_view_show_loading (APP_STATE_VIEW (self->state));
  app_api_list_async (app_page_get_api (self->page), app_type_of (&merilo_precheck_limit_entity),
                      filters, self->cancellable, limits_cb, g_object_ref (self));
}

/* Storing */

void
app_precheck_limits_save (AppPrecheckLimits *self)
{
  AppOutbox *outbox = app_context_get_outbox (get_context (self));

  app_record_table_commit (APP_RECORD_TABLE (self->table));
  app_context_tell_done (get_context (self)); /* what was refused before is tried anew */
  for (guint i = 0; i < count (self); i++)
    {
      g_autoptr (MeriloRecord) limit = g_list_model_get_item (G_LIST_MODEL (self->limits), i);
      g_autoptr (GPtrArray) problems = merilo_record_check (limit);

      if (merilo_record_get_dirty (limit) == 0)
        continue;
      if (problems->len == 0)
        app_outbox_push (outbox, limit, _ (merilo_precheck_limit_entity.label));
      else
        app_context_refuse (get_context (self), ((MeriloProblem *) problems->pdata[0])->message);
    }
  show (self);
}

static void
edited_cb (AppRecordEdits *edits, MeriloRecord *limit, guint field, AppPrecheckLimits *self)
{
  g_autofree char *text = app_record_edits_dup_text (edits, limit, field);

  if (self->page == NULL)
    return;
  app_draft_keep (get_context (self), limit, field, text);
  show (self);
}

/* Actions */

static void
open_dialog (AppPrecheckLimits *self, MeriloRecord *limit)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  GtkWidget *dialog = app_record_dialog_new (
      window, get_context (self), limit, asked, TRUE, _ ("Новый предел"),
      _ ("Доли отметок в процентах; пустое поле — предела нет. Пока «Проверять» не включено, "
         "предел не действует."));

  g_signal_connect_object (dialog, "stored", G_CALLBACK (app_precheck_limits_load), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
add_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (MeriloRecord) limit = g_object_new (app_type_of (&merilo_precheck_limit_entity), NULL);

  open_dialog (APP_PRECHECK_LIMITS (widget), limit);
}

static void
brought_back_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppPrecheckLimits) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloRecord) limit = app_api_write_finish (APP_API (object), result, &error);

  if (self->page != NULL && app_page_check_act (self->page, limit != NULL, error))
    app_precheck_limits_load (self);
}

typedef struct
{
  AppPrecheckLimits *self;
  MeriloRecord *limit; /* as it was */
} Removed;

static void
free_removed (gpointer data)
{
  Removed *removed = data;

  g_object_unref (removed->self);
  g_object_unref (removed->limit);
  g_free (removed);
}

/* «Отменить»: the same limit, anew */
static void
bring_back (Removed *removed)
{
  AppPrecheckLimits *self = removed->self;
  g_autoptr (MeriloRecord) limit = NULL;

  if (app_page_is_closed (self->page))
    return;
  limit = g_object_new (app_type_of (&merilo_precheck_limit_entity), NULL);
  for (guint i = 0; asked[i] >= 0; i++)
    if (merilo_record_has (removed->limit, (guint) asked[i]))
      merilo_record_copy_field (limit, removed->limit, (guint) asked[i]);
  app_api_create_async (app_page_get_api (self->page), limit, app_page_get_cancellable (self->page),
                        brought_back_cb, g_object_ref (self));
}

static void
removed_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppPrecheckLimits) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloRecord) limit = app_api_write_finish (APP_API (object), result, &error);
  Removed *removed;

  self->busy = FALSE;
  if (self->page == NULL)
    return;
  show (self);
  if (!app_page_check_act (self->page, limit != NULL, error))
    return;
  removed = g_new0 (Removed, 1);
  *removed = (Removed){ g_object_ref (self), g_object_ref (limit) };
  app_context_toast_undo (get_context (self), _ ("Предел удалён"), G_CALLBACK (bring_back), removed,
                          free_removed);
  app_precheck_limits_load (self);
}

static void
remove_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppPrecheckLimits *self = APP_PRECHECK_LIMITS (widget);
  MeriloRecord *limit = app_record_table_get_selected (APP_RECORD_TABLE (self->table));

  if (limit == NULL || self->busy)
    return;
  gtk_widget_child_focus (self->state, GTK_DIR_TAB_FORWARD); /* the button is switched off */
  self->busy = TRUE;
  show (self);
  app_api_delete_async (app_page_get_api (self->page), limit, app_page_get_cancellable (self->page),
                        removed_cb, g_object_ref (self));
}

/* drafts go, and what the server has refused */
static void
revert_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppPrecheckLimits *self = APP_PRECHECK_LIMITS (widget);
  AppOutbox *outbox = app_context_get_outbox (get_context (self));

  for (guint i = 0; i < count (self); i++)
    {
      g_autoptr (MeriloRecord) limit = g_list_model_get_item (G_LIST_MODEL (self->limits), i);
      g_autofree char *id = app_record_dup_id (limit);
      AppOutboxEntry *entry = app_outbox_find (outbox, merilo_precheck_limit_entity.name, id);

      app_store_drop_draft (app_context_get_store (get_context (self)),
                            merilo_precheck_limit_entity.name, id, NULL);
      if (entry != NULL && entry->state == APP_WRITE_REFUSED)
        app_outbox_drop (outbox, entry);
    }
  app_precheck_limits_load (self);
}

/* GObject overrides */

static void
dispose (GObject *object)
{
  AppPrecheckLimits *self = APP_PRECHECK_LIMITS (object);

  app_asked_give_up (&self->cancellable);
  g_clear_weak_pointer (&self->page);
  G_OBJECT_CLASS (app_precheck_limits_parent_class)->dispose (object);
}

static void
finalize (GObject *object)
{
  AppPrecheckLimits *self = APP_PRECHECK_LIMITS (object);

  g_object_unref (self->limits);
  g_object_unref (self->edits);
  G_OBJECT_CLASS (app_precheck_limits_parent_class)->finalize (object);
}

static void
app_precheck_limits_class_init (AppPrecheckLimitsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dispose;
  G_OBJECT_CLASS (klass)->finalize = finalize;
  gtk_widget_class_install_action (widget_class, "limits.add", NULL, add_action);
  gtk_widget_class_install_action (widget_class, "limits.remove", NULL, remove_action);
  gtk_widget_class_install_action (widget_class, "limits.revert", NULL, revert_action);
}

static GtkWidget *
make_tools (AppPrecheckLimits *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *words = app_label_new (
      _ ("Если в форме школы «2» меньше предела, а «4» или «5» больше, школа сначала видит, чем "
         "отметки необычны, и сдаёт их второй раз с подтверждением руководителя. Это не отказ и не "
         "вывод. Пустая ячейка — предела нет; пробел включает и выключает проверку."),
      "dim-label");
  GtkWidget *remove = gtk_button_new_with_label (_ ("Удалить"));

  self->add = gtk_button_new_with_label (_ ("Добавить предел…"));
  gtk_widget_set_hexpand (words, TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->add), "limits.add");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (remove), "limits.remove");
  gtk_widget_set_valign (self->add, GTK_ALIGN_START);
  gtk_widget_set_valign (remove, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), remove);
  gtk_box_append (GTK_BOX (box), self->add);
  g_object_set (box, "margin-start", 18, "margin-end", 18, "margin-top", 12, "margin-bottom", 12,
                NULL);
  return box;
}

static void
app_precheck_limits_init (AppPrecheckLimits *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->limits = g_list_store_new (MERILO_TYPE_RECORD);
  self->edits = app_record_edits_new ();
  self->notice = app_procedure_notice_new ();
  g_object_set (self->notice, "margin-start", 18, "margin-end", 18, "margin-bottom", 12, NULL);
  self->table = app_record_table_new (NULL);
  app_record_table_set_entity (APP_RECORD_TABLE (self->table), &merilo_precheck_limit_entity,
                               columns);
  app_record_table_set_edits (APP_RECORD_TABLE (self->table), self->edits);
  app_record_table_set_records (APP_RECORD_TABLE (self->table), G_LIST_MODEL (self->limits));
  self->state = app_state_view_new (self->table);
  gtk_widget_set_vexpand (self->state, TRUE);
  self->bar = app_save_bar_new (_ ("Изменения ещё не записаны"), _ ("Записать"), "limits.revert");
  gtk_box_append (GTK_BOX (box), make_tools (self));
  gtk_box_append (GTK_BOX (box), self->notice);
  gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (box), self->state);
  gtk_box_append (GTK_BOX (box), self->bar);
  adw_bin_set_child (ADW_BIN (self), box);
  g_signal_connect_object (self->edits, "changed", G_CALLBACK (edited_cb), self, 0);
  g_signal_connect_object (self->state, "retry", G_CALLBACK (app_precheck_limits_load), self,
                           G_CONNECT_SWAPPED);
}

/* Public API */

GtkWidget *
app_precheck_limits_new (AppPage *page)
{
  AppPrecheckLimits *self = g_object_new (APP_TYPE_PRECHECK_LIMITS, NULL);

  g_set_weak_pointer (&self->page, page);
  app_record_table_set_role (APP_RECORD_TABLE (self->table),
                             app_context_get_user (get_context (self))->role, may_write (self));
  g_signal_connect_object (app_context_get_outbox (get_context (self)), "stuck",
                           G_CALLBACK (show_stuck), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

AppState
app_precheck_limits_get_state (AppPrecheckLimits *self)
{
  return app_state_view_get_state (APP_STATE_VIEW (self->state));
}

guint
app_precheck_limits_get_n (AppPrecheckLimits *self)
{
  return count (self);
}

GPtrArray *
app_precheck_limits_copy_cells (AppPrecheckLimits *self)
{
  return count (self) > 0 ? app_record_table_copy_cells (APP_RECORD_TABLE (self->table), TRUE)
                          : NULL;
}
