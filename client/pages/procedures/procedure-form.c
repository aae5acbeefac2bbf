#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/procedures/procedure-form.h"

#include <glib/gi18n.h>

#include "pages/bits.h"
#include "pages/procedures/procedure-notice.h"
#include "pages/procedures/procedure-words.h"
#include "widgets/record-form.h"

struct _AppProcedureForm
{
  AdwBin parent_instance;

  AppPage *page; /* weak */
  GtkWidget *notice, *locked, *box, *expected, *expected_row, *bar;
  AppRecordForm *form;
  MeriloRecord *record; /* a copy: what is typed is in it */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (AppProcedureForm, app_procedure_form, ADW_TYPE_BIN)

static const int fields[] = {
  MERILO_PROCEDURE_KIND,  MERILO_PROCEDURE_YEAR, MERILO_PROCEDURE_SUBJECT, MERILO_PROCEDURE_GRADE,
  MERILO_PROCEDURE_LEVEL, MERILO_PROCEDURE_MAX,  MERILO_PROCEDURE_MINIMUM, -1,
};

/* with works: what may still be written stands first */
static const int used_fields[] = {
  MERILO_PROCEDURE_MINIMUM, MERILO_PROCEDURE_MAX,   MERILO_PROCEDURE_KIND,  MERILO_PROCEDURE_YEAR,
  MERILO_PROCEDURE_SUBJECT, MERILO_PROCEDURE_GRADE, MERILO_PROCEDURE_LEVEL, -1,
};

static AppOutbox *
get_outbox (AppProcedureForm *self)
{
  return self->page != NULL ? app_context_get_outbox (app_page_get_context (self->page)) : NULL;
}

static gboolean
may_write (AppProcedureForm *self)
{
  return app_session_has_role (app_context_get_session (app_page_get_context (self->page)),
                               merilo_procedure_entity.writers);
}

/* What is not written yet, and what could not be */

static AppOutboxEntry *
find_stuck (AppProcedureForm *self)
{
  g_autofree char *id = self->record != NULL ? app_record_dup_id (self->record) : NULL;
  AppOutbox *outbox = get_outbox (self);
  AppOutboxEntry *entry = id != NULL && outbox != NULL
                              ? app_outbox_find (outbox, merilo_procedure_entity.name, id)
                              : NULL;

  return entry != NULL && (entry->state == APP_WRITE_REFUSED || entry->state == APP_WRITE_CONFLICT)
             ? entry
             : NULL;
}

static void
show_stuck (AppProcedureForm *self)
{
  AppOutboxEntry *entry = find_stuck (self);
  AppProcedureNotice *notice = APP_PROCEDURE_NOTICE (self->notice);
  g_autofree char *words = NULL;

  if (entry == NULL)
    {
      app_procedure_notice_clear (notice);
      return;
    }
  if (entry->state == APP_WRITE_CONFLICT)
    words = g_strdup (_ ("Пока вы правили, описание изменил кто-то другой."));
  else
    words = g_strdup_printf (_ ("Не записано: %s"), entry->reason);
  app_procedure_notice_tell (notice, "results-warning", words, _ ("Вернуть как было"),
                             "procedure.drop",
                             entry->state == APP_WRITE_CONFLICT ? _ ("Записать моё") : NULL,
                             "procedure.insist");
}

static void
show_dirty (AppProcedureForm *self)
{
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->bar), app_procedure_form_is_dirty (self));
}

/* Filling */

static void
show_expected (AppProcedureForm *self)
{
  const char *text = merilo_record_get_text (self->record, MERILO_PROCEDURE_EXPECTED);

  self->filling = TRUE;
  gtk_switch_set_active (GTK_SWITCH (self->expected), g_strcmp0 (text, "all") == 0);
  self->filling = FALSE;
  gtk_widget_set_sensitive (self->expected, may_write (self));
}

