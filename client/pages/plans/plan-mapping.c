#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include <glib/gi18n.h>

#include "net/json.h"
#include "pages/bits.h"
#include "pages/plans/plan-mapping.h"

struct _AppPlanMapping
{
  AdwBin parent_instance;

  GtkWidget *row;
  GPtrArray *choices; /* GtkDropDown, a column each */
  gboolean filling;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

G_DEFINE_FINAL_TYPE (AppPlanMapping, app_plan_mapping, ADW_TYPE_BIN)

static guint signals[N_SIGNALS];

static const struct
{
  const char *role, *label;
} roles[] = {
  { "-", N_ ("не брать") },
  { "no", N_ ("№") },
  { "activity", N_ ("Мероприятие") },
  { "deadline", N_ ("Срок") },
  { "responsible", N_ ("Ответственный") },
  { "document", N_ ("Вид документа") },
  { "result", N_ ("Результат") },
  { "actions", N_ ("Действия") },
  { "object", N_ ("Объект оценки") },
  { "criterion", N_ ("Критерий") },
  { "indicator", N_ ("Показатель") },
};

static guint
find_role (const char *role)
{
  for (guint i = 1; i < G_N_ELEMENTS (roles); i++)
    if (g_strcmp0 (roles[i].role, role) == 0)
      return i;
  return 0;
}

/* Callbacks */

static void
chosen_cb (AppPlanMapping *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (self->filling)
    return;
  for (guint i = 0; i < self->choices->len; i++)
    {
      guint chosen = gtk_drop_down_get_selected (self->choices->pdata[i]);

      g_string_append_printf (text, "%s%s", i > 0 ? "," : "",
                              roles[MIN (chosen, G_N_ELEMENTS (roles) - 1)].role);
    }
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, text->str);
}

static void
add_column (AppPlanMapping *self, JsonObject *column, guint i)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3), *choice, *label;
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  const char *heading = app_json_text (column, "heading");
  g_autofree char *shown = heading != NULL && *heading != 0
                               ? g_strdup (heading)
                               : g_strdup_printf (_ ("столбец %u"), i + 1);
  g_autofree char *name = g_strdup_printf (_ ("Что в столбце «%s»"), shown);

  for (guint k = 0; k < G_N_ELEMENTS (roles); k++)
    gtk_string_list_append (names, _ (roles[k].label));
  label = app_word_new (shown, "caption dim-label");
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 18);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_tooltip_text (label, shown);
  choice = gtk_drop_down_new (g_object_ref (G_LIST_MODEL (names)), NULL);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), find_role (app_json_text (column, "role")));
  app_name_it (choice, name);
  g_signal_connect_swapped (choice, "notify::selected", G_CALLBACK (chosen_cb), self);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), choice);
  gtk_box_append (GTK_BOX (self->row), box);
  g_ptr_array_add (self->choices, choice);
}

/* GObject overrides */

static void
app_plan_mapping_finalize (GObject *object)
{
  g_ptr_array_unref (APP_PLAN_MAPPING (object)->choices);
  G_OBJECT_CLASS (app_plan_mapping_parent_class)->finalize (object);
}

static void
app_plan_mapping_class_init (AppPlanMappingClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = app_plan_mapping_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", APP_TYPE_PLAN_MAPPING, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
app_plan_mapping_init (AppPlanMapping *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->choices = g_ptr_array_new ();
  self->row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  gtk_widget_set_margin_bottom (self->row, 6);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_AUTOMATIC,
                                  GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->row);
  adw_bin_set_child (ADW_BIN (self), scroller);
}

/* Public API */

GtkWidget *
app_plan_mapping_new (void)
{
  return g_object_new (APP_TYPE_PLAN_MAPPING, NULL);
}

void
app_plan_mapping_set (AppPlanMapping *self, JsonArray *columns)
{
  guint n = columns != NULL ? json_array_get_length (columns) : 0;

  self->filling = TRUE;
  g_ptr_array_set_size (self->choices, 0);
  app_box_clear (self->row);
  for (guint i = 0; i < n; i++)
    {
      JsonObject *column = app_json_take_object (columns, i);

      if (column != NULL && json_object_has_member (column, "role"))
        add_column (self, column, i);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), self->choices->len > 0);
  self->filling = FALSE;
}

void
app_plan_mapping_choose (AppPlanMapping *self, guint column, const char *role)
{
  gtk_drop_down_set_selected (self->choices->pdata[column], find_role (role));
}
