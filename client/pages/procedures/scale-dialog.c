#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/procedures/scale-dialog.h"

#include <glib/gi18n.h>

#include "pages/procedures/procedure-words.h"
#include "pages/procedures/scale-paste.h"
#include "pages/procedures/scale-preview.h"

static const int fields[] = {
  MERILO_SCALE_FROM3,
  MERILO_SCALE_FROM4,
  MERILO_SCALE_FROM5,
  MERILO_SCALE_SOURCE,
  MERILO_SCALE_CONFIDENCE,
  MERILO_SCALE_SINCE,
  -1,
};

static gint64
get_bound (MeriloRecord *scale, guint field)
{
  return merilo_record_has (scale, field) ? merilo_record_get_whole (scale, field) : 0;
}

char *
app_scale_check (MeriloRecord *scale, gint64 max, guint *ret_field)
{
  gint64 from3 = get_bound (scale, MERILO_SCALE_FROM3);
  gint64 from4 = get_bound (scale, MERILO_SCALE_FROM4);
  gint64 from5 = get_bound (scale, MERILO_SCALE_FROM5);

  if (from3 < 1)
    {
      *ret_field = MERILO_SCALE_FROM3;
      return g_strdup (_ ("«3» начинается с 1 балла или больше"));
    }
  if (from4 <= from3)
    {
      *ret_field = MERILO_SCALE_FROM4;
      return g_strdup_printf (_ ("«4» начинается выше, чем «3»: больше %" G_GINT64_FORMAT), from3);
    }
  *ret_field = MERILO_SCALE_FROM5;
  if (from5 <= from4)
    return g_strdup_printf (_ ("«5» начинается выше, чем «4»: больше %" G_GINT64_FORMAT), from4);
  if (from5 > max)
    return g_strdup_printf (_ ("«5» начинается не выше максимума процедуры: %" G_GINT64_FORMAT),
                            max);
  return NULL;
}

static char *
check (MeriloRecord *scale, guint *ret_field, gpointer procedure)
{
  return app_scale_check (scale, merilo_record_get_whole (procedure, MERILO_PROCEDURE_MAX),
                          ret_field);
}

static void
changed_cb (AppRecordForm *form, guint field, AppScalePreview *preview)
{
  MeriloRecord *scale = app_record_form_get_record (form);
  const gint64 bounds[]
      = { get_bound (scale, MERILO_SCALE_FROM3), get_bound (scale, MERILO_SCALE_FROM4),
          get_bound (scale, MERILO_SCALE_FROM5) };

  app_scale_preview_set_bounds (preview, bounds);
}

static void
add_preview (AppRecordDialog *dialog, AppContext *context, MeriloRecord *procedure)
{
  GtkWidget *preview = app_scale_preview_new (context, procedure);

  app_record_dialog_add (dialog, preview);
  g_signal_connect_object (app_record_dialog_get_form (dialog), "changed", G_CALLBACK (changed_cb),
                           preview, 0);
}

/* Pasting */

static void
fill (AppRecordForm *form, const gint64 bounds[APP_SCALE_PASTE_BOUNDS])
{
  static const guint marks[] = { MERILO_SCALE_FROM3, MERILO_SCALE_FROM4, MERILO_SCALE_FROM5 };
  AppRecordEdits *edits = app_record_form_get_edits (form);

  app_record_edits_begin (edits);
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    app_record_edits_set_whole (edits, app_record_form_get_record (form), marks[i], bounds[i]);
  app_record_edits_end (edits);
}

static void
paste_table (AppRecordDialog *dialog, const char *text)
{
  gint64 bounds[APP_SCALE_PASTE_BOUNDS];
  g_autofree char *words = NULL;
  gboolean read = app_scale_paste_read (text, bounds, &words);

  app_record_dialog_say (dialog, read ? "" : words);
  if (read)
    fill (app_record_dialog_get_form (dialog), bounds);
}

static void
paste_cell (GtkEditable *entry, const char *text)
{
  g_autofree char *cell = g_strstrip (g_strdup (text)); /* Excel ends a line behind it */
  int at;

  gtk_editable_delete_selection (entry);
  at = gtk_editable_get_position (entry);
  gtk_editable_insert_text (entry, cell, -1, &at);
  gtk_editable_set_position (entry, at);
}

