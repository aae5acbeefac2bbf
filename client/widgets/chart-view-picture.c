#define G_LOG_DOMAIN "app-chart"

#include "config.h"

#include "widgets/chart-view-private.h"

#include <glib/gi18n-lib.h>

#include "model/error.h"
#include "widgets/widgets.h"

static const struct
{
  const char *name;
  MeriloChartFile kind;
} kinds[]
    = { { "png", MERILO_CHART_PNG }, { "svg", MERILO_CHART_SVG }, { "pdf", MERILO_CHART_PDF } };

static GBytes *
export_picture (AppChart *self, MeriloChartFile kind, GError **error)
{
  int width = _app_chart_to_units (self, gtk_widget_get_width (GTK_WIDGET (self)));
  int height = _app_chart_to_units (self, gtk_widget_get_height (GTK_WIDGET (self)));

  if (self->chart == NULL)
    {
      g_set_error_literal (error, MERILO_ERROR, MERILO_ERROR_INVALID, _ ("графика нет"));
      return NULL;
    }
  return merilo_chart_export (self->chart, kind, MAX (width, APP_CHART_LEAST_WIDTH),
                              MAX (height, APP_CHART_LEAST_HEIGHT), error);
}

gboolean
app_chart_save (AppChart *self, GFile *file, MeriloChartFile kind, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;

  g_return_val_if_fail (APP_IS_CHART (self), FALSE);
  bytes = export_picture (self, kind, error);
  return bytes != NULL
         && g_file_replace_contents (file, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                                     NULL, FALSE, G_FILE_CREATE_NONE, NULL, NULL, error);
}

void
app_chart_copy (AppChart *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GdkTexture) texture = NULL;

  g_return_if_fail (APP_IS_CHART (self));
  bytes = export_picture (self, MERILO_CHART_PNG, &error);
  texture = bytes != NULL ? gdk_texture_new_from_bytes (bytes, &error) : NULL;
  if (texture == NULL)
    {
      app_toast_show (GTK_WIDGET (self), error->message);
      return;
    }
  gdk_clipboard_set_texture (gtk_widget_get_clipboard (GTK_WIDGET (self)), texture);
  app_toast_show (GTK_WIDGET (self), _ ("Рисунок скопирован"));
}

/* The menu */

static void
response_cb (GtkNativeDialog *dialog, int response, AppChart *self)
{
  guint kind = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (dialog), "kind"));
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  g_autoptr (GError) error = NULL;

  if (response == GTK_RESPONSE_ACCEPT && file != NULL)
    {
      if (app_chart_save (self, file, kinds[kind].kind, &error))
        app_toast_show (GTK_WIDGET (self), _ ("Рисунок сохранён"));
      else
        app_toast_show (GTK_WIDGET (self), error->message);
    }
  g_clear_object (&self->chooser);
}

static void
ask_file (AppChart *self, guint kind)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autofree char *name = NULL;

  if (self->chart == NULL || self->chooser != NULL)
    return;
  name = g_strdup_printf ("%s.%s", merilo_chart_get_title (self->chart), kinds[kind].name);
  g_strdelimit (name, "/\\:*?\"<>|\n", '-');
  self->chooser = gtk_file_chooser_native_new (_ ("Сохранить рисунок"),
                                               GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                               GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), name);
  g_object_set_data (G_OBJECT (self->chooser), "kind", GUINT_TO_POINTER (kind));
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (response_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
copy_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  app_chart_copy (APP_CHART (widget));
}

static void
save_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].name, g_variant_get_string (parameter, NULL)))
      ask_file (APP_CHART (widget), i);
}

void
_app_chart_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "chart.copy", NULL, copy_cb);
  gtk_widget_class_install_action (widget_class, "chart.save", "s", save_cb);
}

GtkWidget *
_app_chart_make_menu (void)
{
  g_autoptr (GMenu) menu = g_menu_new (), save = g_menu_new ();

  g_menu_append (menu, _ ("Копировать рисунок"), "chart.copy");
  g_menu_append (save, _ ("Сохранить как PNG…"), "chart.save::png");
  g_menu_append (save, _ ("Сохранить как SVG…"), "chart.save::svg");
  g_menu_append (save, _ ("Сохранить как PDF…"), "chart.save::pdf");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (save));
  return gtk_popover_menu_new_from_model (G_MENU_MODEL (menu));
}
