#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include <glib/gi18n.h>

#include "model/error.h"
#include "model/json-writer.h"
#include "net/json.h"
#include "pages/bits.h"
#include "pages/field.h"
#include "pages/plans/import-words.h"
#include "pages/plans/plan-import.h"
#include "pages/plans/plan-mapping.h"

struct _AppPlanImport
{
  AdwWindow parent_instance;

  AppContext *context;
  GCancellable *cancellable;
  GtkWidget *steps, *choose, *wait, *progress, *table, *found, *form, *rows, *dropped, *mapping,
      *other;
  MeriloRecord *plan; /* what will be made: kind, title, period */
  GPtrArray *fields;
  JsonNode *document;
  MeriloRecord *job;
  char *file_id, *roles; /* what is read, and by which columns; roles NULL: as guessed */
  gint64 only_table;     /* -2: all of the file */
  gboolean typed;        /* title or period were changed here: reading again keeps them */
  guint n_doubtful;
};

enum
{
  SIGNAL_CREATED,
  N_SIGNALS
};

G_DEFINE_FINAL_TYPE (AppPlanImport, app_plan_import, ADW_TYPE_WINDOW)

static guint signals[N_SIGNALS];

static const guint form_fields[]
    = { MERILO_PLAN_TITLE, MERILO_PLAN_KIND, MERILO_PLAN_PERIOD_FROM, MERILO_PLAN_PERIOD_UNTIL };

/* The document */

static JsonArray *
plans_of (AppPlanImport *self)
{
  return self->document != NULL && JSON_NODE_HOLDS_OBJECT (self->document)
             ? app_json_array (json_node_get_object (self->document), "plans")
             : NULL;
}

static gboolean
is_doubtful (JsonObject *item)
{
  const char *state = app_json_text (item, "state");
  JsonArray *warnings = app_json_array (item, "warnings");
  const char *why = app_json_text (item, "why");

  return (state != NULL && g_str_equal (state, "doubtful")) || (why != NULL && *why != 0)
         || (warnings != NULL && json_array_get_length (warnings) > 0);
}

