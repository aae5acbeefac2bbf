#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include <glib/gi18n.h>

#include "net/json.h"
#include "pages/bits.h"
#include "pages/dialog.h"
#include "pages/plans/plan-conflict.h"
#include "widgets/plan-batch.h"

struct _AppPlanConflict
{
  AdwWindow parent_instance;

  AppPlanModel *model;
  AppPlanLine *line;
  MeriloRecord *current;
  GtkWidget *box, *grid;
  GtkWidget *theirs[64]; /* check buttons, by field; NULL: nothing to choose */
};

enum
{
  SIGNAL_RESOLVED,
  N_SIGNALS
};

G_DEFINE_FINAL_TYPE (AppPlanConflict, app_plan_conflict, ADW_TYPE_WINDOW)

static guint signals[N_SIGNALS];

/* The server's record: a section has a title and no section */
static MeriloRecord *
read_current (const char *json)
{
  g_autoptr (JsonNode) node = json != NULL ? json_from_string (json, NULL) : NULL;
  gboolean item = node != NULL && JSON_NODE_HOLDS_OBJECT (node)
                  && json_object_has_member (json_node_get_object (node), "section_id");
  g_autoptr (MeriloRecord) record
      = g_object_new (merilo_entity_register (item ? &merilo_plan_item_entity
                                                   : &merilo_plan_section_entity),
                      NULL);

  if (json == NULL
      || !merilo_record_from_json (record, json, strlen (json), &app_api_bounds,
                                   MERILO_JSON_SKIP_UNKNOWN, NULL, NULL))
    return NULL;
  merilo_record_set_clean (record);
  return g_steal_pointer (&record);
}

static AppPlanLine *
find_line (AppPlanModel *model, MeriloRecord *current)
{
  gboolean section = merilo_record_get_entity (current) == &merilo_plan_section_entity;

  return app_plan_model_by_id (model, section,
                               merilo_record_get_whole (current,
                                                        section ? (guint) MERILO_PLAN_SECTION_ID
                                                                : (guint) MERILO_PLAN_ITEM_ID));
}

/* Rows */

static GtkWidget *
make_choice (const char *text, GtkWidget *group, const char *name)
{
  GtkWidget *check = gtk_check_button_new ();

  gtk_check_button_set_group (GTK_CHECK_BUTTON (check),
                              group != NULL ? GTK_CHECK_BUTTON (group) : NULL);
  gtk_check_button_set_label (GTK_CHECK_BUTTON (check), *text != 0 ? text : _ ("пусто"));
  for (GtkWidget *child = gtk_widget_get_first_child (check); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_LABEL (child))
      {
        gtk_label_set_wrap (GTK_LABEL (child), TRUE);
        gtk_label_set_wrap_mode (GTK_LABEL (child), PANGO_WRAP_WORD_CHAR);
        gtk_label_set_xalign (GTK_LABEL (child), 0);
        gtk_label_set_max_width_chars (GTK_LABEL (child), 36);
      }
  gtk_widget_set_hexpand (check, TRUE);
  gtk_widget_set_valign (check, GTK_ALIGN_START);
  app_name_it (check, name);
  return check;
}

static void
add_row (AppPlanConflict *self, guint field, int row)
{
  const char *label = _ (merilo_record_get_entity (self->current)->fields[field].label);
  g_autofree char *a = app_plan_line_show (self->line, field);
  g_autofree char *b = merilo_record_show (self->current, field);
  g_autofree char *my = g_strdup_printf (_ ("%s: моё"), label);
  g_autofree char *their = g_strdup_printf (_ ("%s: на сервере"), label);
  GtkWidget *mine = make_choice (a, NULL, my), *theirs = make_choice (b, mine, their);

  gtk_check_button_set_active (GTK_CHECK_BUTTON (mine), TRUE);
  gtk_grid_attach (GTK_GRID (self->grid), app_label_new (label, "dim-label"), 0, row, 1, 1);
  gtk_grid_attach (GTK_GRID (self->grid), mine, 1, row, 1, 1);
  gtk_grid_attach (GTK_GRID (self->grid), theirs, 2, row, 1, 1);
  self->theirs[field] = theirs;
}

static int
add_rows (AppPlanConflict *self)
{
  guint64 mask = app_plan_line_writable (self->line);
  int row = 1;

  for (guint i = 0; i < merilo_record_get_entity (self->current)->n_fields; i++)
    if (((mask >> i) & 1) && !app_plan_same (self->line->record, self->current, i)
        && (self->line->base == NULL || !app_plan_same (self->line->record, self->line->base, i)))
      add_row (self, i, row++);
  return row - 1;
}

