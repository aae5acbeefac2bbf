#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <gtk/gtkunixprint.h>

#include "model/error.h"
#include "pages/printer.h"

typedef struct
{
  char *path, *title;
  AppPrintedFunc func;
  gpointer data;
} Order;

static void
free_order (Order *order)
{
  g_unlink (order->path);
  g_free (order->path);
  g_free (order->title);
  g_free (order);
}

static void
finish (Order *order, const char *told, const GError *error)
{
  order->func (told, error, order->data);
  free_order (order);
}

static void
fail (Order *order, const GError *error)
{
  g_autoptr (GError) problem
      = g_error_new (MERILO_ERROR, MERILO_ERROR_UNAVAILABLE,
                     _ ("не напечатано: %s. Проверьте принтер и повторите"), error->message);

  finish (order, NULL, problem);
}

static void
sent_cb (GtkPrintJob *job, gpointer data, const GError *error)
{
  Order *order = data;
  g_autofree char *told = g_strdup_printf (_ ("Отправлено на печать: «%s»"), order->title);

  if (error != NULL)
    fail (order, error);
  else
    finish (order, told, NULL);
}

/* takes @order */
static void
send (GtkPrintUnixDialog *dialog, Order *order)
{
  GtkPrinter *printer = gtk_print_unix_dialog_get_selected_printer (dialog);
  g_autoptr (GtkPrintSettings) settings = gtk_print_unix_dialog_get_settings (dialog);
  g_autoptr (GtkPrintJob) job = NULL;
  g_autoptr (GError) error = NULL;

  if (printer == NULL)
    {
      finish (order, NULL, NULL);
      return;
    }
  job = gtk_print_job_new (order->title, printer, settings,
                           gtk_print_unix_dialog_get_page_setup (dialog));
  if (gtk_print_job_set_source_file (job, order->path, &error))
    gtk_print_job_send (job, sent_cb, order, NULL);
  else
    fail (order, error);
}

static void
response_cb (GtkPrintUnixDialog *dialog, int response, Order *order)
{
  if (response == GTK_RESPONSE_OK)
    send (dialog, order);
  else
    finish (order, NULL, NULL);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

void
app_printer_print (
    GtkWindow *window, const char *path, const char *title, AppPrintedFunc func, gpointer data)
{
  GtkWidget *dialog = gtk_print_unix_dialog_new (_ ("Печать"), window);
  g_autoptr (GtkPrintSettings) settings = gtk_print_settings_new ();
  g_autofree char *name = g_strdup_printf ("%s.pdf", title);
  Order *order = g_new0 (Order, 1);

  *order = (Order){ g_strdup (path), g_strdup (title), func, data };
  /* a PDF goes to the printer as it is */
  gtk_print_unix_dialog_set_manual_capabilities (GTK_PRINT_UNIX_DIALOG (dialog),
                                                 GTK_PRINT_CAPABILITY_GENERATE_PDF);
  gtk_print_settings_set (settings, GTK_PRINT_SETTINGS_OUTPUT_BASENAME,
                          g_strdelimit (name, "/\\\n", '_'));
  gtk_print_settings_set (settings, GTK_PRINT_SETTINGS_OUTPUT_FILE_FORMAT, "pdf");
  gtk_print_unix_dialog_set_settings (GTK_PRINT_UNIX_DIALOG (dialog), settings);
  gtk_window_set_modal (GTK_WINDOW (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), order);
  gtk_window_present (GTK_WINDOW (dialog));
}
