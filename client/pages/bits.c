#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include <glib/gi18n.h>

#include "model/json-writer.h"
#include "pages/bits.h"
#include "widgets/cells.h"

/* Widgets */

GtkWidget *
app_label_new (const char *text, const char *css)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (css != NULL)
    {
      g_auto (GStrv) classes = g_strsplit (css, " ", -1);

      for (guint i = 0; classes[i] != NULL; i++)
        gtk_widget_add_css_class (label, classes[i]);
    }
  return label;
}

GtkWidget *
app_word_new (const char *text, const char *css)
{
  GtkWidget *label = app_label_new (text, css);

  gtk_label_set_wrap (GTK_LABEL (label), FALSE);
  return label;
}

GtkWidget *
app_badge_new (const char *text, const char *tone)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  gtk_widget_set_halign (label, GTK_ALIGN_START);
  app_badge_set (label, text, tone);
  return label;
}

void
app_badge_set (GtkWidget *badge, const char *text, const char *tone)
{
  const char *classes[] = { "badge", tone, NULL };

  gtk_label_set_text (GTK_LABEL (badge), text);
  gtk_widget_set_css_classes (badge, classes);
}

void
app_box_clear (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    gtk_box_remove (GTK_BOX (box), child);
}

void
app_list_clear (GtkWidget *list_box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (list_box)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (list_box), child);
}

gboolean
app_list_focus_selected (GtkWidget *list_view)
{
  for (GtkWidget *row = gtk_widget_get_first_child (list_view); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if ((gtk_widget_get_state_flags (row) & GTK_STATE_FLAG_SELECTED) != 0)
      return gtk_widget_grab_focus (row);
  return FALSE;
}

GtkWidget *
app_list_add_row (GtkWidget *list_box, const char *title, GtkWidget *suffix)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_list_box_append (GTK_LIST_BOX (list_box), row);
  if (suffix == NULL)
    return row;
  gtk_widget_set_valign (suffix, GTK_ALIGN_CENTER);
  if (!GTK_IS_BUTTON (suffix)) /* it has words of its own */
    app_name_it (suffix, title);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), suffix);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), suffix);
  return row;
}

GtkWidget *
app_save_bar_new (const char *words, const char *save, const char *revert)
{
  GtkWidget *revealer = gtk_revealer_new (), *bar = gtk_action_bar_new ();
  GtkWidget *back = gtk_button_new_with_label (_ ("Вернуть"));
  GtkWidget *store = gtk_button_new_with_label (save);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (back), revert);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (store), "win.save");
  gtk_widget_set_tooltip_text (store, _ ("Ctrl+S"));
  gtk_widget_add_css_class (store, "suggested-action");
  gtk_action_bar_pack_start (GTK_ACTION_BAR (bar), app_word_new (words, "dim-label"));
  gtk_action_bar_pack_end (GTK_ACTION_BAR (bar), store);
  gtk_action_bar_pack_end (GTK_ACTION_BAR (bar), back);
  g_object_set (revealer, "child", bar, "transition-type", GTK_REVEALER_TRANSITION_TYPE_SLIDE_UP,
                NULL);
  return revealer;
}

GtkWidget *
app_stack_new (void)
{
  return g_object_new (GTK_TYPE_STACK, "hhomogeneous", FALSE, "vhomogeneous", FALSE, NULL);
}

gboolean
app_stack_show (GtkWidget *stack, const char *name)
{
  if (gtk_stack_get_child_by_name (GTK_STACK (stack), name) == NULL)
    return FALSE;
  gtk_stack_set_visible_child_name (GTK_STACK (stack), name);
  return TRUE;
}

void
app_stack_step (GtkWidget *stack, gboolean back)
{
  GtkWidget *now = gtk_stack_get_visible_child (GTK_STACK (stack)), *next;

  next = back ? gtk_widget_get_prev_sibling (now) : gtk_widget_get_next_sibling (now);
  if (next == NULL)
    next = back ? gtk_widget_get_last_child (stack) : gtk_widget_get_first_child (stack);
  gtk_stack_set_visible_child (GTK_STACK (stack), next);
  gtk_widget_child_focus (next, GTK_DIR_TAB_FORWARD);
}

