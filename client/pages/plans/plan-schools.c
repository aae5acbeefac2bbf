#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include <glib/gi18n.h>

#include "pages/bits.h"
#include "pages/plans/plan-schools.h"

struct _AppPlanSchools
{
  AdwBin parent_instance;

  AppContext *context;
  GtkWidget *button, *list, *names;
  GArray *chosen; /* gint64 */
  gboolean filling;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

G_DEFINE_FINAL_TYPE (AppPlanSchools, app_plan_schools, ADW_TYPE_BIN)

static guint signals[N_SIGNALS];

/* Helpers */

static int
find_org (AppPlanSchools *self, gint64 id)
{
  for (guint i = 0; i < self->chosen->len; i++)
    if (g_array_index (self->chosen, gint64, i) == id)
      return (int) i;
  return -1;
}

static void
show_names (AppPlanSchools *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < self->chosen->len; i++)
    {
      const char *name
          = app_context_get_org_name (self->context, g_array_index (self->chosen, gint64, i));

      if (i > 0)
        g_string_append (text, ", ");
      if (*name != 0)
        g_string_append (text, name);
      else
        g_string_append_printf (text, "№ %" G_GINT64_FORMAT,
                                g_array_index (self->chosen, gint64, i));
    }
  gtk_label_set_text (GTK_LABEL (self->names), text->len > 0 ? text->str : _ ("Список не задан"));
}

static void
tell (AppPlanSchools *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < self->chosen->len; i++)
    g_string_append_printf (text, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "",
                            g_array_index (self->chosen, gint64, i));
  show_names (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, text->str);
}

/* Callbacks */

static void
toggled_cb (GtkCheckButton *check, AppPlanSchools *self)
{
  gint64 id = *(gint64 *) g_object_get_data (G_OBJECT (check), "org");
  int at = find_org (self, id);

  if (self->filling || (at >= 0) == gtk_check_button_get_active (check))
    return;
  if (at >= 0)
    g_array_remove_index (self->chosen, (guint) at);
  else
    g_array_append_val (self->chosen, id);
  tell (self);
}

static void
fill_list (AppPlanSchools *self)
{
  GListModel *orgs = app_context_get_orgs (self->context);

  self->filling = TRUE;
  app_box_clear (self->list);
  for (guint i = 0; i < g_list_model_get_n_items (orgs); i++)
    {
      g_autoptr (MeriloRecord) org = g_list_model_get_item (orgs, i);
      gint64 id = merilo_record_get_whole (org, MERILO_ORG_ID);
      GtkWidget *check
          = gtk_check_button_new_with_label (app_context_get_org_name (self->context, id));

      gtk_check_button_set_active (GTK_CHECK_BUTTON (check), find_org (self, id) >= 0);
      g_object_set_data_full (G_OBJECT (check), "org", g_memdup2 (&id, sizeof id), g_free);
      g_signal_connect (check, "toggled", G_CALLBACK (toggled_cb), self);
      gtk_box_append (GTK_BOX (self->list), check);
    }
  self->filling = FALSE;
}

/* GObject overrides */

static void
app_plan_schools_dispose (GObject *object)
{
  AppPlanSchools *self = APP_PLAN_SCHOOLS (object);

  g_clear_object (&self->context);
  G_OBJECT_CLASS (app_plan_schools_parent_class)->dispose (object);
}

static void
app_plan_schools_finalize (GObject *object)
{
  g_array_unref (APP_PLAN_SCHOOLS (object)->chosen);
  G_OBJECT_CLASS (app_plan_schools_parent_class)->finalize (object);
}

static void
app_plan_schools_class_init (AppPlanSchoolsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = app_plan_schools_dispose;
  G_OBJECT_CLASS (klass)->finalize = app_plan_schools_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", APP_TYPE_PLAN_SCHOOLS, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
app_plan_schools_init (AppPlanSchools *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3), *popover = gtk_popover_new ();
  GtkWidget *scroller = gtk_scrolled_window_new (), *row;

  self->chosen = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->names = app_label_new (NULL, NULL);
  gtk_widget_set_hexpand (self->names, TRUE);
  self->list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->list);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 360);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_popover_set_child (GTK_POPOVER (popover), scroller);
  self->button = gtk_menu_button_new ();
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->button), _ ("Выбрать…"));
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->button), popover);
  gtk_widget_set_valign (self->button, GTK_ALIGN_START);
  app_name_it (self->button, _ ("Выбрать организации"));
  row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_box_append (GTK_BOX (row), self->names);
  gtk_box_append (GTK_BOX (row), self->button);
  gtk_box_append (GTK_BOX (box), app_label_new (_ ("Организации по списку"), "caption dim-label"));
  gtk_box_append (GTK_BOX (box), row);
  adw_bin_set_child (ADW_BIN (self), box);
  g_signal_connect_swapped (popover, "show", G_CALLBACK (fill_list), self);
}

/* Public API */

GtkWidget *
app_plan_schools_new (void)
{
  return g_object_new (APP_TYPE_PLAN_SCHOOLS, NULL);
}

void
app_plan_schools_set_context (AppPlanSchools *self, AppContext *context)
{
  g_set_object (&self->context, context);
}

void
app_plan_schools_set (AppPlanSchools *self, const char *text, gboolean writable)
{
  g_auto (GStrv) parts = g_strsplit (text != NULL ? text : "", ",", -1);

  g_array_set_size (self->chosen, 0);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      gint64 id = g_ascii_strtoll (parts[i], NULL, 10);

      if (id > 0)
        g_array_append_val (self->chosen, id);
    }
  show_names (self);
  gtk_widget_set_visible (self->button, writable);
  gtk_widget_set_visible (GTK_WIDGET (self), writable || self->chosen->len > 0);
}

void
app_plan_schools_toggle (AppPlanSchools *self, gint64 org_id)
{
  int at = find_org (self, org_id);

  if (at >= 0)
    g_array_remove_index (self->chosen, (guint) at);
  else
    g_array_append_val (self->chosen, org_id);
  tell (self);
}
