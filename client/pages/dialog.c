#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/bits.h"
#include "pages/dialog.h"

#define ROOM    36  /* for a problem that is said below a field */
#define HIGHEST 640 /* what is higher scrolls */

static int
measure (GtkWidget *widget, int width)
{
  int natural;

  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, width, NULL, &natural, NULL, NULL);
  return natural;
}

/* as high as its content is at its width: a text that is wrapped is higher than it thinks, and what
 * scrolls asks it for no width */
static void
fit_cb (GtkWidget *window, GtkWidget *box)
{
  GtkWidget *outer = g_object_get_data (G_OBJECT (box), "outer");
  GtkWidget *scroller = gtk_widget_get_ancestor (box, GTK_TYPE_SCROLLED_WINDOW);
  int width, height, more;

  gtk_window_get_default_size (GTK_WINDOW (window), &width, &height);
  if (height > 0)
    return;
  more = MIN (measure (box, width), HIGHEST) - measure (scroller, width);
  gtk_window_set_default_size (GTK_WINDOW (window), width,
                               measure (outer, width) + MAX (more, 0) + ROOM);
}

static void
transient_cb (GtkWindow *window)
{
  GtkWindow *below = gtk_window_get_transient_for (window);

  if (below != NULL)
    g_signal_connect_object (below, "destroy", G_CALLBACK (gtk_window_destroy), window,
                             G_CONNECT_SWAPPED);
}

/* GTK's own property "destroy-with-parent" leaves a window that is closed already, and held by an
 * answer on its way, with a pointer to what is below it and goes: the end of the one crashes in
 * the other */
void
app_dialog_attach (GtkWindow *window)
{
  gtk_window_set_modal (window, TRUE);
  g_signal_connect (window, "notify::transient-for", G_CALLBACK (transient_cb), NULL);
  transient_cb (window);
}

GtkWidget *
app_dialog_box (AdwWindow *window, const char *title, int width)
{
  GtkWidget *outer = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *header = adw_header_bar_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  g_object_set (box, "margin-top", 6, "margin-bottom", 12, "margin-start", 18, "margin-end", 18,
                NULL);
  gtk_widget_add_css_class (header, "flat");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), HIGHEST);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (outer), header);
  gtk_box_append (GTK_BOX (outer), scroller);
  g_object_set_data (G_OBJECT (box), "outer", outer);
  adw_window_set_content (window, outer);
  g_signal_connect_object (window, "realize", G_CALLBACK (fit_cb), box, 0);
  g_object_set (window, "title", title, "default-width", width, NULL);
  app_dialog_attach (GTK_WINDOW (window));
  return box;
}

GtkWidget *
app_dialog_bar (GtkWidget *box)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_widget_set_halign (bar, GTK_ALIGN_END);
  g_object_set (bar, "margin-top", 6, "margin-bottom", 12, "margin-end", 18, "margin-start", 18,
                NULL);
  /* below what scrolls: always in sight */
  gtk_box_append (GTK_BOX (g_object_get_data (G_OBJECT (box), "outer")), bar);
  return bar;
}

GtkWidget *
app_dialog_words (GtkWidget *box)
{
  GtkWidget *words = app_label_new (NULL, "error");

  g_object_set (words, "margin-top", 6, "margin-start", 18, "margin-end", 18, "visible", FALSE,
                NULL);
  gtk_box_append (GTK_BOX (g_object_get_data (G_OBJECT (box), "outer")), words);
  return words;
}

void
app_dialog_say (GtkWidget *words, const char *text)
{
  gtk_label_set_text (GTK_LABEL (words), text);
  gtk_widget_set_visible (words, *text != 0);
}

GtkWidget *
app_dialog_button (GtkWidget *bar, const char *label, const char *action, const char *css)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  if (css != NULL)
    gtk_widget_add_css_class (button, css);
  gtk_box_append (GTK_BOX (bar), button);
  return button;
}
