#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "model/error.h"
#include "pages/document-menu.h"
#include "widgets/cells.h"
#include "widgets/words.h"

#define MAX_NAME 90 /* letters of a file's name */

static const struct
{
  const char *ending, *label;
} formats[] = {
  { "docx", N_ ("Документ Word") },
  { "pdf", N_ ("PDF") },
  { "xlsx", N_ ("Таблица Excel") },
  { "html", N_ ("Веб-страница") },
};

/* what a table may become: by the ending of the name that the user gives */
static const struct
{
  const char *ending, *label, *offer;
} tables[] = {
  { "xlsx", N_ ("Таблица Excel (.xlsx)"), N_ ("Книга Excel…") },
  { "csv", N_ ("Таблица .csv"), N_ ("Таблица CSV…") },
  { "html", N_ ("Веб-страница (.html)"), N_ ("Веб-страница…") },
};

/* Where to */

typedef struct
{
  AppContext *context;
  char *path;      /* a document's; or */
  AppTable *table; /* a table */
} Save;

static void
free_save (Save *save, GClosure *closure)
{
  g_clear_object (&save->context);
  g_clear_pointer (&save->table, app_table_free);
  g_free (save->path);
  g_free (save);
}

static void
tell_saved (AppContext *context, GFile *file, const GError *error)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *shown = g_filename_display_name (name);
  g_autofree char *text = g_strdup_printf (_ ("Сохранено: «%s»"), shown);

  if (app_context_check_act (context, error == NULL, error))
    app_context_toast (context, text);
}

typedef struct
{
  AppContext *context;
  GFile *file;
} Told;

static void
saved_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autofree Told *told = data;
  g_autoptr (GError) error = NULL;

  app_api_save_finish (APP_API (object), result, &error);
  if (!g_error_matches (error, MERILO_ERROR, MERILO_ERROR_CANCELLED))
    tell_saved (told->context, told->file, error);
  g_object_unref (told->context);
  g_object_unref (told->file);
}

void
app_document_save_to (AppContext *context, const char *path, GFile *file)
{
  Told *told = g_new0 (Told, 1);

  *told = (Told){ g_object_ref (context), g_object_ref (file) };
  app_api_save_async (app_context_get_api (context), path, file, NULL, saved_cb, told);
}

static void
response_cb (GtkNativeDialog *dialog, int response, Save *save)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  g_autoptr (GError) error = NULL;

  if (response == GTK_RESPONSE_ACCEPT && file != NULL && save->path != NULL)
    app_document_save_to (save->context, save->path, file);
  else if (response == GTK_RESPONSE_ACCEPT && file != NULL)
    {
      app_table_write (save->table, file, &error);
      tell_saved (save->context, file, error);
    }
  g_object_unref (dialog);
}

/* a title as a file's name, on any disk */
static char *
make_name (const char *title, const char *ending)
{
  g_autofree char *cut = app_cut (title, MAX_NAME);

  g_strdelimit (cut, "/\\:*?\"<>|\n\t", '_');
  return g_strdup_printf ("%s.%s", g_strstrip (cut), ending);
}

static void
add_filter (GtkFileChooserNative *dialog, const char *label, const char *ending)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  g_autofree char *pattern = g_strconcat ("*.", ending, NULL);

  gtk_file_filter_set_name (filter, label);
  gtk_file_filter_add_pattern (filter, pattern);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
}

static void
ask (GtkWidget *from, const char *title, const char *ending, Save *take)
{
  GtkFileChooserNative *dialog
      = gtk_file_chooser_native_new (_ ("Сохранить"), GTK_WINDOW (gtk_widget_get_root (from)),
                                     GTK_FILE_CHOOSER_ACTION_SAVE, _ ("Сохранить"), _ ("Отмена"));
  g_autofree char *name = make_name (title, ending);

  for (guint i = 0; take->table != NULL && i < G_N_ELEMENTS (tables); i++)
    add_filter (dialog, _ (tables[i].label), tables[i].ending);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), take,
                         (GClosureNotify) free_save, 0);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

void
app_document_save (
    GtkWidget *from, AppContext *context, const char *path, const char *title, const char *format)
{
  Save *save = g_new0 (Save, 1);

  save->context = g_object_ref (context);
  save->path = g_strdup_printf ("%sformat=%s", path, format);
  ask (from, title, format, save);
}

/* Tables */

/* a spreadsheet takes what begins so for a formula */
static gboolean
is_formula (const char *cell)
{
  return *cell == '=' || *cell == '+' || *cell == '@'
         || (*cell == '-' && cell[1] != 0 && !g_ascii_isdigit (cell[1]));
}