/* years in a title, «2024–2026»: the usual way a period is written */
static void
guess_period (const char *title, gint64 *from, gint64 *until)
{
  g_autoptr (GRegex) regex = g_regex_new ("20[0-9]{2}", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  int first = 0, last = 0;

  for (g_regex_match (regex, title, 0, &match); g_match_info_matches (match);
       g_match_info_next (match, NULL))
    {
      g_autofree char *year = g_match_info_fetch (match, 0);

      first = first == 0 ? atoi (year) : MIN (first, atoi (year));
      last = MAX (last, atoi (year));
    }
  if (first == 0)
    {
      g_autoptr (GDateTime) now = g_date_time_new_now_local ();

      first = last = g_date_time_get_year (now);
    }
  *from = merilo_date_join (first, 1, 1);
  *until = merilo_date_join (last, 12, 31);
}

static char *
dup_explained (const char *code)
{
  return g_strdup (app_import_explain (code));
}

/* texts of @array, each as @describe says it */
static char *
join_array (JsonArray *array, const char *separator, char *(*describe) (const char *) )
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      const char *element = json_array_get_string_element (array, i);
      g_autofree char *shown = describe (element != NULL ? element : "");

      g_string_append_printf (text, "%s%s", i > 0 ? separator : "", shown);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Rows of the preview */

/* "cells" are members by column, in the order of the source; the number stands apart */
static char *
describe_cells (JsonObject *item)
{
  JsonObject *cells = app_json_object (item, "cells");
  g_autoptr (GList) names = cells != NULL ? json_object_get_members (cells) : NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  for (GList *l = names; l != NULL; l = l->next)
    {
      const char *cell = app_json_text (cells, l->data);

      if (cell != NULL && *cell != 0 && !g_str_equal (l->data, "no"))
        g_string_append_printf (text, "%s%s", text->len > 0 ? "  |  " : "", cell);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static GtkWidget *
make_state (JsonObject *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  g_autofree char *warnings = join_array (app_json_array (item, "warnings"), "\n", dup_explained);
  const char *why = app_json_text (item, "why");

  gtk_widget_set_size_request (box, 190, -1);
  if (!is_doubtful (item))
    {
      gtk_box_append (GTK_BOX (box), app_badge_new (_ ("прочитано"), "success"));
      return box;
    }
  gtk_box_append (GTK_BOX (box), app_badge_new (_ ("проверьте"), "warning"));
  if (why != NULL && *why != 0)
    gtk_box_append (GTK_BOX (box), app_label_new (app_import_explain (why), "caption"));
  if (*warnings != 0)
    gtk_box_append (GTK_BOX (box), app_label_new (warnings, "caption"));
  return box;
}

static void
add_row (AppPlanImport *self, JsonObject *item, const char *section)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12), *middle, *label;
  g_autofree char *rows
      = join_array (app_json_array (item, "source_rows"), "\n", app_import_describe_source);
  g_autofree char *cells = describe_cells (item);
  const char *reading = app_json_text (item, "reading"), *no = app_json_text (item, "no");
  GtkWidget *row = gtk_list_box_row_new ();

  label = app_label_new (rows, "caption dim-label numeric");
  gtk_widget_set_size_request (label, 132, -1);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  gtk_box_append (GTK_BOX (box), label);
  label = app_label_new (no != NULL && *no != 0 ? no : "—", "heading numeric");
  gtk_widget_set_size_request (label, 44, -1);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  gtk_box_append (GTK_BOX (box), label);
  middle = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  gtk_widget_set_hexpand (middle, TRUE);
  gtk_box_append (GTK_BOX (middle), app_label_new (section, "caption dim-label"));
  gtk_box_append (GTK_BOX (middle), app_label_new (cells, NULL));
  if (reading != NULL && *reading != 0)
    {
      g_autofree char *text = g_strdup_printf (_ ("Срок прочитан так: %s"), reading);

      gtk_box_append (GTK_BOX (middle), app_label_new (text, "accent"));
    }
  gtk_box_append (GTK_BOX (box), middle);
  gtk_box_append (GTK_BOX (box), make_state (item));
  g_object_set (box, "margin-top", 6, "margin-bottom", 6, "margin-start", 12, "margin-end", 12,
                NULL);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  app_name_it (row, cells);
  gtk_list_box_append (GTK_LIST_BOX (self->rows), row);
}

/* doubtful ones first, each pass in the order of the source */
static guint
add_rows (AppPlanImport *self, JsonObject *plan)
{
  JsonArray *sections = app_json_array (plan, "sections");
  guint n = 0;

  self->n_doubtful = 0;
  for (guint pass = 0; pass < 2; pass++)
    for (guint s = 0; sections != NULL && s < json_array_get_length (sections); s++)
      {
        JsonObject *section = json_array_get_object_element (sections, s);
        JsonArray *items = app_json_array (section, "items");
        const char *title = app_json_text (section, "title");

        for (guint i = 0; items != NULL && i < json_array_get_length (items); i++)
          {
            JsonObject *item = json_array_get_object_element (items, i);

            if (is_doubtful (item) != (pass == 0))
              continue;
            add_row (self, item, title != NULL ? title : "");
            self->n_doubtful += pass == 0;
            n++;
          }
      }
  return n;
}

/* «дорожная карта: 34 пункта, Название» */
static char *
describe_plan (JsonObject *plan, guint i)
{
  const char *kind = app_json_text (plan, "plan_kind"), *title = app_json_text (plan, "title");
  const MeriloChoice *choices = merilo_plan_entity.fields[MERILO_PLAN_KIND].choices;
  guint count = (guint) app_json_whole (plan, "count", 0);
  g_autoptr (GString) text = g_string_new (NULL);

  if (kind == NULL)
    kind = app_json_text (plan, "kind");
  g_string_append_printf (text, _ ("%u. "), i + 1);
  for (guint k = 0; choices[k].code != NULL; k++)
    if (g_strcmp0 (choices[k].code, kind) == 0)
      g_string_append (text, _ (choices[k].label));
  if (count > 0)
    {
      g_string_append (text, ": ");
      g_string_append_printf (text, ngettext ("%u пункт", "%u пункта", count), count);
    }
  if (title != NULL && *title != 0)
    {
      g_autofree char *cut
          = g_utf8_strlen (title, -1) > 48 ? g_utf8_substring (title, 0, 48) : g_strdup (title);

      g_string_append_printf (text, ", %s", cut);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* the first of the plan's own tables, for it to be read again alone; -2: not told */
static gint64
table_of (JsonObject *plan)
{
  JsonArray *tables = app_json_array (plan, "tables");
  JsonNode *first = tables != NULL && json_array_get_length (tables) > 0
                        ? json_array_get_element (tables, 0)
                        : NULL;

  return first != NULL && JSON_NODE_HOLDS_OBJECT (first)
             ? app_json_whole (json_node_get_object (first), "table", -2)
             : -2;
}

/* tables of the file that hold no plan: named, so that nobody looks for them */
static void
show_others (AppPlanImport *self)
{
  JsonArray *tables = app_json_array (json_node_get_object (self->document), "tables");
  guint n = 0;
  g_autofree char *text = NULL;

  for (guint i = 0; tables != NULL && i < json_array_get_length (tables); i++)
    n += g_strcmp0 (app_json_text (json_array_get_object_element (tables, i), "kind"), "not-a-plan")
         == 0;
  text = n > 0 ? g_strdup_printf (ngettext ("%u таблица в файле не похожа на план",
                                            "%u таблицы в файле не похожи на план", n),
                                  n)
               : NULL;
  gtk_label_set_text (GTK_LABEL (self->other), text != NULL ? text : "");
  gtk_widget_set_visible (self->other, text != NULL);
}

static void
show_table (AppPlanImport *self)
{
  guint table = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->table));
  JsonArray *plans = plans_of (self);
  JsonObject *plan;
  JsonArray *sections, *dropped;
  const char *title, *kind;
  guint n, n_sections;
  g_autofree char *found = NULL, *rest = NULL;
  gint64 from, until;

  if (plans == NULL || table >= json_array_get_length (plans))
    return;
  plan = json_array_get_object_element (plans, table);
  title = app_json_text (plan, "title");
  kind = app_json_text (plan, "plan_kind");
  if (kind == NULL || *kind == 0)
    kind = app_json_text (plan, "kind");
  sections = app_json_array (plan, "sections");
  n_sections = sections != NULL ? json_array_get_length (sections) : 0;
  app_list_clear (self->rows);
  n = add_rows (self, plan);
  found = g_strdup_printf (_ ("Разделов: %u, пунктов: %u, из них проверить: %u"), n_sections, n,
                           self->n_doubtful);
  gtk_label_set_text (GTK_LABEL (self->found), found);
  dropped = app_json_array (plan, "dropped");
  if (dropped == NULL)
    dropped = app_json_array (json_node_get_object (self->document), "dropped");
  app_plan_mapping_set (APP_PLAN_MAPPING (self->mapping), app_json_array (plan, "columns"));
  show_others (self);
  rest = g_strdup_printf (_ ("Строк без пунктов (повторы заголовков, пустые): %u"),
                          dropped != NULL ? json_array_get_length (dropped) : 0);
  gtk_label_set_text (GTK_LABEL (self->dropped), rest);
  if (self->typed)
    return;
  guess_period (title != NULL ? title : "", &from, &until);
  merilo_record_set_text (self->plan, MERILO_PLAN_TITLE, title);
  if (kind == NULL || !merilo_record_parse (self->plan, MERILO_PLAN_KIND, kind, NULL))
    merilo_record_set_whole (self->plan, MERILO_PLAN_KIND, MERILO_PLAN_KIND_MUNICIPAL_ROADMAP);
  merilo_record_set_whole (self->plan, MERILO_PLAN_PERIOD_FROM, from);
  merilo_record_set_whole (self->plan, MERILO_PLAN_PERIOD_UNTIL, until);
  for (guint i = 0; i < self->fields->len; i++)
    app_field_set_record (self->fields->pdata[i], self->plan, MERILO_ROLE_METHODOLOGIST, TRUE);
}

static void
show_document (AppPlanImport *self)
{
  JsonArray *plans = plans_of (self);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint n = plans != NULL ? json_array_get_length (plans) : 0;

  if (n == 0)
    {
      adw_status_page_set_description (ADW_STATUS_PAGE (self->choose),
                                       _ ("В этом файле не нашлось таблицы с пунктами плана. "
                                          "Выберите другой файл."));
      gtk_stack_set_visible_child_name (GTK_STACK (self->steps), "choose");
      return;
    }
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = describe_plan (json_array_get_object_element (plans_of (self), i), i);

      gtk_string_list_append (names, name);
    }
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->table), G_LIST_MODEL (names));
  gtk_widget_set_visible (self->table, n > 1);
  show_table (self);
  gtk_stack_set_visible_child_name (GTK_STACK (self->steps), "preview");
}

