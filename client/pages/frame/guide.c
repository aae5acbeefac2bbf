#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/frame/guide.h"

#include <glib/gi18n.h>

#include "pages/bits.h"
#include "pages/frame/guide-text.h"

#define RESOURCE "/ru/merilo/help/user.md"
#define WIDTH    960
#define HEIGHT   680
#define LIST     250
#define READ     640 /* as wide as is read with ease */

struct _AppGuide
{
  AdwWindow parent_instance;

  GPtrArray *sections; /* of AppGuideSection */
  GtkWidget *list, *text, *scrolled;
};

G_DEFINE_FINAL_TYPE (AppGuide, app_guide, ADW_TYPE_WINDOW)

/* A section */

static GtkWidget *
make_text (const char *markup)
{
  GtkWidget *label = app_label_new (NULL, NULL);

  gtk_label_set_markup (GTK_LABEL (label), markup);
  gtk_widget_set_hexpand (label, TRUE);
  return label;
}

static GtkWidget *
make_block (const AppGuideBlock *block)
{
  GtkWidget *text = make_text (block->markup), *line, *mark;

  if (block->kind == APP_GUIDE_HEADING)
    {
      gtk_widget_add_css_class (text, "heading");
      gtk_widget_set_margin_top (text, 12);
    }
  if (block->kind != APP_GUIDE_ITEM)
    return text;
  line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  mark = app_word_new (block->mark, "dim-label numeric");
  gtk_widget_set_valign (mark, GTK_ALIGN_START);
  gtk_widget_set_size_request (mark, 18, -1);
  gtk_box_append (GTK_BOX (line), mark);
  gtk_box_append (GTK_BOX (line), text);
  return line;
}

static void
selected_cb (AppGuide *self, GtkListBoxRow *row)
{
  const AppGuideSection *section;

  if (row == NULL)
    return;
  section = self->sections->pdata[gtk_list_box_row_get_index (row)];
  app_box_clear (self->text);
  gtk_box_append (GTK_BOX (self->text), app_label_new (section->title, "title-2"));
  for (guint i = 0; i < section->blocks->len; i++)
    gtk_box_append (GTK_BOX (self->text), make_block (section->blocks->pdata[i]));
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (
                                GTK_SCROLLED_WINDOW (self->scrolled)),
                            0);
}

/* GObject overrides */

static void
finalize (GObject *object)
{
  g_ptr_array_unref (APP_GUIDE (object)->sections);
  G_OBJECT_CLASS (app_guide_parent_class)->finalize (object);
}

static void
app_guide_class_init (AppGuideClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = finalize;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close",
                                       NULL);
}

static GtkWidget *
make_list (AppGuide *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->list = gtk_list_box_new ();
  gtk_widget_add_css_class (self->list, "navigation-sidebar");
  app_name_it (self->list, _ ("Разделы руководства"));
  for (guint i = 0; i < self->sections->len; i++)
    {
      const AppGuideSection *section = self->sections->pdata[i];

      gtk_list_box_append (GTK_LIST_BOX (self->list), app_label_new (section->title, NULL));
    }
  g_signal_connect_object (self->list, "row-selected", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  g_object_set (scrolled, "child", self->list, "hscrollbar-policy", GTK_POLICY_NEVER,
                "width-request", LIST, NULL);
  return scrolled;
}

static GtkWidget *
make_reading (AppGuide *self)
{
  GtkWidget *clamp = adw_clamp_new ();

  self->text = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  g_object_set (self->text, "margin-top", 18, "margin-bottom", 36, "margin-start", 24, "margin-end",
                24, NULL);
  g_object_set (clamp, "child", self->text, "maximum-size", READ, NULL);
  self->scrolled = gtk_scrolled_window_new ();
  g_object_set (self->scrolled, "child", clamp, "hscrollbar-policy", GTK_POLICY_NEVER, "hexpand",
                TRUE, NULL);
  app_name_it (self->scrolled, _ ("Текст раздела"));
  return self->scrolled;
}

static void
app_guide_init (AppGuide *self)
{
  g_autoptr (GBytes) text = g_resources_lookup_data (RESOURCE, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *pair = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->sections = app_guide_read (g_bytes_get_data (text, NULL));
  gtk_box_append (GTK_BOX (pair), make_list (self));
  gtk_box_append (GTK_BOX (pair), gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  gtk_box_append (GTK_BOX (pair), make_reading (self));
  gtk_widget_set_vexpand (pair, TRUE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), pair);
  adw_window_set_content (ADW_WINDOW (self), box);
  g_object_set (self, "title", _ ("Руководство"), "default-width", WIDTH, "default-height", HEIGHT,
                "destroy-with-parent", TRUE, NULL);
  gtk_list_box_select_row (GTK_LIST_BOX (self->list),
                           gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0));
}

/* Public API */

void
app_guide_open (GtkWindow *parent)
{
  static GtkWindow *guide; /* weak */

  if (guide == NULL)
    g_set_weak_pointer (&guide, g_object_new (APP_TYPE_GUIDE, NULL));
  gtk_window_set_transient_for (guide, parent);
  gtk_window_present (guide);
}
