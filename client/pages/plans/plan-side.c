#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include <glib/gi18n.h>

#include "model/error.h"
#include "net/json.h"
#include "pages/asked.h"
#include "pages/bits.h"
#include "pages/dialog.h"
#include "pages/plans/plan-side.h"

struct _AppPlanSide
{
  AdwWindow parent_instance;

  AppContext *context;
  GCancellable *cancellable;
  MeriloRecord *plan;
  GtkWidget *school, *counts, *grid;
  GArray *orgs; /* gint64 */
};

G_DEFINE_FINAL_TYPE (AppPlanSide, app_plan_side, ADW_TYPE_WINDOW)

static const struct
{
  const char *state, *glyph, *words, *tone;
} states[] = {
  { "same", "=", N_ ("как в муниципальном"), "success" },
  { "changed", "±", N_ ("изменён школой"), "accent" },
  { "missing", "−", N_ ("нет у школы"), "warning" },
  { "own", "+", N_ ("свой пункт школы"), "dim" },
};

/* Rows */

static guint
state_of (JsonObject *row)
{
  const char *state = app_json_text (row, "state");

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (g_strcmp0 (states[i].state, state) == 0)
      return i;
  return 0;
}

/* «1.2  Мероприятие», below it the deadline and who */
static GtkWidget *
make_side (
    JsonObject *row, const char *no, const char *title, const char *deadline, const char *who)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  const char *number = app_json_text (row, no), *text = app_json_text (row, title);
  const char *when = app_json_text (row, deadline), *whom = app_json_text (row, who);
  g_autofree char *head = NULL, *below = NULL;

  gtk_widget_set_hexpand (box, TRUE);
  if (text == NULL || *text == 0)
    {
      gtk_box_append (GTK_BOX (box), app_label_new ("—", "dim-label"));
      return box;
    }
  head = g_strdup_printf ("%s  %s", number != NULL ? number : "", text);
  below = g_strdup_printf ("%s%s%s", when != NULL ? when : "",
                           when != NULL && *when != 0 && whom != NULL && *whom != 0 ? " · " : "",
                           whom != NULL ? whom : "");
  gtk_box_append (GTK_BOX (box), app_label_new (head, NULL));
  gtk_box_append (GTK_BOX (box), app_label_new (below, "caption dim-label"));
  return box;
}

static void
add_row (AppPlanSide *self, JsonObject *row, int at)
{
  guint state = state_of (row);
  GtkWidget *badge, *glyph = app_word_new (states[state].glyph, "diff-glyph");

  badge = app_badge_new (_ (states[state].words), states[state].tone);
  gtk_widget_set_valign (badge, GTK_ALIGN_START);
  gtk_widget_set_valign (glyph, GTK_ALIGN_START);
  gtk_grid_attach (GTK_GRID (self->grid), glyph, 0, at, 1, 1);
  gtk_grid_attach (GTK_GRID (self->grid), make_side (row, "no", "title", "deadline", "responsible"),
                   1, at, 1, 1);
  gtk_grid_attach (GTK_GRID (self->grid),
                   make_side (row, "school_no", "school_title", "school_deadline",
                              "school_responsible"),
                   2, at, 1, 1);
  gtk_grid_attach (GTK_GRID (self->grid), badge, 3, at, 1, 1);
}

static void
clear_grid (AppPlanSide *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->grid)) != NULL)
    gtk_grid_remove (GTK_GRID (self->grid), child);
}

static void
show_rows (AppPlanSide *self, JsonArray *rows)
{
  guint n[G_N_ELEMENTS (states)] = { 0 };
  g_autoptr (GString) text = g_string_new (NULL);

  gtk_grid_attach (GTK_GRID (self->grid), app_label_new (_ ("Муниципальный план"), "heading"), 1, 0,
                   1, 1);
  gtk_grid_attach (GTK_GRID (self->grid), app_label_new (_ ("План школы"), "heading"), 2, 0, 1, 1);
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);

      n[state_of (row)]++;
      add_row (self, row, (int) i + 1);
    }
  for (guint k = 0; k < G_N_ELEMENTS (states); k++)
    g_string_append_printf (text, "%s%s %s: %u", k > 0 ? "   " : "", states[k].glyph,
                            _ (states[k].words), n[k]);
  gtk_label_set_text (GTK_LABEL (self->counts), text->str);
}

/* Callbacks */

