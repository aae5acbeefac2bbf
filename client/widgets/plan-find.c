#define G_LOG_DOMAIN "app-plan-editor"

#include "config.h"

#include "widgets/plan-find.h"

#include <glib/gi18n-lib.h>

#include "widgets/plan-acts.h"

struct _AppPlanFind
{
  GtkBox parent_instance;

  AppPlanEditor *editor; /* not owned: it stands in the same window */
  GtkWidget *what, *with, *exact, *found, *replace_box, *replace_one, *replace_all;
};

G_DEFINE_FINAL_TYPE (AppPlanFind, app_plan_find, GTK_TYPE_BOX)

/* Helpers */

static guint
get_fields (AppPlanFind *self, guint fields[APP_PLAN_COLUMNS_MAX])
{
  guint n;
  const AppPlanColumn *columns = app_plan_editor_get_columns (self->editor, &n);

  for (guint i = 0; i < n; i++)
    fields[i] = columns[i].field;
  return n;
}

static gboolean
is_exact (AppPlanFind *self)
{
  return gtk_check_button_get_active (GTK_CHECK_BUTTON (self->exact));
}

static gboolean
is_found_at (AppPlanFind *self, AppPlanLine *line, guint *ret_column)
{
  guint fields[APP_PLAN_COLUMNS_MAX], n = get_fields (self, fields);
  const char *what = gtk_editable_get_text (GTK_EDITABLE (self->what));
  g_autofree char *folded = is_exact (self) ? g_strdup (what) : g_utf8_casefold (what, -1);

  return *what != 0 && app_plan_matches (line, fields, n, folded, is_exact (self), ret_column);
}

static void
count (AppPlanFind *self)
{
  AppPlanModel *model = app_plan_editor_get_model (self->editor);
  guint n = 0, all = model != NULL ? g_list_model_get_n_items (G_LIST_MODEL (model)) : 0;
  g_autofree char *text = NULL;

  for (guint i = 0; i < all; i++)
    n += is_found_at (self, app_plan_model_get (model, i), NULL);
  if (*gtk_editable_get_text (GTK_EDITABLE (self->what)) != 0)
    text = n > 0 ? g_strdup_printf (ngettext ("в %u строке", "в %u строках", n), n)
                 : g_strdup (_ ("не найдено"));
  gtk_label_set_text (GTK_LABEL (self->found), text != NULL ? text : "");
  gtk_widget_set_sensitive (self->replace_one, n > 0);
  gtk_widget_set_sensitive (self->replace_all, n > 0);
}

/* Callbacks */

static void
next_cb (AppPlanFind *self)
{
  app_plan_find_next (self, FALSE);
}

static void
previous_cb (AppPlanFind *self)
{
  app_plan_find_next (self, TRUE);
}

static void
one_cb (AppPlanFind *self)
{
  app_plan_find_replace (self, FALSE);
}

static void
all_cb (AppPlanFind *self)
{
  app_plan_find_replace (self, TRUE);
}

static gboolean
key_cb (GtkEventControllerKey *controller,
        guint key,
        guint code,
        GdkModifierType state,
        AppPlanFind *self)
{
  if (key == GDK_KEY_Escape)
    return app_plan_find_close (self);
  if ((key == GDK_KEY_Return || key == GDK_KEY_KP_Enter) && (state & GDK_SHIFT_MASK))
    {
      app_plan_find_next (self, TRUE);
      return GDK_EVENT_STOP;
    }
  return GDK_EVENT_PROPAGATE;
}

/* Class */

static void
app_plan_find_class_init (AppPlanFindClass *klass)
{
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "planfind");
}

static GtkWidget *
add_button (GtkWidget *box, const char *icon, const char *label, const char *tip)
{
  GtkWidget *button
      = icon != NULL ? gtk_button_new_from_icon_name (icon) : gtk_button_new_with_label (label);

  gtk_widget_set_tooltip_text (button, tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  gtk_box_append (GTK_BOX (box), button);
  return button;
}

static GtkWidget *
add_entry (GtkWidget *box, const char *label)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), label);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 18);
  gtk_widget_set_hexpand (entry, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_box_append (GTK_BOX (box), entry);
  return entry;
}

