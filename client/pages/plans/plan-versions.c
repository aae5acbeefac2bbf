#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include <glib/gi18n.h>

#include "net/json.h"
#include "pages/asked.h"
#include "pages/bits.h"
#include "pages/dialog.h"
#include "pages/plans/plan-diff.h"
#include "pages/plans/plan-versions.h"

struct _AppPlanVersions
{
  AdwWindow parent_instance;

  AppContext *context;
  GCancellable *cancellable, *comparing; /* of the list; of the two that are chosen */
  MeriloRecord *plan;
  GtkWidget *list, *choose, *from, *to, *heading, *diff;
  GArray *revisions; /* gint64, of the drop-downs */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (AppPlanVersions, app_plan_versions, ADW_TYPE_WINDOW)

/* Helpers */

static gboolean
is_draft_version (AppPlanVersions *self)
{
  return merilo_record_has (self->plan, MERILO_PLAN_BASE_ID)
         && merilo_record_get_whole (self->plan, MERILO_PLAN_STATE) == MERILO_PLAN_STATE_DRAFT;
}

/* a draft has the versions of the plan that it will become */
static char *
versions_path (AppPlanVersions *self)
{
  gint64 id = merilo_record_get_whole (self->plan, is_draft_version (self) ? MERILO_PLAN_BASE_ID
                                                                           : MERILO_PLAN_ID);

  return g_strdup_printf ("plans/%" G_GINT64_FORMAT "/versions", id);
}

static void
show_error (GtkWidget *box, const GError *error)
{
  app_box_clear (box);
  gtk_box_append (GTK_BOX (box), app_label_new (error->message, "dim-label"));
}

static JsonArray *
rows_of (JsonNode *node)
{
  return JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

/* «Приказ № 5 от 12.02.2026» */
static char *
describe_act (JsonObject *version)
{
  const char *kind = app_json_text (version, "act_kind"),
             *date = app_json_text (version, "act_date");
  const char *number = app_json_text (version, "act_number");
  gint64 days;
  g_autofree char *shown = date != NULL && merilo_date_parse (date, strlen (date), &days)
                               ? merilo_date_show (days)
                               : g_strdup ("—");
  const MeriloChoice *choices = merilo_act_entity.fields[MERILO_ACT_KIND].choices;

  for (guint i = 0; choices[i].code != NULL; i++)
    if (g_strcmp0 (choices[i].code, kind) == 0)
      kind = _ (choices[i].label);
  return g_strdup_printf (_ ("%s № %s от %s"), kind != NULL ? kind : "",
                          number != NULL ? number : "—", shown);
}

static GtkWidget *
make_row (JsonObject *version)
{
  GtkWidget *row = adw_action_row_new ();
  guint items = (guint) app_json_whole (version, "items", 0);
  const char *reason = app_json_text (version, "reason");
  g_autofree char *title
      = g_strdup_printf (_ ("Редакция %d"), (int) app_json_whole (version, "revision", 0));
  g_autofree char *act = describe_act (version);
  g_autofree char *count = g_strdup_printf (ngettext ("%u пункт", "%u пункта", items), items);
  g_autofree char *plain
      = g_strdup_printf ("%s, %s%s%s", act, count, reason != NULL && *reason != 0 ? "\n" : "",
                         reason != NULL ? reason : "");
  g_autofree char *subtitle = g_markup_escape_text (plain, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  return row;
}

/* Callbacks */

static void
diff_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppPlanVersions) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = app_api_read_finish (APP_API (object), result, &error);

  if (self->context == NULL || app_asked_is_given_up (result))
    return;
  if (node == NULL)
    {
      show_error (self->diff, error);
      return;
    }
  app_box_clear (self->diff);
  app_plan_diff_fill (self->diff, rows_of (node));
}

static void
chosen_cb (AppPlanVersions *self)
{
  guint a = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->from));
  guint b = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->to));

  if (self->filling || a >= self->revisions->len || b >= self->revisions->len)
    return;
  app_plan_versions_compare (self, g_array_index (self->revisions, gint64, a),
                             g_array_index (self->revisions, gint64, b));
}

static void
fill_choices (AppPlanVersions *self, JsonArray *versions)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint n = json_array_get_length (versions);

  g_array_set_size (self->revisions, 0);
  for (guint i = 0; i < n; i++)
    {
      gint64 revision = app_json_whole (json_array_get_object_element (versions, i), "revision", 0);
      g_autofree char *name = g_strdup_printf (_ ("редакция %d"), (int) revision);

      g_array_append_val (self->revisions, revision);
      gtk_string_list_append (names, name);
    }
  self->filling = TRUE;
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->from), G_LIST_MODEL (names));
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->to), G_LIST_MODEL (names));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->from), n > 1 ? 1 : 0);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->to), 0);
  self->filling = FALSE;
  gtk_widget_set_visible (self->choose, n > 1);
  if (n > 1 && !is_draft_version (self))
    chosen_cb (self);
}