void
app_name_it (GtkWidget *widget, const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

void
app_add_keys (GtkWidget *widget, const AppKey *keys, guint n)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  for (guint i = 0; i < n; i++)
    gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                          gtk_shortcut_new (gtk_shortcut_trigger_parse_string (
                                                                keys[i].keys),
                                                            gtk_named_action_new (keys[i].action)));
  gtk_widget_add_controller (widget, controller);
}

/* Words */

char *
app_share_text (gint64 part, gint64 n)
{
  if (n <= 0)
    return g_strdup (_ ("нет данных"));
  /* Translators: percent (a half goes up), then the counts it is made of */
  return g_strdup_printf (_ ("%" G_GINT64_FORMAT " %% (%" G_GINT64_FORMAT " из %" G_GINT64_FORMAT
                             ")"),
                          (200 * part + n) / (2 * n), part, n);
}

char *
app_quarter_text (const char *quarter)
{
  int year, n;

  if (quarter == NULL || sscanf (quarter, "%d-Q%d", &year, &n) != 2)
    return g_strdup (quarter != NULL ? quarter : "");
  return g_strdup_printf (_ ("%d квартал %d года"), n, year);
}

char *
app_quarter_now (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  return g_strdup_printf ("%d-Q%d", g_date_time_get_year (now),
                          (g_date_time_get_month (now) + 2) / 3);
}

/* Records */

GPtrArray *
app_records_where (GPtrArray *records, guint field, gint64 value)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < records->len; i++)
    if (merilo_record_get_whole (records->pdata[i], field) == value)
      g_ptr_array_add (found, g_object_ref (records->pdata[i]));
  return found;
}

gpointer
app_records_find (GPtrArray *records, const char *id)
{
  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      g_autofree char *other = app_record_dup_id (records->pdata[i]);

      if (g_strcmp0 (other, id) == 0)
        return records->pdata[i];
    }
  return NULL;
}

GPtrArray *
app_records_to_cells (GPtrArray *records,
                      const MeriloEntity *entity,
                      const guint *fields,
                      guint n_fields)
{
  GPtrArray *cells = app_cells_new ();

  for (guint r = 0; r <= (records != NULL ? records->len : 0); r++)
    {
      char **row = g_new0 (char *, n_fields + 1);

      for (guint i = 0; i < n_fields; i++)
        row[i] = r == 0 ? app_capital (_ (entity->fields[fields[i]].label))
                        : merilo_record_show (records->pdata[r - 1], fields[i]);
      g_ptr_array_add (cells, row);
    }
  return cells;
}

char *
app_json_body (const char *name, const char *value, ...)
{
  GString *body = g_string_new ("{");
  va_list args;

  va_start (args, value);
  while (name != NULL)
    {
      if (value != NULL)
        merilo_json_put_text_member (body, name, value);
      name = va_arg (args, const char *);
      value = name != NULL ? va_arg (args, const char *) : NULL;
    }
  va_end (args);
  g_string_append_c (body, '}');
  return g_string_free (body, FALSE);
}

/* Files */

typedef struct
{
  AppFilesFunc func;
  gpointer data;
  GDestroyNotify destroy;
} Choice;

static void
choice_free (Choice *choice, GClosure *closure)
{
  if (choice->destroy != NULL)
    choice->destroy (choice->data);
  g_free (choice);
}

static void
response_cb (GtkNativeDialog *dialog, int response, Choice *choice)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GListModel) files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog));

      choice->func (files, choice->data);
    }
  g_object_unref (dialog);
}

void
app_choose_files (GtkWidget *from,
                  const char *title,
                  const char *name,
                  const char *pattern,
                  gboolean many,
                  AppFilesFunc func,
                  gpointer data,
                  GDestroyNotify destroy)
{
  GtkFileChooserNative *dialog
      = gtk_file_chooser_native_new (title, GTK_WINDOW (gtk_widget_get_root (from)),
                                     GTK_FILE_CHOOSER_ACTION_OPEN, _ ("Выбрать"), _ ("Отмена"));
  Choice *choice = g_new0 (Choice, 1);

  if (pattern != NULL)
    {
      GtkFileFilter *filter = gtk_file_filter_new ();
      g_auto (GStrv) patterns = g_strsplit (pattern, ";", -1);

      gtk_file_filter_set_name (filter, name);
      for (guint i = 0; patterns[i] != NULL; i++)
        gtk_file_filter_add_pattern (filter, patterns[i]);
      gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
      g_object_unref (filter);
    }
  *choice = (Choice){ func, data, destroy };
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (dialog), many);
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), choice,
                         (GClosureNotify) choice_free, 0);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, Choice *choice)
{
  GSList *list = g_value_get_boxed (value);
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);

  for (GSList *l = list; l != NULL; l = l->next)
    g_list_store_append (files, l->data);
  choice->func (G_LIST_MODEL (files), choice->data);
  return TRUE;
}

