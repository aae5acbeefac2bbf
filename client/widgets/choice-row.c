#define G_LOG_DOMAIN "app-widgets"

#include "config.h"

#include "widgets/choice-row.h"

static const char *
word_of (GtkListItem *item)
{
  return gtk_string_object_get_string (GTK_STRING_OBJECT (gtk_list_item_get_item (item)));
}

/* The row */

static void
setup_chosen_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer data)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_item_set_child (item, label);
}

static void
bind_chosen_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer data)
{
  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)), word_of (item));
}

/* Its list: the word, and a tick at the one chosen */

static void
setup_listed_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12), *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("object-select-symbolic"));
  gtk_list_item_set_child (item, box);
}

static void
tick (GtkListItem *item, AdwComboRow *row)
{
  gboolean chosen = adw_combo_row_get_selected_item (row) == gtk_list_item_get_item (item);

  gtk_widget_set_opacity (gtk_widget_get_last_child (gtk_list_item_get_child (item)), chosen);
}

static void
chosen_cb (AdwComboRow *row, GParamSpec *pspec, GtkListItem *item)
{
  tick (item, row);
}

static void
bind_listed_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer row)
{
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_first_child (gtk_list_item_get_child (item))),
                      word_of (item));
  g_signal_connect (row, "notify::selected-item", G_CALLBACK (chosen_cb), item);
  tick (item, row);
}

static void
unbind_listed_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer row)
{
  g_signal_handlers_disconnect_by_func (row, chosen_cb, item);
}

/* Public API */

GtkWidget *
app_choice_row_new (GtkStringList *words)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkListItemFactory) chosen = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkListItemFactory) listed = gtk_signal_list_item_factory_new ();

  g_signal_connect (chosen, "setup", G_CALLBACK (setup_chosen_cb), NULL);
  g_signal_connect (chosen, "bind", G_CALLBACK (bind_chosen_cb), NULL);
  g_signal_connect (listed, "setup", G_CALLBACK (setup_listed_cb), NULL);
  g_signal_connect (listed, "bind", G_CALLBACK (bind_listed_cb), row);
  g_signal_connect (listed, "unbind", G_CALLBACK (unbind_listed_cb), row);
  adw_combo_row_set_factory (ADW_COMBO_ROW (row), chosen);
  adw_combo_row_set_list_factory (ADW_COMBO_ROW (row), listed);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (words));
  return row;
}