static void
versions_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppPlanVersions) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = app_api_read_finish (APP_API (object), result, &error);
  JsonArray *versions = node != NULL ? rows_of (node) : NULL;

  if (self->context == NULL)
    return;
  app_list_clear (self->list);
  if (node == NULL)
    gtk_list_box_append (GTK_LIST_BOX (self->list), app_label_new (error->message, "diff-line"));
  else if (versions == NULL || json_array_get_length (versions) == 0)
    gtk_list_box_append (GTK_LIST_BOX (self->list),
                         app_label_new (_ ("План ещё не утверждался: редакций нет."),
                                        "dim-label diff-line"));
  for (guint i = 0; versions != NULL && i < json_array_get_length (versions); i++)
    gtk_list_box_append (GTK_LIST_BOX (self->list),
                         make_row (json_array_get_object_element (versions, i)));
  if (versions != NULL)
    fill_choices (self, versions);
}

/* GObject overrides */

static void
app_plan_versions_dispose (GObject *object)
{
  AppPlanVersions *self = APP_PLAN_VERSIONS (object);

  g_cancellable_cancel (self->cancellable);
  app_asked_give_up (&self->comparing);
  g_clear_object (&self->plan);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (app_plan_versions_parent_class)->dispose (object);
}

static void
app_plan_versions_finalize (GObject *object)
{
  AppPlanVersions *self = APP_PLAN_VERSIONS (object);

  g_object_unref (self->cancellable);
  g_array_unref (self->revisions);
  G_OBJECT_CLASS (app_plan_versions_parent_class)->finalize (object);
}

static void
app_plan_versions_class_init (AppPlanVersionsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = app_plan_versions_dispose;
  G_OBJECT_CLASS (klass)->finalize = app_plan_versions_finalize;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close",
                                       NULL);
}

static GtkWidget *
add_choice (AppPlanVersions *self, const char *label)
{
  GtkWidget *choice = gtk_drop_down_new (NULL, NULL);

  gtk_box_append (GTK_BOX (self->choose), app_word_new (label, NULL));
  gtk_box_append (GTK_BOX (self->choose), choice);
  app_name_it (choice, label);
  g_signal_connect_swapped (choice, "notify::selected", G_CALLBACK (chosen_cb), self);
  return choice;
}

static void
app_plan_versions_init (AppPlanVersions *self)
{
  GtkWidget *box = app_dialog_box (ADW_WINDOW (self), _ ("Редакции плана"), 760);

  gtk_window_set_default_size (GTK_WINDOW (self), 760, 640);
  self->cancellable = g_cancellable_new ();
  self->revisions = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "boxed-list");
  app_name_it (self->list, _ ("Редакции"));
  self->choose = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  self->from = add_choice (self, _ ("Сравнить"));
  self->to = add_choice (self, _ ("с"));
  gtk_widget_set_visible (self->choose, FALSE);
  self->heading = app_label_new (NULL, "heading");
  self->diff = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  gtk_box_append (GTK_BOX (box), self->list);
  gtk_box_append (GTK_BOX (box), self->choose);
  gtk_box_append (GTK_BOX (box), self->heading);
  gtk_box_append (GTK_BOX (box), self->diff);
}

/* Public API */

GtkWidget *
app_plan_versions_new (GtkWindow *parent, AppContext *context, MeriloRecord *plan)
{
  AppPlanVersions *self = g_object_new (APP_TYPE_PLAN_VERSIONS, "transient-for", parent, NULL);
  g_autofree char *path = NULL;

  self->context = g_object_ref (context);
  self->plan = g_object_ref (plan);
  path = versions_path (self);
  app_api_read_async (app_context_get_api (context), path, self->cancellable, versions_cb,
                      g_object_ref (self));
  if (is_draft_version (self))
    app_plan_versions_compare (self, 0, 0);
  return GTK_WIDGET (self);
}

void
app_plan_versions_compare (AppPlanVersions *self, gint64 from, gint64 to)
{
  gboolean draft = from == 0 && to == 0;
  gint64 id = merilo_record_get_whole (self->plan, draft || !is_draft_version (self)
                                                       ? MERILO_PLAN_ID
                                                       : MERILO_PLAN_BASE_ID);
  g_autofree char *path = g_strdup_printf ("plans/%" G_GINT64_FORMAT "/diff?from=%" G_GINT64_FORMAT
                                           "&to=%" G_GINT64_FORMAT,
                                           id, from, to);
  g_autofree char *heading
      = draft ? g_strdup (_ ("Что изменит эта редакция"))
              : g_strdup_printf (_ ("Редакция %d → редакция %d"), (int) from, (int) to);

  gtk_label_set_text (GTK_LABEL (self->heading), heading);
  app_api_read_async (app_context_get_api (self->context), path, app_asked_anew (&self->comparing),
                      diff_cb, g_object_ref (self));
}