/* Callbacks */

static void
start_over (AppPlanImport *self, const GError *error)
{
  g_autofree char *text = g_markup_escape_text (error->message, -1);

  if (g_error_matches (error, MERILO_ERROR, MERILO_ERROR_CANCELLED))
    return;
  adw_status_page_set_title (ADW_STATUS_PAGE (self->choose), _ ("Файл не прочитан"));
  adw_status_page_set_description (ADW_STATUS_PAGE (self->choose), text);
  gtk_stack_set_visible_child_name (GTK_STACK (self->steps), "choose");
}

static void
progress_cb (gint64 done, gint64 total, gpointer data)
{
  AppPlanImport *self = data;

  if (total > 0)
    gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress),
                                   (double) done / (double) total);
  else
    gtk_progress_bar_pulse (GTK_PROGRESS_BAR (self->progress));
}

static void
read_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppPlanImport) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloRecord) job = NULL;
  JsonNode *node = app_api_run_job_finish (APP_API (object), result, (gpointer *) &job, &error);

  if (self->context == NULL)
    {
      g_clear_pointer (&node, json_node_unref);
      return;
    }
  if (node == NULL)
    {
      start_over (self, error);
      return;
    }
  g_clear_pointer (&self->document, json_node_unref);
  self->document = node;
  g_set_object (&self->job, job);
  show_document (self);
}