typedef struct
{
  AppRecordDialog *dialog;
  GtkEditable *entry; /* NULL: the button was pressed */
} Paste;

static void
clipboard_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autofree Paste *paste = data;
  g_autoptr (AppRecordDialog) dialog = paste->dialog;
  g_autoptr (GtkEditable) entry = paste->entry;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (object), result, NULL);

  if (!gtk_widget_get_realized (GTK_WIDGET (dialog)))
    return; /* closed meanwhile */
  if (entry != NULL && text != NULL && !app_scale_paste_is_table (text))
    paste_cell (entry, text);
  else
    paste_table (dialog, text != NULL ? text : "");
}

static void
ask_clipboard (GtkWidget *dialog, GtkWidget *entry)
{
  Paste *paste = g_new0 (Paste, 1);

  paste->dialog = g_object_ref (APP_RECORD_DIALOG (dialog));
  paste->entry = entry != NULL ? g_object_ref (GTK_EDITABLE (entry)) : NULL;
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (dialog), NULL, clipboard_cb, paste);
}

/* a field takes a cell; a table is the whole scale, wherever the cursor stands */
static void
paste_clipboard_cb (GtkWidget *entry, GtkWidget *dialog)
{
  g_signal_stop_emission_by_name (entry, "paste-clipboard");
  ask_clipboard (dialog, entry);
}

/* fields of one line only: what is said of the source may be a text of many */
static void
focus_cb (GtkWindow *dialog)
{
  GtkWidget *focus = gtk_window_get_focus (dialog);

  if (focus == NULL || !GTK_IS_TEXT (focus)
      || g_signal_handler_find (focus, G_SIGNAL_MATCH_FUNC | G_SIGNAL_MATCH_DATA, 0, 0, NULL,
                                paste_clipboard_cb, dialog)
             != 0)
    return;
  g_signal_connect_object (focus, "paste-clipboard", G_CALLBACK (paste_clipboard_cb), dialog, 0);
}

static void
paste_cb (GSimpleAction *action, GVariant *parameter, gpointer dialog)
{
  ask_clipboard (dialog, NULL);
}

static void
add_paste (GtkWidget *dialog)
{
  static const GActionEntry actions[] = { { "paste", paste_cb } };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (group), actions, G_N_ELEMENTS (actions), dialog);
  gtk_widget_insert_action_group (dialog, "scale", G_ACTION_GROUP (group));
  app_record_dialog_add_button (APP_RECORD_DIALOG (dialog), _ ("Вставить из Excel"), "scale.paste");
  g_signal_connect (dialog, "notify::focus-widget", G_CALLBACK (focus_cb), NULL);
}

GtkWidget *
app_scale_dialog_new (GtkWindow *parent, AppContext *context, MeriloRecord *procedure)
{
  g_autoptr (MeriloRecord) scale = g_object_new (app_type_of (&merilo_scale_entity), NULL);
  g_autofree char *text
      = g_strdup_printf (_ ("Наименьший первичный балл каждой отметки, до %" G_GINT64_FORMAT
                            ". Новая шкала встаёт над прежней, прежняя остаётся в списке. "
                            "Таблицу «отметка — от — до» можно вставить из Excel целиком."),
                         merilo_record_get_whole (procedure, MERILO_PROCEDURE_MAX));
  GtkWidget *dialog;

  merilo_record_set_whole (scale, MERILO_SCALE_PROCEDURE_ID,
                           merilo_record_get_whole (procedure, MERILO_PROCEDURE_ID));
  dialog = app_record_dialog_new (parent, context, scale, fields, TRUE, _ ("Новая шкала"), text);
  app_record_dialog_set_check (APP_RECORD_DIALOG (dialog), check, procedure);
  /* the procedure lives as long as the question */
  g_object_set_data_full (G_OBJECT (dialog), "procedure", g_object_ref (procedure), g_object_unref);
  add_paste (dialog);
  if (app_procedure_is_used (procedure))
    add_preview (APP_RECORD_DIALOG (dialog), context, procedure);
  return dialog;
}
