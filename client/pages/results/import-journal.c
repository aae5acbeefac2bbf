#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/results/import-journal.h"

#include <glib/gi18n.h>

#include "model/error.h"
#include "pages/ask.h"
#include "pages/bits.h"
#include "pages/document-menu.h"
#include "pages/results/import-detail.h"
#include "pages/results/works-window.h"
#include "widgets/state-view.h"

struct _AppImportJournal
{
  AdwWindow parent_instance;

  AppContext *context;
  GCancellable *cancellable;
  GPtrArray *imports, *procedures; /* of MeriloRecord */
  gint64 wanted, asked;            /* to be chosen; whose withdrawal waits */
  GtkWidget *state, *list, *detail, *withdraw;
};

G_DEFINE_FINAL_TYPE (AppImportJournal, app_import_journal, ADW_TYPE_WINDOW)

static void load (AppImportJournal *self);

/* The list */

static gpointer
get_chosen (AppImportJournal *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list));
  int i = row != NULL ? gtk_list_box_row_get_index (row) : -1;

  return i >= 0 && self->imports != NULL && (guint) i < self->imports->len ? self->imports->pdata[i]
                                                                           : NULL;
}

static MeriloRecord *
find_procedure (AppImportJournal *self, MeriloRecord *import)
{
  gint64 id = merilo_record_has (import, MERILO_IMPORT_PROCEDURE_ID)
                  ? merilo_record_get_whole (import, MERILO_IMPORT_PROCEDURE_ID)
                  : -1;

  for (guint i = 0; self->procedures != NULL && i < self->procedures->len; i++)
    if (merilo_record_get_whole (self->procedures->pdata[i], MERILO_PROCEDURE_ID) == id)
      return self->procedures->pdata[i];
  return NULL;
}

static GtkWidget *
make_badge (MeriloRecord *import)
{
  gint64 refused = MAX (0, merilo_record_get_whole (import, MERILO_IMPORT_REFUSED_ROWS));
  gint64 rows = MAX (0, merilo_record_get_whole (import, MERILO_IMPORT_ROWS));
  g_autofree char *text = NULL;

  if (merilo_record_has (import, MERILO_IMPORT_WITHDRAWN_AT))
    return app_badge_new (_ ("отменена"), "dim");
  if (refused > 0)
    {
      text = g_strdup_printf (_ ("отклонено %" G_GINT64_FORMAT " из %" G_GINT64_FORMAT), refused,
                              rows);
      return app_badge_new (text, "warning");
    }
  text = g_strdup_printf (ngettext ("%u строка", "%u строки", (guint) rows), (guint) rows);
  return app_badge_new (text, "success");
}

static GtkWidget *
make_row (AppImportJournal *self, MeriloRecord *import)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *row = gtk_list_box_row_new (), *title, *who_label;
  MeriloRecord *procedure = find_procedure (self, import);
  g_autofree char *name = merilo_record_show (import, MERILO_IMPORT_NAME);
  g_autofree char *at = merilo_record_show (import, MERILO_IMPORT_CREATED_AT);
  g_autofree char *who = merilo_record_show (import, MERILO_IMPORT_CREATED_BY);
  g_autofree char *what = procedure != NULL ? merilo_record_show (procedure, MERILO_PROCEDURE_TITLE)
                                            : g_strdup (name);
  g_autofree char *said = g_strdup_printf ("%s, %s", at, who);

  title = app_word_new (what, NULL);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (title, TRUE);
  who_label = app_word_new (said, "caption dim-label");
  gtk_label_set_ellipsize (GTK_LABEL (who_label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (who_label, TRUE);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (line), who_label);
  gtk_box_append (GTK_BOX (line), make_badge (import));
  gtk_box_append (GTK_BOX (box), line);
  g_object_set (box, "margin-top", 6, "margin-bottom", 6, "margin-start", 6, "margin-end", 6, NULL);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_set_tooltip_text (row, name);
  app_name_it (row, what);
  return row;
}

static void
chosen_cb (AppImportJournal *self)
{
  MeriloRecord *import = get_chosen (self);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "journal.withdraw",
                                 import != NULL
                                     && !merilo_record_has (import, MERILO_IMPORT_WITHDRAWN_AT));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "journal.export", import != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "journal.works",
                                 import != NULL && find_procedure (self, import) != NULL);
  if (import != NULL)
    app_import_detail_show (APP_IMPORT_DETAIL (self->detail), import,
                            find_procedure (self, import));
}

static void
fill (AppImportJournal *self)
{
  gint64 wanted = self->wanted;

  app_list_clear (self->list);
  for (guint i = 0; i < self->imports->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (self->list), make_row (self, self->imports->pdata[i]));
  if (self->imports->len == 0)
    {
      app_state_view_show_empty (APP_STATE_VIEW (self->state), _ ("Загрузок ещё не было"),
                                 _ ("Здесь будет видно, кто и какие файлы загрузил, что в них не "
                                    "взято и что они изменили."),
                                 NULL, NULL);
      return;
    }
  app_state_view_show_content (APP_STATE_VIEW (self->state));
  app_import_journal_choose (self, wanted != 0 ? wanted
                                               : merilo_record_get_whole (self->imports->pdata[0],
                                                                          MERILO_IMPORT_ID));
}