/* by the columns that were chosen, if the server knows of them */
static void
read_file (AppPlanImport *self)
{
  g_autoptr (MeriloRecord) job = g_object_new (app_type_of (&merilo_job_entity), NULL);
  int columns = merilo_entity_find (&merilo_job_entity, "columns");
  int only_table = merilo_entity_find (&merilo_job_entity, "only_table");

  merilo_record_set_whole (job, MERILO_JOB_KIND, MERILO_JOB_KIND_READ_ROADMAP);
  merilo_record_set_text (job, MERILO_JOB_FILE_ID, self->file_id);
  merilo_record_set_whole (job, MERILO_JOB_DRY_RUN, TRUE);
  if (self->roles != NULL && columns >= 0)
    merilo_record_set_text (job, (guint) columns, self->roles);
  if (self->roles != NULL && only_table >= 0 && self->only_table >= 0)
    merilo_record_set_whole (job, (guint) only_table, self->only_table);
  gtk_stack_set_visible_child_name (GTK_STACK (self->steps), "wait");
  app_api_run_job_async (app_context_get_api (self->context), job, progress_cb, self,
                         self->cancellable, read_cb, g_object_ref (self));
}

static void
typed_cb (AppPlanImport *self)
{
  self->typed = TRUE;
}

static void
mapped_cb (AppPlanImport *self, const char *roles)
{
  guint table = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->table));
  JsonArray *plans = plans_of (self);

  if (plans == NULL || table >= json_array_get_length (plans) || self->file_id == NULL)
    return;
  if (self->only_table < 0)
    self->only_table = table_of (json_array_get_object_element (plans, table));
  g_free (self->roles);
  self->roles = g_strdup (roles);
  read_file (self);
}

static void
uploaded_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppPlanImport) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = app_api_upload_finish (APP_API (object), result, &error);

  if (self->context == NULL)
    return;
  if (id == NULL)
    {
      start_over (self, error);
      return;
    }
  g_free (self->file_id);
  self->file_id = g_steal_pointer (&id);
  g_clear_pointer (&self->roles, g_free);
  self->only_table = -2;
  self->typed = FALSE;
  read_file (self);
}

static void
created_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppPlanImport) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloRecord) plan = app_api_act_finish (APP_API (object), result, &error);
  g_autofree char *id = NULL;

  if (self->context == NULL)
    return;
  gtk_widget_set_sensitive (GTK_WIDGET (self), TRUE);
  if (plan == NULL)
    {
      app_context_toast_error (self->context, error);
      return;
    }
  id = app_record_dup_id (plan);
  app_context_toast (self->context, _ ("План создан: проверьте пункты и утвердите его"));
  g_signal_emit (self, signals[SIGNAL_CREATED], 0, id);
  gtk_window_close (GTK_WINDOW (self));
}

static void
files_cb (GListModel *files, gpointer data)
{
  g_autoptr (GFile) file = g_list_model_get_item (files, 0);

  if (file != NULL)
    app_plan_import_take (data, file);
}

/* Actions */

static void
choose_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  app_choose_files (widget, _ ("План"), _ ("Word, Excel, CSV"), "*.docx;*.xlsx;*.csv", FALSE,
                    files_cb, g_object_ref (widget), g_object_unref);
}

static void
cancel_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppPlanImport *self = APP_PLAN_IMPORT (widget);

  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  gtk_stack_set_visible_child_name (GTK_STACK (self->steps), "choose");
}