static void
rows_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppPlanSide) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = app_api_read_finish (APP_API (object), result, &error);
  JsonArray *rows
      = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (self->context == NULL || g_error_matches (error, MERILO_ERROR, MERILO_ERROR_CANCELLED))
    return;
  clear_grid (self);
  if (rows != NULL && json_array_get_length (rows) > 0)
    show_rows (self, rows);
  else
    gtk_label_set_text (GTK_LABEL (self->counts),
                        node == NULL ? error->message
                                     : _ ("У этой школы пока нет своего плана по этому плану."));
}

static void
ask (AppPlanSide *self, gint64 org)
{
  g_autofree char *path
      = g_strdup_printf ("plans/%" G_GINT64_FORMAT "/side-by-side?org_id=%" G_GINT64_FORMAT,
                         merilo_record_get_whole (self->plan, MERILO_PLAN_ID), org);

  app_asked_anew (&self->cancellable);
  app_api_read_async (app_context_get_api (self->context), path, self->cancellable, rows_cb,
                      g_object_ref (self));
}

static void
chosen_cb (AppPlanSide *self)
{
  guint i = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->school));

  if (i < self->orgs->len)
    ask (self, g_array_index (self->orgs, gint64, i));
}

/* GObject overrides */

static void
app_plan_side_dispose (GObject *object)
{
  AppPlanSide *self = APP_PLAN_SIDE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->plan);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (app_plan_side_parent_class)->dispose (object);
}

static void
app_plan_side_finalize (GObject *object)
{
  AppPlanSide *self = APP_PLAN_SIDE (object);

  g_object_unref (self->cancellable);
  g_array_unref (self->orgs);
  G_OBJECT_CLASS (app_plan_side_parent_class)->finalize (object);
}

static void
app_plan_side_class_init (AppPlanSideClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = app_plan_side_dispose;
  G_OBJECT_CLASS (klass)->finalize = app_plan_side_finalize;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close",
                                       NULL);
}

static void
app_plan_side_init (AppPlanSide *self)
{
  GtkWidget *box = app_dialog_box (ADW_WINDOW (self), _ ("План и план школы рядом"), 980);

  gtk_window_set_default_size (GTK_WINDOW (self), 980, 640);
  self->cancellable = g_cancellable_new ();
  self->orgs = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->school = gtk_drop_down_new (NULL, NULL);
  app_name_it (self->school, _ ("Школа"));
  gtk_widget_set_halign (self->school, GTK_ALIGN_START);
  self->counts = app_label_new (NULL, "dim-label");
  self->grid = gtk_grid_new ();
  gtk_grid_set_row_spacing (GTK_GRID (self->grid), 12);
  gtk_grid_set_column_spacing (GTK_GRID (self->grid), 18);
  gtk_box_append (GTK_BOX (box), self->school);
  gtk_box_append (GTK_BOX (box), self->counts);
  gtk_box_append (GTK_BOX (box), self->grid);
}

static void
fill_schools (AppPlanSide *self)
{
  GListModel *orgs = app_context_get_orgs (self->context);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (orgs); i++)
    {
      g_autoptr (MeriloRecord) org = g_list_model_get_item (orgs, i);
      gint64 id = merilo_record_get_whole (org, MERILO_ORG_ID);

      if (merilo_record_get_whole (org, MERILO_ORG_KIND) < MERILO_ORG_KIND_SCHOOL)
        continue; /* a department, the town itself */
      g_array_append_val (self->orgs, id);
      gtk_string_list_append (names, app_context_get_org_name (self->context, id));
    }
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->school), G_LIST_MODEL (names));
  g_signal_connect_swapped (self->school, "notify::selected", G_CALLBACK (chosen_cb), self);
  chosen_cb (self);
}

/* Public API */

GtkWidget *
app_plan_side_new (GtkWindow *parent, AppContext *context, MeriloRecord *plan)
{
  AppPlanSide *self = g_object_new (APP_TYPE_PLAN_SIDE, "transient-for", parent, NULL);
  const AppUser *user = app_context_get_user (context);

  self->context = g_object_ref (context);
  self->plan = g_object_ref (plan);
  gtk_widget_set_visible (self->school, user->role != MERILO_ROLE_SCHOOL);
  if (user->role == MERILO_ROLE_SCHOOL)
    ask (self, user->org_id);
  else
    fill_schools (self);
  return GTK_WIDGET (self);
}