/* Answers */

static gboolean
is_over (AppImportJournal *self, const GError *error)
{
  return self->context == NULL || g_error_matches (error, MERILO_ERROR, MERILO_ERROR_CANCELLED);
}

static void
imports_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppImportJournal) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) imports = app_api_list_finish (APP_API (object), result, NULL, &error);

  if (is_over (self, error))
    return;
  if (imports == NULL)
    {
      app_state_view_show_error (APP_STATE_VIEW (self->state), error);
      return;
    }
  g_clear_pointer (&self->imports, g_ptr_array_unref);
  self->imports = g_steal_pointer (&imports);
  fill (self);
}

static void
procedures_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  static const char *const newest[] = { "sort", "-created_at", NULL };
  g_autoptr (AppImportJournal) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) procedures = app_api_list_finish (APP_API (object), result, NULL, &error);

  if (is_over (self, error))
    return;
  if (procedures == NULL)
    {
      app_state_view_show_error (APP_STATE_VIEW (self->state), error);
      return;
    }
  g_clear_pointer (&self->procedures, g_ptr_array_unref);
  self->procedures = g_steal_pointer (&procedures);
  app_api_list_async (APP_API (object), app_type_of (&merilo_import_entity), newest,
                      self->cancellable, imports_cb, g_object_ref (self));
}

static void
load (AppImportJournal *self)
{
  app_api_list_async (app_context_get_api (self->context), app_type_of (&merilo_procedure_entity),
                      NULL, self->cancellable, procedures_cb, g_object_ref (self));
}

static void
load_anew (AppImportJournal *self)
{
  app_state_view_show_loading (APP_STATE_VIEW (self->state));
  load (self);
}

/* Withdrawal */

static void
withdrawn_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppImportJournal) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = app_api_act_finish (APP_API (object), result, &error);

  if (is_over (self, error))
    return;
  if (error != NULL)
    {
      /* a later import stands on these rows, or it is withdrawn already: what to do is said */
      app_import_detail_tell (APP_IMPORT_DETAIL (self->detail), error->message);
      return;
    }
  self->wanted = self->asked;
  app_context_toast (self->context, _ ("Загрузка отменена"));
  load (self);
}

void
app_import_journal_withdraw (AppImportJournal *self, const char *reason)
{
  MeriloRecord *import = get_chosen (self);
  g_autofree char *path = NULL, *body = NULL;

  if (import == NULL)
    return;
  self->asked = merilo_record_get_whole (import, MERILO_IMPORT_ID);
  path = g_strdup_printf ("imports/%" G_GINT64_FORMAT "/withdrawal", self->asked);
  body = app_json_body ("reason", reason, NULL);
  app_api_act_async (app_context_get_api (self->context), G_TYPE_NONE, NULL, path, body,
                     self->cancellable, withdrawn_cb, g_object_ref (self));
}

static void
reason_cb (const char *reason, gpointer data)
{
  app_import_journal_withdraw (data, reason);
}

static void
withdraw_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  app_ask_reason (
      widget, _ ("Отменить загрузку?"),
      _ ("Новые работы этого файла уйдут из базы, изменённые станут такими, какими были "
         "до него. Запись в журнале останется."),
      _ ("Отменить загрузку"), _ ("Почему загрузка отменяется"), reason_cb, g_object_ref (widget),
      g_object_unref);
}

static void
works_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppImportJournal *self = APP_IMPORT_JOURNAL (widget);
  MeriloRecord *import = get_chosen (self);
  MeriloRecord *procedure = import != NULL ? find_procedure (self, import) : NULL;

  if (procedure != NULL)
    gtk_window_present (
        GTK_WINDOW (app_works_window_new (GTK_WINDOW (self), self->context, procedure)));
}

static void
export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppImportJournal *self = APP_IMPORT_JOURNAL (widget);
  g_autoptr (GPtrArray) cells = app_import_detail_copy_cells (APP_IMPORT_DETAIL (self->detail));
  g_autofree char *title = merilo_record_show (get_chosen (self), MERILO_IMPORT_NAME);

  app_cells_save (widget, self->context, title, cells);
}

/* GObject overrides */