static void
fill (AppPlanConflict *self)
{
  g_autofree char *what = NULL, *text = NULL;
  gboolean section = app_plan_line_is_section (self->line);

  what = section ? app_plan_line_show (self->line, MERILO_PLAN_SECTION_TITLE)
                 : app_plan_line_show (self->line, MERILO_PLAN_ITEM_NO);
  text = g_strdup_printf (section ? _ ("Раздел «%s»") : _ ("Пункт %s"), what);
  gtk_box_append (GTK_BOX (self->box), app_label_new (text, "heading"));
  if (!self->line->listed)
    {
      gtk_box_append (GTK_BOX (self->box),
                      app_label_new (_ ("Вы удалили эту строку, а её тем временем изменили. "
                                        "Удалить всё равно или оставить?"),
                                     NULL));
      return;
    }
  gtk_grid_attach (GTK_GRID (self->grid), app_label_new (_ ("Вы ввели"), "heading"), 1, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (self->grid), app_label_new (_ ("Сейчас на сервере"), "heading"), 2, 0,
                   1, 1);
  if (add_rows (self) == 0)
    gtk_box_append (GTK_BOX (self->box),
                    app_label_new (_ ("Тексты не расходятся: изменились другие поля. Ваша правка "
                                      "ляжет поверх, чужая останется."),
                                   "dim-label"));
  else
    gtk_box_append (GTK_BOX (self->box), self->grid);
}

/* Actions */

static void
apply (AppPlanConflict *self, gboolean keep_line)
{
  guint64 theirs = keep_line ? G_MAXUINT64 : 0;

  for (guint i = 0; self->line->listed && i < G_N_ELEMENTS (self->theirs); i++)
    if (self->theirs[i] != NULL && gtk_check_button_get_active (GTK_CHECK_BUTTON (self->theirs[i])))
      theirs |= G_GUINT64_CONSTANT (1) << i;
  app_plan_model_take_theirs (self->model, self->line, self->current, theirs);
  g_signal_emit (self, signals[SIGNAL_RESOLVED], 0);
  gtk_window_close (GTK_WINDOW (self));
}

static void
apply_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  apply (APP_PLAN_CONFLICT (widget), FALSE);
}

static void
keep_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  apply (APP_PLAN_CONFLICT (widget), TRUE);
}

static void
all_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppPlanConflict *self = APP_PLAN_CONFLICT (widget);

  for (guint i = 0; i < G_N_ELEMENTS (self->theirs); i++)
    if (self->theirs[i] != NULL)
      gtk_check_button_set_active (GTK_CHECK_BUTTON (self->theirs[i]), TRUE);
}

/* GObject overrides */

static void
app_plan_conflict_dispose (GObject *object)
{
  AppPlanConflict *self = APP_PLAN_CONFLICT (object);

  g_clear_object (&self->model);
  g_clear_object (&self->line);
  g_clear_object (&self->current);
  G_OBJECT_CLASS (app_plan_conflict_parent_class)->dispose (object);
}

static void
app_plan_conflict_class_init (AppPlanConflictClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = app_plan_conflict_dispose;
  signals[SIGNAL_RESOLVED] = g_signal_new ("resolved", APP_TYPE_PLAN_CONFLICT, G_SIGNAL_RUN_LAST, 0,
                                           NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_install_action (widget_class, "conflict.apply", NULL, apply_action);
  gtk_widget_class_install_action (widget_class, "conflict.keep", NULL, keep_action);
  gtk_widget_class_install_action (widget_class, "conflict.all-theirs", NULL, all_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK,
                                       "conflict.apply", NULL);
}

static void
app_plan_conflict_init (AppPlanConflict *self)
{
  self->box = app_dialog_box (ADW_WINDOW (self), _ ("Строку изменил кто-то ещё"), 720);
  self->grid = gtk_grid_new ();
  gtk_grid_set_row_spacing (GTK_GRID (self->grid), 12);
  gtk_grid_set_column_spacing (GTK_GRID (self->grid), 18);
}

/* Public API */

GtkWidget *
app_plan_conflict_new (GtkWindow *parent, AppPlanModel *model, AppOutboxEntry *entry)
{
  AppPlanConflict *self = g_object_new (APP_TYPE_PLAN_CONFLICT, "transient-for", parent, NULL);
  GtkWidget *bar;

  self->model = g_object_ref (model);
  self->current = read_current (entry->current);
  self->line = self->current != NULL ? find_line (model, self->current) : NULL;
  if (self->line == NULL)
    {
      gtk_box_append (GTK_BOX (self->box),
                      app_label_new (_ ("Строки больше нет в плане. Обновите план: F5."), NULL));
      return GTK_WIDGET (self);
    }
  g_object_ref (self->line);
  fill (self);
  bar = app_dialog_bar (self->box);
  if (self->line->listed)
    {
      app_dialog_button (bar, _ ("Всё как на сервере"), "conflict.all-theirs", NULL);
      app_dialog_button (bar, _ ("Записать выбранное"), "conflict.apply", "suggested-action");
    }
  else
    {
      app_dialog_button (bar, _ ("Оставить в плане"), "conflict.keep", NULL);
      app_dialog_button (bar, _ ("Удалить всё равно"), "conflict.apply", "suggested-action");
    }
  return GTK_WIDGET (self);
}