static void
fill_find (AppPlanFind *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *up, *down, *close;

  self->what = add_entry (box, _ ("Найти"));
  up = add_button (box, "go-up-symbolic", _ ("Предыдущее"), _ ("Предыдущее (Shift+Enter)"));
  down = add_button (box, "go-down-symbolic", _ ("Следующее"), _ ("Следующее (Enter)"));
  self->exact = gtk_check_button_new_with_label (_ ("С учётом регистра"));
  gtk_box_append (GTK_BOX (box), self->exact);
  self->found = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->found, "dim-label");
  gtk_label_set_width_chars (GTK_LABEL (self->found), 14);
  gtk_label_set_xalign (GTK_LABEL (self->found), 0);
  gtk_box_append (GTK_BOX (box), self->found);
  close = add_button (box, "window-close-symbolic", _ ("Закрыть поиск"), _ ("Закрыть (Esc)"));
  gtk_widget_add_css_class (close, "flat");
  g_signal_connect_swapped (up, "clicked", G_CALLBACK (previous_cb), self);
  g_signal_connect_swapped (down, "clicked", G_CALLBACK (next_cb), self);
  g_signal_connect_swapped (close, "clicked", G_CALLBACK (app_plan_find_close), self);
  g_signal_connect_swapped (self->what, "changed", G_CALLBACK (count), self);
  g_signal_connect_swapped (self->exact, "toggled", G_CALLBACK (count), self);
  g_signal_connect_swapped (self->what, "activate", G_CALLBACK (next_cb), self);
  gtk_box_append (GTK_BOX (self), box);
}

static void
fill_replace (AppPlanFind *self)
{
  self->replace_box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->with = add_entry (self->replace_box, _ ("Заменить на"));
  self->replace_one = add_button (self->replace_box, NULL, _ ("Заменить"),
                                  _ ("Заменить здесь и перейти к следующему"));
  self->replace_all = add_button (self->replace_box, NULL, _ ("Заменить все"),
                                  _ ("Во всём плане, одним действием"));
  g_signal_connect_swapped (self->replace_one, "clicked", G_CALLBACK (one_cb), self);
  g_signal_connect_swapped (self->replace_all, "clicked", G_CALLBACK (all_cb), self);
  g_signal_connect_swapped (self->with, "activate", G_CALLBACK (one_cb), self);
  gtk_box_append (GTK_BOX (self), self->replace_box);
}

static void
app_plan_find_init (AppPlanFind *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  g_object_set (self, "spacing", 6, "margin-start", 12, "margin-end", 12, "margin-bottom", 6,
                "visible", FALSE, NULL);
  fill_find (self);
  fill_replace (self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

/* Public API */

GtkWidget *
app_plan_find_new (AppPlanEditor *editor)
{
  AppPlanFind *self = g_object_new (APP_TYPE_PLAN_FIND, NULL);

  self->editor = editor;
  return GTK_WIDGET (self);
}

void
app_plan_find_open (AppPlanFind *self, gboolean replace)
{
  gtk_widget_set_visible (self->replace_box, replace);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_widget_grab_focus (self->what);
  count (self);
}

gboolean
app_plan_find_close (AppPlanFind *self)
{
  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    return FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->editor));
  return TRUE;
}

gboolean
app_plan_find_next (AppPlanFind *self, gboolean back)
{
  AppPlanModel *model = app_plan_editor_get_model (self->editor);
  guint n = model != NULL ? g_list_model_get_n_items (G_LIST_MODEL (model)) : 0;
  guint at = n > 0 ? app_plan_model_find (model, app_plan_editor_get_line (self->editor)) : 0;

  if (at == G_MAXUINT)
    at = back ? 0 : n - 1;
  for (guint i = 1; i <= n; i++)
    {
      guint place = back ? (at + n - i) % n : (at + i) % n, column = 0;
      AppPlanLine *line = app_plan_model_get (model, place);

      if (is_found_at (self, line, &column) && app_plan_editor_go (self->editor, line, column))
        return TRUE;
    }
  return FALSE;
}

guint
app_plan_find_replace (AppPlanFind *self, gboolean all)
{
  AppPlanModel *model = app_plan_editor_get_model (self->editor);
  AppPlanLine *line = app_plan_editor_get_line (self->editor);
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();
  guint fields[APP_PLAN_COLUMNS_MAX], n_fields = get_fields (self, fields), n = 0;

  if (model == NULL || *gtk_editable_get_text (GTK_EDITABLE (self->what)) == 0)
    return 0;
  for (guint i = 0; all && i < g_list_model_get_n_items (G_LIST_MODEL (model)); i++)
    g_ptr_array_add (lines, app_plan_model_get (model, i));
  if (!all && line != NULL && is_found_at (self, line, NULL))
    g_ptr_array_add (lines, line);
  n = app_plan_replace (model, lines, fields, n_fields,
                        gtk_editable_get_text (GTK_EDITABLE (self->what)),
                        gtk_editable_get_text (GTK_EDITABLE (self->with)), is_exact (self));
  count (self);
  if (!all)
    app_plan_find_next (self, FALSE);
  return n;
}

void
app_plan_find_type (AppPlanFind *self, const char *what, const char *with)
{
  gtk_editable_set_text (GTK_EDITABLE (self->what), what);
  gtk_editable_set_text (GTK_EDITABLE (self->with), with != NULL ? with : "");
}