static void
put_cell (GString *out, const char *cell)
{
  g_auto (GStrv) parts = g_strsplit (cell, "\"", -1);
  g_autofree char *doubled = g_strjoinv ("\"\"", parts);

  g_string_append_printf (out, "\"%s%s\"", is_formula (cell) ? "'" : "", doubled);
}

/* with a mark of the encoding and semicolons: so Excel in Russia opens it by a double click */
static char *
write_csv (GPtrArray *cells)
{
  GString *out = g_string_new ("\xEF\xBB\xBF");

  for (guint r = 0; r < cells->len; r++)
    {
      char **row = cells->pdata[r];

      for (guint c = 0; row[c] != NULL; c++)
        {
          if (c > 0)
            g_string_append_c (out, ';');
          put_cell (out, row[c]);
        }
      g_string_append (out, "\r\n");
    }
  return g_string_free (out, FALSE);
}

gboolean
app_table_write (const AppTable *table, GFile *file, GError **error)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autoptr (GBytes) bytes = NULL;
  gsize size;
  const char *data;

  if (g_str_has_suffix (name, ".xlsx"))
    bytes = app_cells_to_xlsx (table->cells, table->sheet, table->words);
  else
    {
      char *text = g_str_has_suffix (name, ".html") ? app_cells_to_html (table->cells)
                                                    : write_csv (table->cells);

      bytes = g_bytes_new_take (text, strlen (text));
    }
  data = g_bytes_get_data (bytes, &size);
  return g_file_replace_contents (file, data, size, NULL, FALSE, G_FILE_CREATE_NONE, NULL, NULL,
                                  error);
}

void
app_table_save (GtkWidget *from, AppContext *context, AppTable *table, const char *ending)
{
  Save *save = g_new0 (Save, 1);

  save->context = g_object_ref (context);
  save->table = table;
  ask (from, table->title, ending, save);
}

gboolean
app_cells_write (GPtrArray *cells, GFile *file, GError **error)
{
  g_autoptr (AppTable) table
      = app_table_new (g_strdup (""), g_strdup (""), g_ptr_array_ref (cells), NULL);

  return app_table_write (table, file, error);
}

void
app_cells_save (GtkWidget *from, AppContext *context, const char *title, GPtrArray *cells)
{
  app_table_save (from, context,
                  app_table_new (g_strdup (title), g_strdup (title), g_ptr_array_ref (cells), NULL),
                  "xlsx");
}

GMenuModel *
app_table_menu_new (const char *prefix)
{
  g_autofree char *export = g_strconcat (prefix, ".export", NULL);
  g_autofree char *copy = g_strconcat (prefix, ".copy-table", NULL);
  g_autoptr (GMenu) files = g_menu_new ();
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (_ (tables[i].offer), NULL);

      g_menu_item_set_action_and_target (item, export, "s", tables[i].ending);
      g_menu_append_item (files, item);
    }
  g_menu_append (menu, _ ("Копировать таблицу"), copy);
  g_menu_append_section (menu, _ ("Выгрузить"), G_MENU_MODEL (files));
  return G_MENU_MODEL (menu);
}

/* The menu */

static void
save_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkWidget *button = data;
  const char *path, *title, *format;

  g_variant_get (parameter, "(&s&s&s)", &path, &title, &format);
  app_document_save (button, g_object_get_data (G_OBJECT (button), "context"), path, title, format);
}

void
app_document_menu_fill (GtkMenuButton *button, AppContext *context, const AppDocument *documents)
{
  static const GActionEntry actions[]
      = { { .name = "save", .activate = save_action, .parameter_type = "(sss)" } };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GMenu) menu = g_menu_new ();

  for (guint i = 0; documents[i].title != NULL; i++)
    {
      g_autoptr (GMenu) section = g_menu_new ();

      for (guint f = 0; f < G_N_ELEMENTS (formats); f++)
        {
          g_autoptr (GMenuItem) item = g_menu_item_new (_ (formats[f].label), NULL);

          g_menu_item_set_action_and_target (item, "document.save", "(sss)", documents[i].path,
                                             documents[i].title, formats[f].ending);
          g_menu_append_item (section, item);
        }
      g_menu_append_section (menu, documents[i].title, G_MENU_MODEL (section));
    }
  g_object_set_data_full (G_OBJECT (button), "context", g_object_ref (context), g_object_unref);
  g_action_map_add_action_entries (G_ACTION_MAP (group), actions, G_N_ELEMENTS (actions), button);
  gtk_widget_insert_action_group (GTK_WIDGET (button), "document", G_ACTION_GROUP (group));
  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}