static void
app_import_journal_dispose (GObject *object)
{
  AppImportJournal *self = APP_IMPORT_JOURNAL (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (app_import_journal_parent_class)->dispose (object);
}

static void
app_import_journal_finalize (GObject *object)
{
  AppImportJournal *self = APP_IMPORT_JOURNAL (object);

  g_object_unref (self->cancellable);
  g_clear_pointer (&self->imports, g_ptr_array_unref);
  g_clear_pointer (&self->procedures, g_ptr_array_unref);
  G_OBJECT_CLASS (app_import_journal_parent_class)->finalize (object);
}

static void
app_import_journal_class_init (AppImportJournalClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = app_import_journal_dispose;
  G_OBJECT_CLASS (klass)->finalize = app_import_journal_finalize;
  gtk_widget_class_install_action (widget_class, "journal.withdraw", NULL, withdraw_action);
  gtk_widget_class_install_action (widget_class, "journal.export", NULL, export_action);
  gtk_widget_class_install_action (widget_class, "journal.works", NULL, works_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static GtkWidget *
make_bar (AppImportJournal *self)
{
  GtkWidget *bar = gtk_action_bar_new ();
  GtkWidget *export = gtk_button_new_with_label (_ ("Выгрузить…"));

  self->withdraw = gtk_button_new_with_label (_ ("Отменить загрузку…"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->withdraw), "journal.withdraw");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (export), "journal.export");
  gtk_action_bar_pack_start (GTK_ACTION_BAR (bar), self->withdraw);
  gtk_action_bar_pack_end (GTK_ACTION_BAR (bar), export);
  /* works row by row are a school's own affair */
  if (app_context_get_user (self->context)->role == MERILO_ROLE_SCHOOL)
    {
      GtkWidget *works = gtk_button_new_with_label (_ ("Работы…"));

      gtk_actionable_set_action_name (GTK_ACTIONABLE (works), "journal.works");
      gtk_action_bar_pack_end (GTK_ACTION_BAR (bar), works);
    }
  return bar;
}

static void
add_content (AppImportJournal *self)
{
  GtkWidget *paned = gtk_paned_new (GTK_ORIENTATION_HORIZONTAL);
  GtkWidget *scroller = gtk_scrolled_window_new (), *right;

  self->list = gtk_list_box_new ();
  gtk_widget_add_css_class (self->list, "navigation-sidebar");
  app_name_it (self->list, _ ("Загрузки"));
  g_signal_connect_swapped (self->list, "selected-rows-changed", G_CALLBACK (chosen_cb), self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->list);
  gtk_widget_set_size_request (scroller, 320, -1);
  right = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->detail = app_import_detail_new (self->context);
  gtk_widget_set_vexpand (self->detail, TRUE);
  gtk_box_append (GTK_BOX (right), self->detail);
  gtk_box_append (GTK_BOX (right), make_bar (self));
  gtk_paned_set_start_child (GTK_PANED (paned), scroller);
  gtk_paned_set_end_child (GTK_PANED (paned), right);
  gtk_paned_set_position (GTK_PANED (paned), 330);
  gtk_paned_set_shrink_start_child (GTK_PANED (paned), FALSE);
  gtk_paned_set_shrink_end_child (GTK_PANED (paned), FALSE);
  gtk_paned_set_resize_start_child (GTK_PANED (paned), FALSE);
  app_state_view_set_child (APP_STATE_VIEW (self->state), paned);
}

static void
app_import_journal_init (AppImportJournal *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->cancellable = g_cancellable_new ();
  self->state = app_state_view_new (NULL);
  gtk_widget_set_vexpand (self->state, TRUE);
  g_signal_connect_object (self->state, "retry", G_CALLBACK (load_anew), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), self->state);
  adw_window_set_content (ADW_WINDOW (self), box);
  g_object_set (self, "title", _ ("Журнал загрузок"), "modal", TRUE, "destroy-with-parent", TRUE,
                "default-width", 1180, "default-height", 720, NULL);
}

/* Public API */

GtkWidget *
app_import_journal_new (GtkWindow *parent, AppContext *context)
{
  AppImportJournal *self = g_object_new (APP_TYPE_IMPORT_JOURNAL, "transient-for", parent, NULL);

  self->context = g_object_ref (context);
  add_content (self);
  chosen_cb (self);
  load_anew (self);
  return GTK_WIDGET (self);
}

GtkWidget *
app_import_journal_open (GtkWindow *parent, AppContext *context, gint64 id)
{
  GtkWidget *self = app_import_journal_new (parent, context);

  APP_IMPORT_JOURNAL (self)->wanted = id;
  gtk_window_present (GTK_WINDOW (self));
  return self;
}

char *
app_import_journal_dup_chosen (AppImportJournal *self)
{
  MeriloRecord *import = get_chosen (self);

  return import != NULL && app_import_detail_is_loaded (APP_IMPORT_DETAIL (self->detail))
             ? app_record_dup_id (import)
             : g_strdup ("");
}

guint
app_import_journal_get_n (AppImportJournal *self)
{
  return self->imports != NULL ? self->imports->len : 0;
}

void
app_import_journal_choose (AppImportJournal *self, gint64 id)
{
  for (guint i = 0; i < self->imports->len; i++)
    if (merilo_record_get_whole (self->imports->pdata[i], MERILO_IMPORT_ID) == id)
      gtk_list_box_select_row (GTK_LIST_BOX (self->list),
                               gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), (int) i));
}
