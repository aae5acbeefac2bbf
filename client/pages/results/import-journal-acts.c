#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/results/import-journal-private.h"

#include <glib/gi18n.h>

#include "model/error.h"
#include "pages/ask.h"
#include "pages/bits.h"
#include "pages/document-menu.h"
#include "pages/paper-print.h"
#include "pages/results/import-detail.h"
#include "pages/results/works-window.h"
#include "widgets/state-view.h"

/* Withdrawal */

static gboolean
is_over (AppImportJournal *self, const GError *error)
{
  return self->context == NULL || g_error_matches (error, MERILO_ERROR, MERILO_ERROR_CANCELLED);
}

/* another may be looked at when the answer comes */
static gboolean
is_asked (AppImportJournal *self)
{
  MeriloRecord *import = _app_import_journal_get_chosen (self);

  return import != NULL && merilo_record_get_whole (import, MERILO_IMPORT_ID) == self->asked;
}

static void
withdrawn_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppImportJournal) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = app_api_act_finish (APP_API (object), result, &error);

  if (is_over (self, error))
    return;
  if (error != NULL && !is_asked (self))
    {
      app_context_toast_error (self->context, error);
      return;
    }
  if (error != NULL)
    {
      /* a later import stands on these rows, or it is withdrawn already: what to do is said */
      app_import_detail_tell (APP_IMPORT_DETAIL (self->detail), error->message);
      return;
    }
  app_context_toast (self->context, _ ("Загрузка отменена"));
  _app_import_journal_load_again (self);
}

void
app_import_journal_withdraw (AppImportJournal *self, const char *reason)
{
  MeriloRecord *import = _app_import_journal_get_chosen (self);
  g_autofree char *path = NULL, *body = NULL;

  if (import == NULL)
    return;
  self->asked = merilo_record_get_whole (import, MERILO_IMPORT_ID);
  path = g_strdup_printf ("imports/%" G_GINT64_FORMAT "/withdrawal", self->asked);
  body = app_json_body ("reason", reason, NULL);
  app_api_act_async (app_context_get_api (self->context), G_TYPE_NONE, NULL, path, body,
                     self->cancellable, withdrawn_cb, g_object_ref (self));
}

static void
reason_cb (const char *reason, gpointer data)
{
  app_import_journal_withdraw (data, reason);
}

static void
withdraw_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  app_ask_reason (
      widget, _ ("Отменить загрузку?"),
      _ ("Новые работы этого файла уйдут из базы, изменённые станут такими, какими были "
         "до него. Запись в журнале останется."),
      _ ("Отменить загрузку"), _ ("Почему загрузка отменяется"), reason_cb, g_object_ref (widget),
      g_object_unref);
}

/* Actions */

static void
works_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppImportJournal *self = APP_IMPORT_JOURNAL (widget);
  MeriloRecord *import = _app_import_journal_get_chosen (self);
  MeriloRecord *procedure
      = import != NULL ? _app_import_journal_find_procedure (self, import) : NULL;

  if (procedure != NULL)
    gtk_window_present (
        GTK_WINDOW (app_works_window_new (GTK_WINDOW (self), self->context, procedure)));
}

static void
export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppImportJournal *self = APP_IMPORT_JOURNAL (widget);
  g_autoptr (GPtrArray) cells = app_import_detail_copy_cells (APP_IMPORT_DETAIL (self->detail));
  g_autofree char *title
      = merilo_record_show (_app_import_journal_get_chosen (self), MERILO_IMPORT_NAME);

  app_cells_save (widget, self->context, title, cells);
}

gboolean
app_import_journal_describe_paper (AppImportJournal *self, AppPaper *paper)
{
  return app_state_view_get_state (APP_STATE_VIEW (self->state)) == APP_STATE_CONTENT
         && _app_import_journal_get_chosen (self) != NULL
         && app_import_detail_describe_paper (APP_IMPORT_DETAIL (self->detail), paper);
}

/* Ctrl+P */
static void
print_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppImportJournal *self = APP_IMPORT_JOURNAL (widget);
  g_auto (AppPaper) paper = { NULL };

  if (app_import_journal_describe_paper (self, &paper))
    app_paper_print_from (widget, self->context, &paper, self->cancellable);
  else
    app_context_refuse (self->context, _ ("Здесь печатать нечего: выберите загрузку"));
}

GtkWidget *
_app_import_journal_make_bar (AppImportJournal *self)
{
  GtkWidget *bar = gtk_action_bar_new ();
  GtkWidget *export = gtk_button_new_with_label (_ ("Выгрузить…"));
  GtkWidget *print = gtk_button_new_with_label (_ ("Напечатать…"));

  self->withdraw = gtk_button_new_with_label (_ ("Отменить загрузку…"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->withdraw), "journal.withdraw");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (export), "journal.export");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (print), "journal.print");
  gtk_action_bar_pack_start (GTK_ACTION_BAR (bar), self->withdraw);
  gtk_action_bar_pack_end (GTK_ACTION_BAR (bar), export);
  gtk_action_bar_pack_end (GTK_ACTION_BAR (bar), print);
  /* works row by row are a school's own affair */
  if (app_context_get_user (self->context)->role == MERILO_ROLE_SCHOOL)
    {
      GtkWidget *works = gtk_button_new_with_label (_ ("Работы…"));

      gtk_actionable_set_action_name (GTK_ACTIONABLE (works), "journal.works");
      gtk_action_bar_pack_end (GTK_ACTION_BAR (bar), works);
    }
  return bar;
}

void
_app_import_journal_install_acts (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "journal.withdraw", NULL, withdraw_action);
  gtk_widget_class_install_action (klass, "journal.export", NULL, export_action);
  gtk_widget_class_install_action (klass, "journal.print", NULL, print_action);
  gtk_widget_class_install_action (klass, "journal.works", NULL, works_action);
}
