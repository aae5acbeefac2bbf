#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include <glib/gi18n.h>

#include "pages/ask.h"
#include "pages/bits.h"

typedef struct
{
  AppReasonFunc func;
  gpointer data;
  GDestroyNotify destroy;
  GtkWidget *entry;
} Question;

static void
free_question (Question *question, GClosure *closure)
{
  if (question->destroy != NULL)
    question->destroy (question->data);
  g_free (question);
}

static char *
dup_text (GtkWidget *entry)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));
}

static void
typed_cb (GtkWidget *entry, AdwMessageDialog *dialog)
{
  g_autofree char *text = dup_text (entry);

  adw_message_dialog_set_response_enabled (dialog, "do", *text != 0);
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, Question *question)
{
  g_autofree char *text = dup_text (question->entry);

  if (g_str_equal (response, "do") && *text != 0)
    question->func (text, question->data);
}

void
app_ask_reason (GtkWidget *from,
                const char *title,
                const char *text,
                const char *button,
                const char *name,
                AppReasonFunc func,
                gpointer data,
                GDestroyNotify destroy)
{
  GtkWidget *widget = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (from)), title, text);
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (widget);
  Question *question = g_new0 (Question, 1);

  *question = (Question){ func, data, destroy, gtk_entry_new () };
  adw_message_dialog_add_responses (dialog, "cancel", _ ("Отмена"), "do", button, NULL);
  adw_message_dialog_set_response_enabled (dialog, "do", FALSE);
  adw_message_dialog_set_response_appearance (dialog, "do", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "do");
  gtk_entry_set_activates_default (GTK_ENTRY (question->entry), TRUE);
  app_name_it (question->entry, name);
  gtk_entry_set_placeholder_text (GTK_ENTRY (question->entry), name);
  adw_message_dialog_set_extra_child (dialog, question->entry);
  g_signal_connect (question->entry, "changed", G_CALLBACK (typed_cb), dialog);
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), question,
                         (GClosureNotify) free_question, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
leave_cb (gpointer data)
{
  g_autoptr (GtkWindow) window = data;

  gtk_window_destroy (window);
}

/* later: the question is not done with its answer yet, and goes with its window */
static void
left_cb (AdwMessageDialog *dialog, const char *response, GtkWindow *window)
{
  if (g_str_equal (response, "leave"))
    g_idle_add_once (leave_cb, g_object_ref (window));
}

void
app_ask_leave (GtkWindow *window, const char *title, const char *text, const char *leave)
{
  GtkWidget *widget = adw_message_dialog_new (window, title, text);
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (widget);

  adw_message_dialog_add_responses (dialog, "stay", _ ("Остаться"), "leave", leave, NULL);
  adw_message_dialog_set_response_appearance (dialog, "leave", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (dialog, "stay");
  adw_message_dialog_set_close_response (dialog, "stay");
  g_signal_connect_object (dialog, "response", G_CALLBACK (left_cb), window, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}
