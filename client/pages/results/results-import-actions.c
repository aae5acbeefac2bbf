#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/results/import-confirm.h"
#include "pages/results/import-describe.h"
#include "pages/results/import-journal.h"
#include "pages/results/import-review.h"
#include "pages/results/results-import-private.h"

static AppImportFile *
dup_file (AppResultsImport *self, GVariant *place)
{
  return g_list_model_get_item (app_import_queue_get_files (self->queue),
                                g_variant_get_uint32 (place));
}

static void
review_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppResultsImport *self = APP_RESULTS_IMPORT (widget);
  g_autoptr (AppImportFile) file = dup_file (self, parameter);
  gboolean decides;

  if (file == NULL || file->remarks == NULL)
    return;
  if (self->review == NULL)
    {
      self->review = app_import_review_new (self->context);
      adw_bin_set_child (ADW_BIN (self->review_place), self->review);
    }
  decides = app_import_file_can_decide (file)
            && app_import_queue_get_policy_of (self->queue, file) == APP_IMPORT_ASK;
  file->looked_at |= decides; /* who only looked has decided nothing */
  app_import_review_show (APP_IMPORT_REVIEW (self->review), file, g_variant_get_uint32 (parameter),
                          decides);
  _app_results_import_show_step (self, "review");
}

static void
describe_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppResultsImport *self = APP_RESULTS_IMPORT (widget);
  g_autoptr (AppImportFile) file = dup_file (self, parameter);

  if (file == NULL)
    return;
  _app_results_import_show_step (self, "files"); /* it was looked at row by row, and is read anew */
  app_import_describe (GTK_WINDOW (self), self->context, self->queue, file, self->cancellable);
}

static void
confirm_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppResultsImport *self = APP_RESULTS_IMPORT (widget);
  g_autoptr (AppImportFile) file = dup_file (self, parameter);

  if (file != NULL && file->state == APP_IMPORT_TO_CONFIRM)
    gtk_window_present (
        GTK_WINDOW (app_import_confirm_new (GTK_WINDOW (self), self->context, self->queue, file)));
}

static void
compare_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppResultsImport *self = APP_RESULTS_IMPORT (widget);
  g_autoptr (AppImportFile) file = dup_file (self, parameter);

  if (file != NULL && file->import != 0)
    app_import_journal_open (GTK_WINDOW (self), self->context, file->import);
}

void
_app_results_import_install_file_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "import.review", "u", review_action);
  gtk_widget_class_install_action (klass, "import.describe", "u", describe_action);
  gtk_widget_class_install_action (klass, "import.confirm", "u", confirm_action);
  gtk_widget_class_install_action (klass, "import.compare", "u", compare_action);
}
