#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/plans/plan-import-rows.h"

#include <glib/gi18n.h>

#include "net/json.h"
#include "pages/bits.h"
#include "pages/plans/import-words.h"
#include "pages/plans/plan-found.h"

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

static GtkWidget *
make_state (JsonObject *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  g_autofree char *warnings = join_array (app_json_array (item, "warnings"), "\n", dup_explained);
  const char *why = app_json_text (item, "why");

  gtk_widget_set_size_request (box, 190, -1);
  if (!app_plan_found_is_doubtful (item))
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

static GtkWidget *
make_edge (const char *text, const char *classes, int width)
{
  GtkWidget *label = app_label_new (text, classes);

  gtk_widget_set_size_request (label, width, -1);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  return label;
}

/* the cells of the source and what was made of them */
static GtkWidget *
make_middle (JsonObject *item, const char *section, const char *cells)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  const char *reading = app_json_text (item, "reading");

  gtk_widget_set_hexpand (box, TRUE);
  gtk_box_append (GTK_BOX (box), app_label_new (section, "caption dim-label"));
  gtk_box_append (GTK_BOX (box), app_label_new (cells, NULL));
  if (reading != NULL && *reading != 0)
    {
      g_autofree char *text = g_strdup_printf (_ ("Срок прочитан так: %s"), reading);

      gtk_box_append (GTK_BOX (box), app_label_new (text, "accent"));
    }
  return box;
}

static void
add_row (GtkListBox *list, JsonObject *item, const char *section)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  g_autofree char *rows
      = join_array (app_json_array (item, "source_rows"), "\n", app_import_describe_source);
  g_autofree char *cells = app_plan_found_describe_cells (item);
  const char *no = app_json_text (item, "no");
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_box_append (GTK_BOX (box), make_edge (rows, "caption dim-label numeric", 132));
  gtk_box_append (GTK_BOX (box),
                  make_edge (no != NULL && *no != 0 ? no : "—", "heading numeric", 44));
  gtk_box_append (GTK_BOX (box), make_middle (item, section, cells));
  gtk_box_append (GTK_BOX (box), make_state (item));
  g_object_set (box, "margin-top", 6, "margin-bottom", 6, "margin-start", 12, "margin-end", 12,
                NULL);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  app_name_it (row, cells);
  gtk_list_box_append (list, row);
}

/* those of the plan's items that are doubtful, or those that are not, in the order of the source */
static guint
add_rows (GtkListBox *list, JsonObject *plan, gboolean doubtful)
{
  JsonArray *sections = app_json_array (plan, "sections");
  guint n = 0;

  for (guint s = 0; sections != NULL && s < json_array_get_length (sections); s++)
    {
      JsonObject *section = json_array_get_object_element (sections, s);
      JsonArray *items = app_json_array (section, "items");
      const char *title = app_json_text (section, "title");

      for (guint i = 0; items != NULL && i < json_array_get_length (items); i++)
        {
          JsonObject *item = json_array_get_object_element (items, i);

          if (app_plan_found_is_doubtful (item) != doubtful)
            continue;
          add_row (list, item, title != NULL ? title : "");
          n++;
        }
    }
  return n;
}

guint
app_plan_import_fill_rows (GtkListBox *list, JsonObject *plan, guint *n_doubtful)
{
  app_list_clear (GTK_WIDGET (list));
  *n_doubtful = add_rows (list, plan, TRUE);
  return *n_doubtful + add_rows (list, plan, FALSE);
}
