#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include <glib/gi18n.h>

#include "model/entities/all.h"
#include "pages/frame/conflict.h"

typedef struct
{
  AppOutbox *outbox;
  AppOutboxEntry *entry;
} Choice;

static void
choice_free (Choice *choice, GClosure *closure)
{
  g_object_unref (choice->outbox);
  g_object_unref (choice->entry);
  g_free (choice);
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, Choice *choice)
{
  if (g_str_equal (response, "mine"))
    app_outbox_retry (choice->outbox, choice->entry);
  else if (g_str_equal (response, "theirs"))
    app_outbox_drop (choice->outbox, choice->entry);
}

static GtkWidget *
make_cell (const char *text, const char *css)
{
  GtkWidget *label = gtk_label_new (*text != 0 ? text : _ ("пусто"));

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 32);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_set_hexpand (label, TRUE);
  if (css != NULL)
    gtk_widget_add_css_class (label, css);
  return label;
}

static GtkWidget *
make_table (AppOutboxEntry *entry, const MeriloEntity *entity)
{
  GtkWidget *grid = gtk_grid_new ();
  g_autoptr (MeriloRecord) mine = g_object_new (merilo_entity_register (entity), NULL);
  g_autoptr (MeriloRecord) theirs = g_object_new (merilo_entity_register (entity), NULL);
  guint64 seen = 0;
  int row = 1;

  gtk_grid_set_row_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 18);
  gtk_grid_attach (GTK_GRID (grid), make_cell (_ ("Вы ввели"), "heading"), 1, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), make_cell (_ ("Сейчас на сервере"), "heading"), 2, 0, 1, 1);
  if (!merilo_record_from_json (mine, entry->body, strlen (entry->body), &app_api_bounds,
                                MERILO_JSON_SKIP_UNKNOWN, &seen, NULL)
      || (entry->current != NULL
          && !merilo_record_from_json (theirs, entry->current, strlen (entry->current),
                                       &app_api_bounds, MERILO_JSON_SKIP_UNKNOWN, NULL, NULL)))
    g_debug ("the versions cannot be shown");
  for (guint i = 0; i < entity->n_fields; i++)
    {
      g_autofree char *a = NULL, *b = NULL;

      if (!((seen >> i) & 1))
        continue;
      a = merilo_record_show (mine, i);
      b = merilo_record_show (theirs, i);
      gtk_grid_attach (GTK_GRID (grid), make_cell (_ (entity->fields[i].label), "dim-label"), 0,
                       row, 1, 1);
      gtk_grid_attach (GTK_GRID (grid), make_cell (a, NULL), 1, row, 1, 1);
      gtk_grid_attach (GTK_GRID (grid), make_cell (b, NULL), 2, row, 1, 1);
      row++;
    }
  return grid;
}

void
app_conflict_present (GtkWindow *parent, AppOutbox *outbox, AppOutboxEntry *entry)
{
  GtkWidget *dialog = adw_message_dialog_new (parent, _ ("Запись изменил кто-то ещё"), NULL);
  const MeriloEntity *entity = merilo_entity_by_name (entry->resource);
  Choice *choice = g_new0 (Choice, 1);

  choice->outbox = g_object_ref (outbox);
  choice->entry = g_object_ref (entry);
  adw_message_dialog_format_body (ADW_MESSAGE_DIALOG (dialog), "%s", entry->label);
  if (entity != NULL)
    adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), make_table (entry, entity));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "later", _ ("Решить позже"),
                                    "theirs", _ ("Оставить на сервере"), "mine", _ ("Записать моё"),
                                    NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "mine",
                                              ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "later");
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), choice,
                         (GClosureNotify) choice_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}