static void
show_lock (AppProcedureForm *self)
{
  gboolean used = app_procedure_is_used (self->record);

  gtk_widget_set_visible (self->locked, used && may_write (self));
  gtk_label_set_text (GTK_LABEL (self->locked),
                      _ ("По этой процедуре есть работы: вид, год, предмет, класс, уровень и "
                         "максимум уже не меняются. Минимальный балл и ожидание результатов "
                         "можно менять всегда."));
}

static void
arrange (AppProcedureForm *self)
{
  gboolean used = app_procedure_is_used (self->record);

  app_record_form_set_fields (self->form, used ? used_fields : fields);
  gtk_box_reorder_child_after (GTK_BOX (self->box), self->expected_row,
                               used ? self->locked : GTK_WIDGET (self->form));
}

static void
put_record (AppProcedureForm *self, MeriloRecord *record)
{
  AppContext *context = app_page_get_context (self->page);

  app_record_form_set_record (self->form, NULL, MERILO_ROLE_OBSERVER, APP_FORM_READ);
  app_record_edits_clear (app_record_form_get_edits (self->form), NULL);
  g_set_object (&self->record, record);
  app_outbox_overlay (get_outbox (self), record);
  merilo_record_set_clean (record);
  app_draft_apply (context, record);
  arrange (self);
  app_record_form_set_record (self->form, record, app_context_get_user (context)->role,
                              may_write (self) ? APP_FORM_EDIT : APP_FORM_READ);
  show_expected (self);
  show_lock (self);
  show_stuck (self);
  show_dirty (self);
}

/* Callbacks */

static void
edited_cb (AppRecordEdits *edits, MeriloRecord *record, guint field, AppProcedureForm *self)
{
  g_autofree char *text = app_record_edits_dup_text (edits, record, field);

  if (record != self->record || self->page == NULL)
    return;
  app_draft_keep (app_page_get_context (self->page), record, field, text);
  if (field == MERILO_PROCEDURE_EXPECTED)
    show_expected (self);
  show_dirty (self);
}

static void
expected_cb (AppProcedureForm *self)
{
  if (self->filling || self->record == NULL)
    return;
  app_record_edits_seal (app_record_form_get_edits (self->form));
  app_record_edits_set_text (app_record_form_get_edits (self->form), self->record,
                             MERILO_PROCEDURE_EXPECTED,
                             gtk_switch_get_active (GTK_SWITCH (self->expected)) ? "all" : "");
}

static void
outbox_cb (AppProcedureForm *self)
{
  if (self->record != NULL && self->page != NULL)
    show_stuck (self);
}

/* Actions */

static void
read_anew (AppProcedureForm *self)
{
  g_clear_object (&self->record);
  app_page_load (self->page);
}

static void
revert_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppProcedureForm *self = APP_PROCEDURE_FORM (widget);
  g_autofree char *id = self->record != NULL ? app_record_dup_id (self->record) : NULL;

  if (id == NULL)
    return;
  app_store_drop_draft (app_context_get_store (app_page_get_context (self->page)),
                        merilo_procedure_entity.name, id, NULL);
  read_anew (self);
}

static void
drop_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppProcedureForm *self = APP_PROCEDURE_FORM (widget);
  AppOutboxEntry *entry = find_stuck (self);

  if (entry == NULL)
    return;
  app_outbox_drop (get_outbox (self), entry);
  read_anew (self);
}

static void
insist_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppProcedureForm *self = APP_PROCEDURE_FORM (widget);
  AppOutboxEntry *entry = find_stuck (self);

  if (entry != NULL)
    app_outbox_retry (get_outbox (self), entry);
  show_stuck (self);
}

/* GObject overrides */

static void
dispose (GObject *object)
{
  AppProcedureForm *self = APP_PROCEDURE_FORM (object);

  g_clear_object (&self->record);
  g_clear_weak_pointer (&self->page);
  G_OBJECT_CLASS (app_procedure_form_parent_class)->dispose (object);
}

