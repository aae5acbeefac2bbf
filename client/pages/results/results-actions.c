#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/results/results-actions.h"

#include <glib/gi18n.h>

#include "pages/results/import-journal.h"
#include "pages/results/names-dialog.h"
#include "pages/results/results-import.h"

static GtkWindow *
get_window (GtkWidget *page)
{
  return GTK_WINDOW (gtk_widget_get_root (page));
}

static GtkWidget *
open_import (GtkWidget *page)
{
  GtkWidget *dialog
      = app_results_import_new (get_window (page), app_page_get_context (APP_PAGE (page)));

  g_signal_connect_object (dialog, "stored", G_CALLBACK (app_page_load), page, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
  return dialog;
}

static void
import_action (GtkWidget *page, const char *name, GVariant *parameter)
{
  open_import (page);
}

static void
import_folder_action (GtkWidget *page, const char *name, GVariant *parameter)
{
  g_autoptr (GFile) folder = g_file_new_for_path (g_variant_get_string (parameter, NULL));

  app_results_import_take (APP_RESULTS_IMPORT (open_import (page)), folder);
}

static void
journal_action (GtkWidget *page, const char *name, GVariant *parameter)
{
  gtk_window_present (GTK_WINDOW (
      app_import_journal_new (get_window (page), app_page_get_context (APP_PAGE (page)))));
}

static void
names_action (GtkWidget *page, const char *name, GVariant *parameter)
{
  gtk_window_present (GTK_WINDOW (
      app_names_dialog_new (get_window (page), app_page_get_context (APP_PAGE (page)))));
}

void
app_results_actions_install (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "results.import", NULL, import_action);
  gtk_widget_class_install_action (klass, "results.import-folder", "s", import_folder_action);
  gtk_widget_class_install_action (klass, "results.journal", NULL, journal_action);
  gtk_widget_class_install_action (klass, "results.names", NULL, names_action);
}

void
app_results_actions_fill (GtkWidget *button, AppPage *page)
{
  AppSession *session = app_context_get_session (app_page_get_context (page));
  g_autoptr (GMenu) menu = g_menu_new ();

  gtk_widget_set_visible (button, app_session_has_role (session, merilo_job_entity.writers));
  g_menu_append (menu, _ ("Загрузить файлы или папку…"), "results.import");
  g_menu_append (menu, _ ("Журнал загрузок…"), "results.journal");
  /* names are a school's own */
  if (app_context_get_user (app_page_get_context (page))->role == MERILO_ROLE_SCHOOL)
    g_menu_append (menu, _ ("Имена участников…"), "results.names");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
}
