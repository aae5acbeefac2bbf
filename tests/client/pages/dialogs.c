/* What all windows over another one are. */
#include "lib/ui.h"
#include "pages/dialog.h"

/* as each of them is made: by its parent, or told of it later */
static GtkWidget *
open_over (GtkWidget *below, gboolean later)
{
  GtkWidget *dialog = g_object_new (ADW_TYPE_WINDOW, "transient-for", later ? NULL : below, NULL);

  app_dialog_box (ADW_WINDOW (dialog), "Новый план", 480);
  if (later)
    gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (below));
  gtk_window_present (GTK_WINDOW (below));
  gtk_window_present (GTK_WINDOW (dialog));
  ui_wait_for_frame (dialog);
  return dialog;
}

/* closed while an answer is on its way, and held by that until the window below is gone too */
static void
test_held (void)
{
  for (guint later = 0; later < 2; later++)
    {
      GtkWidget *below = gtk_window_new (), *dialog = open_over (below, later);

      g_object_ref (dialog);
      gtk_window_destroy (GTK_WINDOW (dialog));
      gtk_window_destroy (GTK_WINDOW (below));
      g_object_unref (dialog);
    }
}

static void
test_with_parent (void)
{
  for (guint later = 0; later < 2; later++)
    {
      GtkWidget *below = gtk_window_new (), *dialog = open_over (below, later);

      g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
      gtk_window_destroy (GTK_WINDOW (below));
      UI_WAIT (dialog == NULL);
    }
}

/* closed alone: what is below stays and may be used again */
static void
test_alone (void)
{
  GtkWidget *below = gtk_window_new (), *dialog = open_over (below, FALSE);

  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
  gtk_window_destroy (GTK_WINDOW (dialog));
  UI_WAIT (dialog == NULL);
  dialog = open_over (below, TRUE);
  g_assert_true (gtk_widget_get_mapped (below));
  gtk_window_destroy (GTK_WINDOW (dialog));
  gtk_window_destroy (GTK_WINDOW (below));
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  g_test_add_func ("/dialogs/held", test_held);
  g_test_add_func ("/dialogs/with-parent", test_with_parent);
  g_test_add_func ("/dialogs/alone", test_alone);
  return g_test_run ();
}