static void
app_procedure_form_class_init (AppProcedureFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dispose;
  gtk_widget_class_install_action (widget_class, "procedure.revert", NULL, revert_action);
  gtk_widget_class_install_action (widget_class, "procedure.drop", NULL, drop_action);
  gtk_widget_class_install_action (widget_class, "procedure.insist", NULL, insist_action);
}

static GtkWidget *
make_expected (AppProcedureForm *self)
{
  GtkWidget *list = gtk_list_box_new (), *row;

  self->expected = gtk_switch_new ();
  g_signal_connect_object (self->expected, "notify::active", G_CALLBACK (expected_cb), self,
                           G_CONNECT_SWAPPED);
  row = app_list_add_row (list, _ ("Ждать результаты от всех школ"), self->expected);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row),
                               _ ("«Кто не сдал» покажет школы, у которых есть этот класс, а "
                                  "результатов нет. Русский язык и математику ждут и так."));
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  app_name_it (list, _ ("Ожидание результатов"));
  return list;
}

static void
app_procedure_form_init (AppProcedureForm *self)
{
  GtkWidget *outer = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  self->expected_row = make_expected (self);
  self->bar
      = app_save_bar_new (_ ("Изменения ещё не записаны"), _ ("Записать"), "procedure.revert");
  self->notice = app_procedure_notice_new ();
  self->locked = app_label_new (NULL, "results-remark");
  self->form = APP_RECORD_FORM (app_record_form_new ());
  g_signal_connect_object (app_record_form_get_edits (self->form), "changed",
                           G_CALLBACK (edited_cb), self, 0);
  gtk_box_append (GTK_BOX (self->box), self->notice);
  gtk_box_append (GTK_BOX (self->box), self->locked);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->form));
  gtk_box_append (GTK_BOX (self->box), self->expected_row);
  g_object_set (self->box, "margin-start", 18, "margin-end", 18, "margin-top", 12, "margin-bottom",
                18, NULL);
  g_object_set (scrolled, "child", self->box, "vexpand", TRUE, "hscrollbar-policy",
                GTK_POLICY_NEVER, NULL);
  gtk_box_append (GTK_BOX (outer), scrolled);
  gtk_box_append (GTK_BOX (outer), self->bar);
  adw_bin_set_child (ADW_BIN (self), outer);
}

/* Public API */

GtkWidget *
app_procedure_form_new (AppPage *page)
{
  AppProcedureForm *self = g_object_new (APP_TYPE_PROCEDURE_FORM, NULL);

  g_set_weak_pointer (&self->page, page);
  g_signal_connect_object (get_outbox (self), "stuck", G_CALLBACK (outbox_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (get_outbox (self), "items-changed", G_CALLBACK (outbox_cb), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

void
app_procedure_form_set_procedure (AppProcedureForm *self, MeriloRecord *procedure)
{
  g_autoptr (MeriloRecord) copy = NULL;

  if (self->record != NULL
      && merilo_record_compare (self->record, procedure, MERILO_PROCEDURE_ID) == 0
      && merilo_record_compare (self->record, procedure, MERILO_PROCEDURE_VERSION) == 0
      && merilo_record_compare (self->record, procedure, MERILO_PROCEDURE_STATE) == 0)
    {
      show_stuck (self);
      return;
    }
  copy = merilo_record_copy (procedure);
  put_record (self, copy);
}

MeriloRecord *
app_procedure_form_get_record (AppProcedureForm *self)
{
  return self->record;
}

gboolean
app_procedure_form_is_dirty (AppProcedureForm *self)
{
  return self->record != NULL
         && (merilo_record_get_dirty (self->record) != 0
             || app_record_edits_count_refused (app_record_form_get_edits (self->form)) > 0);
}

gboolean
app_procedure_form_save (AppProcedureForm *self)
{
  if (self->record == NULL || !app_procedure_form_is_dirty (self))
    return TRUE;
  if (!app_record_form_check (self->form))
    return FALSE;
  app_outbox_push (get_outbox (self), self->record, _ (merilo_procedure_entity.label));
  show_dirty (self);
  return TRUE;
}
