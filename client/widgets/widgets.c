#define G_LOG_DOMAIN "app-widgets"

#include "widgets/widgets.h"

#include <adwaita.h>

#include "widgets/chart-view.h"
#include "widgets/figure-table.h"
#include "widgets/filter-bar.h"
#include "widgets/matrix-view.h"
#include "widgets/record-form.h"
#include "widgets/record-table.h"
#include "widgets/resources.h"
#include "widgets/score-grid.h"
#include "widgets/skeleton.h"
#include "widgets/state-view.h"

void
app_widgets_init (void)
{
  static gboolean done;
  GdkDisplay *display = gdk_display_get_default ();

  if (done)
    return;
  done = TRUE;
  /* a static library's resource is linked in only when it is named */
  g_resources_register (app_widgets_get_resource ());
  g_type_ensure (APP_TYPE_CHART);
  g_type_ensure (APP_TYPE_FIGURE_TABLE);
  g_type_ensure (APP_TYPE_FILTER_BAR);
  g_type_ensure (APP_TYPE_MATRIX_VIEW);
  g_type_ensure (APP_TYPE_RECORD_FORM);
  g_type_ensure (APP_TYPE_RECORD_TABLE);
  g_type_ensure (APP_TYPE_SCORE_GRID);
  g_type_ensure (APP_TYPE_SKELETON);
  g_type_ensure (APP_TYPE_STATE_VIEW);
  if (display != NULL)
    {
      g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

      gtk_css_provider_load_from_resource (provider, "/ru/merilo/widgets/widgets.css");
      gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (provider),
                                                  GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
    }
}

void
app_set_action (GtkWidget *button, const char *action)
{
  GtkActionable *actionable = GTK_ACTIONABLE (button);
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;
  gboolean focused = gtk_widget_is_focus (button);

  if (!g_action_parse_detailed_name (action, &name, &target, NULL))
    g_return_if_reached ();
  gtk_actionable_set_action_name (actionable, NULL);
  gtk_actionable_set_action_target_value (actionable, target);
  gtk_actionable_set_action_name (actionable, name);
  if (focused) /* without an action it was switched off */
    gtk_widget_grab_focus (button);
}

GtkWidget *
app_focus_beside (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  return root != NULL ? gtk_root_get_focus (root) : NULL;
}

gboolean
app_toast_show (GtkWidget *widget, const char *text)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY);

  if (overlay == NULL)
    return FALSE;
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), adw_toast_new (text));
  return TRUE;
}

double
app_text_scale (GtkWidget *widget)
{
  int dpi = 0;

  g_object_get (gtk_widget_get_settings (widget), "gtk-xft-dpi", &dpi, NULL);
  return dpi > 0 ? CLAMP (dpi / (96.0 * 1024), 1, 3) : 1;
}