static void
create_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppPlanImport *self = APP_PLAN_IMPORT (widget);
  g_autoptr (GString) body = g_string_new (NULL);
  g_autofree char *id = NULL;

  for (guint i = 0; i < self->fields->len; i++)
    {
      g_autofree char *problem = merilo_record_check_field (self->plan, form_fields[i]);

      if (problem == NULL)
        continue;
      app_context_toast (self->context, problem);
      gtk_widget_child_focus (self->fields->pdata[i], GTK_DIR_TAB_FORWARD);
      return;
    }
  if (self->job == NULL)
    return;
  id = app_record_dup_id (self->job);
  merilo_record_to_json (self->plan, MERILO_JSON_DIRTY, body);
  g_string_truncate (body, body->len - 1);
  g_string_append_printf (body, ",\"job_id\":%s,\"table\":%u}", id,
                          gtk_drop_down_get_selected (GTK_DROP_DOWN (self->table)));
  gtk_widget_set_sensitive (widget, FALSE);
  app_api_act_async (app_context_get_api (self->context), app_type_of (&merilo_plan_entity), NULL,
                     "plans/from-job", body->str, self->cancellable, created_cb,
                     g_object_ref (self));
}

/* GObject overrides */

static void
app_plan_import_dispose (GObject *object)
{
  AppPlanImport *self = APP_PLAN_IMPORT (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->document, json_node_unref);
  g_clear_pointer (&self->fields, g_ptr_array_unref);
  g_clear_object (&self->plan);
  g_clear_object (&self->job);
  g_clear_pointer (&self->file_id, g_free);
  g_clear_pointer (&self->roles, g_free);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (app_plan_import_parent_class)->dispose (object);
}

/* nobody waits for what a closed window asked for */
static gboolean
close_request (GtkWindow *window)
{
  g_cancellable_cancel (APP_PLAN_IMPORT (window)->cancellable);
  return GTK_WINDOW_CLASS (app_plan_import_parent_class)->close_request (window);
}

static void
app_plan_import_finalize (GObject *object)
{
  g_object_unref (APP_PLAN_IMPORT (object)->cancellable);
  G_OBJECT_CLASS (app_plan_import_parent_class)->finalize (object);
}

static void
app_plan_import_class_init (AppPlanImportClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = app_plan_import_dispose;
  G_OBJECT_CLASS (klass)->finalize = app_plan_import_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = close_request;
  signals[SIGNAL_CREATED] = g_signal_new ("created", APP_TYPE_PLAN_IMPORT, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class, "/ru/merilo/plans/plan-import.ui");
#define CHILD(name) gtk_widget_class_bind_template_child (widget_class, AppPlanImport, name)
  CHILD (steps);
  CHILD (choose);
  CHILD (wait);
  CHILD (progress);
  CHILD (table);
  CHILD (found);
  CHILD (form);
  CHILD (rows);
  CHILD (dropped);
#undef CHILD
  gtk_widget_class_install_action (widget_class, "import.choose", NULL, choose_action);
  gtk_widget_class_install_action (widget_class, "import.cancel", NULL, cancel_action);
  gtk_widget_class_install_action (widget_class, "import.create", NULL, create_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
app_plan_import_init (AppPlanImport *self)
{
  self->cancellable = g_cancellable_new ();
  self->fields = g_ptr_array_new ();
  self->plan = g_object_new (app_type_of (&merilo_plan_entity), NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < G_N_ELEMENTS (form_fields); i++)
    {
      GtkWidget *field = app_field_new (&merilo_plan_entity, form_fields[i]);

      gtk_widget_set_hexpand (field, i == 0);
      gtk_box_append (GTK_BOX (self->form), field);
      g_ptr_array_add (self->fields, field);
      g_signal_connect_object (field, "edited", G_CALLBACK (typed_cb), self, G_CONNECT_SWAPPED);
    }
  self->mapping = app_plan_mapping_new ();
  self->other = app_label_new (NULL, "dim-label");
  gtk_box_append (GTK_BOX (gtk_widget_get_parent (self->form)), self->mapping);
  gtk_box_append (GTK_BOX (gtk_widget_get_parent (self->form)), self->other);
  g_signal_connect_object (self->mapping, "changed", G_CALLBACK (mapped_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->table, "notify::selected", G_CALLBACK (show_table), self,
                           G_CONNECT_SWAPPED);
  app_take_files (GTK_WIDGET (self), files_cb, self);
}

/* Public API */

GtkWidget *
app_plan_import_new (GtkWindow *parent, AppContext *context)
{
  AppPlanImport *self = g_object_new (APP_TYPE_PLAN_IMPORT, "transient-for", parent, NULL);

  self->context = g_object_ref (context);
  return GTK_WIDGET (self);
}

void
app_plan_import_take (AppPlanImport *self, GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *text = g_strdup_printf (_ ("Читается «%s»"), name);

  gtk_label_set_text (GTK_LABEL (self->wait), text);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress), 0);
  gtk_stack_set_visible_child_name (GTK_STACK (self->steps), "wait");
  app_api_upload_async (app_context_get_api (self->context), file, NULL, NULL, self->cancellable,
                        uploaded_cb, g_object_ref (self));
}
