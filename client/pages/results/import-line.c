#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/results/import-line.h"

#include <glib/gi18n.h>

#include "pages/bits.h"

struct _AppImportLine
{
  GtkWidget parent_instance;

  GtkWidget *title, *file, *who, *badge;
};

G_DEFINE_FINAL_TYPE (AppImportLine, app_import_line, GTK_TYPE_WIDGET)

static void
show_badge (GtkWidget *badge, MeriloRecord *import)
{
  gint64 refused = MAX (0, merilo_record_get_whole (import, MERILO_IMPORT_REFUSED_ROWS));
  gint64 rows = MAX (0, merilo_record_get_whole (import, MERILO_IMPORT_ROWS));
  g_autofree char *text = NULL;

  if (merilo_record_has (import, MERILO_IMPORT_WITHDRAWN_AT))
    app_badge_set (badge, _ ("отменена"), "dim");
  else if (refused > 0)
    {
      text = g_strdup_printf (_ ("отклонено %" G_GINT64_FORMAT " из %" G_GINT64_FORMAT), refused,
                              rows);
      app_badge_set (badge, text, "warning");
    }
  else
    {
      text = g_strdup_printf (ngettext ("%u строка", "%u строки", (guint) rows), (guint) rows);
      app_badge_set (badge, text, "success");
    }
}

static void
app_import_line_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (app_import_line_parent_class)->dispose (object);
}

static void
app_import_line_class_init (AppImportLineClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = app_import_line_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static GtkWidget *
make_word (const char *css, PangoEllipsizeMode cut)
{
  GtkWidget *word = app_word_new (NULL, css);

  gtk_label_set_ellipsize (GTK_LABEL (word), cut);
  gtk_widget_set_hexpand (word, TRUE);
  return word;
}

static void
app_import_line_init (AppImportLine *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *last = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->title = make_word (NULL, PANGO_ELLIPSIZE_END);
  self->file = make_word ("caption", PANGO_ELLIPSIZE_MIDDLE);
  self->who = make_word ("caption dim-label", PANGO_ELLIPSIZE_END);
  self->badge = app_badge_new ("", "dim");
  gtk_box_append (GTK_BOX (last), self->who);
  gtk_box_append (GTK_BOX (last), self->badge);
  gtk_box_append (GTK_BOX (box), self->title);
  gtk_box_append (GTK_BOX (box), self->file);
  gtk_box_append (GTK_BOX (box), last);
  g_object_set (box, "margin-top", 6, "margin-bottom", 6, "margin-start", 6, "margin-end", 6, NULL);
  gtk_widget_set_parent (box, GTK_WIDGET (self));
}

/* Public API */

GtkWidget *
app_import_line_new (void)
{
  return g_object_new (APP_TYPE_IMPORT_LINE, NULL);
}

void
app_import_line_show (AppImportLine *self, MeriloRecord *import, MeriloRecord *procedure)
{
  g_autofree char *name = merilo_record_show (import, MERILO_IMPORT_NAME);
  g_autofree char *at = merilo_record_show (import, MERILO_IMPORT_CREATED_AT);
  g_autofree char *by = merilo_record_show (import, MERILO_IMPORT_CREATED_BY);
  g_autofree char *what
      = procedure != NULL ? merilo_record_show (procedure, MERILO_PROCEDURE_TITLE) : NULL;
  g_autofree char *who = g_strdup_printf ("%s, %s", at, by);

  gtk_label_set_text (GTK_LABEL (self->title), what != NULL ? what : name);
  gtk_label_set_text (GTK_LABEL (self->file), name);
  gtk_widget_set_visible (self->file, what != NULL);
  gtk_label_set_text (GTK_LABEL (self->who), who);
  show_badge (self->badge, import);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), name);
  app_name_it (GTK_WIDGET (self), what != NULL ? what : name);
}
