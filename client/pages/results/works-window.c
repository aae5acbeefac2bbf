#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/results/works-window.h"

#include <glib/gi18n.h>

#include "model/error.h"
#include "pages/bits.h"
#include "pages/dialog.h"
#include "pages/document-menu.h"
#include "store/names.h"
#include "widgets/sheet-view.h"

struct _AppWorksWindow
{
  AdwWindow parent_instance;

  AppContext *context;
  GCancellable *cancellable;
  MeriloRecord *procedure;
  AppSheet *sheet;
  GtkWidget *title, *said;
};

G_DEFINE_FINAL_TYPE (AppWorksWindow, app_works_window, ADW_TYPE_WINDOW)

static const guint shown[] = {
  MERILO_WORK_CODE, MERILO_WORK_CLASS,        MERILO_WORK_VARIANT, MERILO_WORK_TOTAL,
  MERILO_WORK_MARK, MERILO_WORK_JOURNAL_MARK, MERILO_WORK_SCORES,
};

static void
add_work (AppWorksWindow *self, MeriloRecord *work, guint number, gboolean named)
{
  int year = (int) merilo_record_get_whole (self->procedure, MERILO_PROCEDURE_YEAR);
  const char *code = merilo_record_get_text (work, MERILO_WORK_CODE);
  guint row = app_sheet_add_row (self->sheet, number, NULL), column = 0;

  if (named)
    {
      g_autofree char *name
          = app_names_dup (app_context_get_store (self->context), year, code != NULL ? code : "");

      app_sheet_set_cell (self->sheet, row, column++, name != NULL ? name : "");
    }
  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    {
      g_autofree char *text = merilo_record_show (work, shown[i]);

      app_sheet_set_cell (self->sheet, row, column++, text);
    }
}

static void
fill (AppWorksWindow *self, GPtrArray *works)
{
  int year = (int) merilo_record_get_whole (self->procedure, MERILO_PROCEDURE_YEAR);
  gboolean named = app_names_count (app_context_get_store (self->context), year) > 0;

  app_sheet_clear (self->sheet);
  if (named)
    {
      app_sheet_add_column (self->sheet, "", _ ("Участник"));
      app_sheet_keep_private (self->sheet, 0);
    }
  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    app_sheet_add_column (self->sheet, "", _ (merilo_work_entity.fields[shown[i]].label));
  for (guint i = 0; i < works->len; i++)
    add_work (self, works->pdata[i], i + 1, named);
  app_sheet_tell (self->sheet);
  gtk_label_set_text (GTK_LABEL (self->said),
                      works->len == 0 ? _ ("Работ этой процедуры в вашей школе нет.") : "");
  gtk_widget_set_visible (self->said, works->len == 0);
}

static void
works_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppWorksWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) works = app_api_list_finish (APP_API (object), result, NULL, &error);

  if (self->context == NULL || g_error_matches (error, MERILO_ERROR, MERILO_ERROR_CANCELLED))
    return;
  if (works != NULL)
    fill (self, works);
  else
    gtk_label_set_text (GTK_LABEL (self->said), error->message);
}

static void
export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppWorksWindow *self = APP_WORKS_WINDOW (widget);
  g_autoptr (GPtrArray) cells = app_sheet_copy (self->sheet, -1);
  g_autofree char *title = merilo_record_show (self->procedure, MERILO_PROCEDURE_TITLE);

  app_cells_save (widget, self->context, title, cells);
}

static void
app_works_window_dispose (GObject *object)
{
  AppWorksWindow *self = APP_WORKS_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->procedure);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (app_works_window_parent_class)->dispose (object);
}

static void
app_works_window_finalize (GObject *object)
{
  AppWorksWindow *self = APP_WORKS_WINDOW (object);

  g_object_unref (self->cancellable);
  g_object_unref (self->sheet);
  G_OBJECT_CLASS (app_works_window_parent_class)->finalize (object);
}

static void
app_works_window_class_init (AppWorksWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = app_works_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = app_works_window_finalize;
  gtk_widget_class_install_action (widget_class, "works.export", NULL, export_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
app_works_window_init (AppWorksWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *header = adw_header_bar_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *export = gtk_button_new_with_label (_ ("Выгрузить…"));

  self->cancellable = g_cancellable_new ();
  self->sheet = app_sheet_new ();
  self->title = app_label_new (NULL, "title-4");
  self->said = app_label_new (_ ("Загружается…"), "dim-label");
  g_object_set (self->title, "margin-top", 12, "margin-bottom", 9, "margin-start", 18, NULL);
  g_object_set (self->said, "margin-start", 18, "margin-bottom", 9, NULL);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (export), "works.export");
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), export);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), app_sheet_view_new (self->sheet));
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), self->title);
  gtk_box_append (GTK_BOX (box), self->said);
  gtk_box_append (GTK_BOX (box), scroller);
  adw_window_set_content (ADW_WINDOW (self), box);
  g_object_set (self, "title", _ ("Работы"), "default-width", 980, "default-height", 680, NULL);
  app_dialog_attach (GTK_WINDOW (self));
}

/* Public API */

GtkWidget *
app_works_window_new (GtkWindow *parent, AppContext *context, MeriloRecord *procedure)
{
  AppWorksWindow *self = g_object_new (APP_TYPE_WORKS_WINDOW, "transient-for", parent, NULL);
  g_autofree char *id = app_record_dup_id (procedure);
  g_autofree char *org
      = g_strdup_printf ("%" G_GINT64_FORMAT, app_context_get_user (context)->org_id);
  g_autofree char *title = merilo_record_show (procedure, MERILO_PROCEDURE_TITLE);
  const char *filters[] = { "procedure_id", id, "org_id", org, NULL };

  self->context = g_object_ref (context);
  self->procedure = g_object_ref (procedure);
  gtk_label_set_text (GTK_LABEL (self->title), title);
  app_api_list_async (app_context_get_api (context), app_type_of (&merilo_work_entity), filters,
                      self->cancellable, works_cb, g_object_ref (self));
  return GTK_WIDGET (self);
}

guint
app_works_window_get_n (AppWorksWindow *self)
{
  return app_sheet_get_n_rows (self->sheet);
}

gboolean
app_works_window_shows (AppWorksWindow *self, const char *text)
{
  return app_sheet_shows (self->sheet, text);
}