void
app_take_files (GtkWidget *widget, AppFilesFunc func, gpointer data)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);
  Choice *choice = g_new0 (Choice, 1);

  *choice = (Choice){ func, data, NULL };
  g_signal_connect_data (target, "drop", G_CALLBACK (drop_cb), choice, (GClosureNotify) choice_free,
                         0);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (target));
}

/* Drafts */

void
app_draft_keep (AppContext *context, gpointer record, guint field, const char *text)
{
  const MeriloEntity *entity = merilo_record_get_entity (record);
  g_autofree char *id = app_record_dup_id (record);

  app_store_set_draft (app_context_get_store (context), entity->name, id,
                       entity->fields[field].name, text);
}

typedef struct
{
  gpointer record;
  guint applied;
} Apply;

static void
apply_draft (const char *field, const char *text, gpointer data)
{
  Apply *apply = data;
  int i = merilo_entity_find (merilo_record_get_entity (apply->record), field);
  g_autoptr (GError) error = NULL;

  if (i < 0)
    return;
  if (merilo_record_parse (apply->record, (guint) i, text, &error))
    apply->applied++;
  else
    g_debug ("draft of %s: %s", field, error->message);
}

guint
app_draft_apply (AppContext *context, gpointer record)
{
  g_autofree char *id = app_record_dup_id (record);
  Apply apply = { record, 0 };

  app_store_each_draft (app_context_get_store (context), merilo_record_get_entity (record)->name,
                        id, apply_draft, &apply);
  return apply.applied;
}

/* History */

static char *
describe_change (MeriloRecord *change, const MeriloEntity *entity)
{
  const char *field = merilo_record_get_text (change, MERILO_CHANGE_FIELD);
  const char *was = merilo_record_get_text (change, MERILO_CHANGE_OLD);
  const char *now = merilo_record_get_text (change, MERILO_CHANGE_NEW);
  int i = field != NULL ? merilo_entity_find (entity, field) : -1;
  g_autofree char *action = merilo_record_show (change, MERILO_CHANGE_ACTION);

  if (field == NULL)
    return g_steal_pointer (&action);
  return g_strdup_printf ("%s: %s → %s", i >= 0 ? _ (entity->fields[i].label) : field,
                          was != NULL && *was != 0 ? was : _ ("пусто"),
                          now != NULL && *now != 0 ? now : _ ("пусто"));
}

void
app_history_fill (GtkWidget *box, GPtrArray *changes, const MeriloEntity *entity)
{
  app_box_clear (box);
  if (changes->len == 0)
    gtk_box_append (GTK_BOX (box), app_label_new (_ ("Изменений не было."), "dim-label"));
  for (guint i = 0; i < MIN (changes->len, 50); i++)
    {
      MeriloRecord *change = changes->pdata[i];
      g_autofree char *at = merilo_record_show (change, MERILO_CHANGE_AT);
      g_autofree char *who = merilo_record_show (change, MERILO_CHANGE_WHO);
      g_autofree char *head = g_strdup_printf ("%s  %s", at, who);
      g_autofree char *what = describe_change (change, entity);

      gtk_box_append (GTK_BOX (box), app_label_new (head, "caption dim-label"));
      gtk_box_append (GTK_BOX (box), app_label_new (what, NULL));
    }
}

/* Records in words */

char *
app_describe_act (MeriloRecord *act)
{
  g_autofree char *kind = merilo_record_show (act, MERILO_ACT_KIND);
  g_autofree char *number = merilo_record_show (act, MERILO_ACT_NUMBER);
  g_autofree char *date = merilo_record_show (act, MERILO_ACT_DATE);
  g_autofree char *title = merilo_record_show (act, MERILO_ACT_TITLE);

  return g_strdup_printf (_ ("%s № %s от %s: %s"), kind, number, date, title);
}
