#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/recheck/recheck-page-private.h"

#include <glib/gi18n.h>

#include "pages/asked.h"
#include "pages/bits.h"
#include "pages/recheck/result-row.h"

/* Helpers */

gboolean
_app_recheck_page_is_methodologist (AppRecheckPage *self)
{
  return app_session_has_role (app_context_get_session (app_page_get_context (APP_PAGE (self))),
                               MERILO_BY_METHODOLOGIST);
}

const char *
_app_recheck_tone (gint64 state)
{
  return state == MERILO_RECHECK_STATE_CLOSED  ? "success"
         : state == MERILO_RECHECK_STATE_DEALT ? "accent"
                                               : "dim";
}

gint64
_app_recheck_count (MeriloRecord *recheck, guint field)
{
  return MAX (0, merilo_record_get_whole (recheck, field));
}

/* The head */

static void
add_figure (AppRecheckPage *self, const char *number, const char *words)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  gtk_widget_add_css_class (box, "card");
  gtk_widget_add_css_class (box, "inset");
  gtk_box_append (GTK_BOX (box), app_label_new (number, "title-3 numeric"));
  gtk_box_append (GTK_BOX (box), app_label_new (words, "dim-label"));
  gtk_box_append (GTK_BOX (self->figures), box);
}

static void
show_figures (AppRecheckPage *self)
{
  gint64 works = _app_recheck_count (self->recheck, MERILO_RECHECK_WORKS);
  gint64 finished = _app_recheck_count (self->recheck, MERILO_RECHECK_FINISHED);
  g_autofree char *done
      = g_strdup_printf (_ ("%" G_GINT64_FORMAT " из %" G_GINT64_FORMAT), finished, works);
  g_autofree char *marked
      = g_strdup_printf ("%" G_GINT64_FORMAT,
                         _app_recheck_count (self->recheck, MERILO_RECHECK_MARKED));
  g_autofree char *changed
      = app_share_text (_app_recheck_count (self->recheck, MERILO_RECHECK_CHANGED), finished);

  app_box_clear (self->figures);
  gtk_widget_set_visible (self->figures, works > 0);
  add_figure (self, marked, _ ("проверено работ комиссией"));
  add_figure (self, done, _ ("работ с итогом"));
  add_figure (self, changed, _ ("отметка изменена комиссией"));
}

static void
show_recheck (AppRecheckPage *self)
{
  gint64 state = merilo_record_get_whole (self->recheck, MERILO_RECHECK_STATE);
  g_autofree char *word = merilo_record_show (self->recheck, MERILO_RECHECK_STATE);
  g_autofree char *school = merilo_record_show (self->recheck, MERILO_RECHECK_SCHOOL_NAME);
  g_autofree char *procedure = merilo_record_show (self->recheck, MERILO_RECHECK_PROCEDURE_TITLE);
  g_autofree char *size = merilo_record_show (self->recheck, MERILO_RECHECK_SAMPLE_SIZE);
  g_autofree char *experts = merilo_record_show (self->recheck, MERILO_RECHECK_EXPERTS_PER_WORK);
  g_autofree char *seed = merilo_record_show (self->recheck, MERILO_RECHECK_SEED);
  g_autofree char *facts
      = g_strdup_printf (_ ("%s · %s · работ в выборке %s · проверяющих на работу %s · зерно %s"),
                         school, procedure, size, experts, *seed != 0 ? seed : "—");

  gtk_label_set_text (GTK_LABEL (self->title),
                      merilo_record_get_text (self->recheck, MERILO_RECHECK_TITLE));
  gtk_label_set_text (GTK_LABEL (self->facts), facts);
  app_badge_set (self->state, word, _app_recheck_tone (state));
  gtk_widget_set_visible (self->deal, state == MERILO_RECHECK_STATE_DRAFT
                                          && _app_recheck_page_is_methodologist (self));
  gtk_widget_set_visible (self->close, state == MERILO_RECHECK_STATE_DEALT
                                           && _app_recheck_page_is_methodologist (self));
  gtk_widget_set_visible (self->add_bar, state == MERILO_RECHECK_STATE_DRAFT
                                             && _app_recheck_page_is_methodologist (self));
  show_figures (self);
  gtk_stack_set_visible_child_name (GTK_STACK (self->views), "recheck");
  app_page_set_subtitle (APP_PAGE (self),
                         merilo_record_get_text (self->recheck, MERILO_RECHECK_TITLE));
  app_page_show_content (APP_PAGE (self));
}

void
_app_recheck_page_acted_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppRecheckPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GObject) record = app_api_act_finish (APP_API (object), result, &error);

  if (app_page_check_act (APP_PAGE (self), record != NULL, error))
    app_page_load (APP_PAGE (self));
}

void
_app_recheck_page_written_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppRecheckPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloRecord) record = app_api_write_finish (APP_API (object), result, &error);

  if (app_page_check_act (APP_PAGE (self), record != NULL, error))
    app_page_load (APP_PAGE (self));
}

/* Members */

static void
remove_cb (GtkWidget *button, AppRecheckPage *self)
{
  app_api_delete_async (app_page_get_api (APP_PAGE (self)),
                        g_object_get_data (G_OBJECT (button), "member"),
                        app_page_get_cancellable (APP_PAGE (self)), _app_recheck_page_written_cb,
                        g_object_ref (self));
}

static GtkWidget *
make_member (AppRecheckPage *self, MeriloRecord *member)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *name = merilo_record_show (member, MERILO_RECHECK_MEMBER_NAME);
  g_autofree char *title = g_markup_escape_text (name, -1);
  g_autofree char *duty = merilo_record_show (member, MERILO_RECHECK_MEMBER_DUTY);
  gint64 works = _app_recheck_count (member, MERILO_RECHECK_MEMBER_WORKS);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), duty);
  if (works > 0)
    {
      g_autofree char *text
          = g_strdup_printf (_ ("сдано %" G_GINT64_FORMAT " из %" G_GINT64_FORMAT),
                             _app_recheck_count (member, MERILO_RECHECK_MEMBER_SUBMITTED), works);

      adw_action_row_add_suffix (ADW_ACTION_ROW (row), app_word_new (text, "numeric dim-label"));
    }
  else if (_app_recheck_page_is_methodologist (self))
    {
      GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");
      g_autofree char *label = g_strdup_printf (_ ("Убрать из комиссии: %s"), name);

      gtk_widget_add_css_class (button, "flat");
      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      gtk_widget_set_tooltip_text (button, _ ("Убрать из комиссии"));
      app_name_it (button, label);
      g_object_set_data_full (G_OBJECT (button), "member", g_object_ref (member), g_object_unref);
      g_signal_connect_object (button, "clicked", G_CALLBACK (remove_cb), self, 0);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
    }
  app_name_it (row, name);
  return row;
}

static void
members_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppRecheckPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) members = app_api_list_finish (APP_API (object), result, NULL, &error);

  if (app_asked_is_given_up (result)
      || !app_page_check_act (APP_PAGE (self), members != NULL, error))
    return;
  g_clear_pointer (&self->commission, g_ptr_array_unref);
  self->commission = g_ptr_array_ref (members);
  app_list_clear (self->members);
  for (guint i = 0; i < members->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (self->members), make_member (self, members->pdata[i]));
  gtk_widget_set_visible (self->members, members->len > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "recheck.deal", members->len > 0);
}

/* Results */

static void
decided_cb (AppRecheckPage *self, MeriloRecord *record, const char *body)
{
  app_api_act_async (app_page_get_api (APP_PAGE (self)),
                     app_type_of (&merilo_recheck_result_entity), record, "decision", body,
                     app_page_get_cancellable (APP_PAGE (self)), _app_recheck_page_acted_cb,
                     g_object_ref (self));
}

/* the row of a work that is open and typed in stays as it is */
static void
fill_results (AppRecheckPage *self, GPtrArray *results)
{
  g_autoptr (GHashTable) open = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gboolean writable = _app_recheck_page_is_methodologist (self)
                      && merilo_record_get_whole (self->recheck, MERILO_RECHECK_STATE)
                             == MERILO_RECHECK_STATE_DEALT;

  for (GtkWidget *row = gtk_widget_get_first_child (self->results); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (adw_expander_row_get_expanded (ADW_EXPANDER_ROW (row)))
      g_hash_table_add (open, app_record_dup_id (app_result_row_get_result (APP_RESULT_ROW (row))));
  app_list_clear (self->results);
  for (guint i = 0; i < results->len; i++)
    {
      GtkWidget *row = app_result_row_new (results->pdata[i], writable);
      g_autofree char *id = app_record_dup_id (results->pdata[i]);

      g_signal_connect_object (row, "decided", G_CALLBACK (decided_cb), self, G_CONNECT_SWAPPED);
      adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), g_hash_table_contains (open, id));
      gtk_list_box_append (GTK_LIST_BOX (self->results), row);
    }
  gtk_widget_set_visible (self->results_group, results->len > 0);
}

static int
compare_results (gconstpointer a, gconstpointer b)
{
  gint64 left
      = MAX (0, merilo_record_get_whole (*(gpointer *) a, MERILO_RECHECK_RESULT_OPEN_ITEMS));
  gint64 right
      = MAX (0, merilo_record_get_whole (*(gpointer *) b, MERILO_RECHECK_RESULT_OPEN_ITEMS));

  /* what waits for a decision comes first */
  if ((left > 0) != (right > 0))
    return left > 0 ? -1 : 1;
  return merilo_record_compare (*(gpointer *) a, *(gpointer *) b, MERILO_RECHECK_RESULT_BLIND_NO);
}

static void
results_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppRecheckPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) results = app_api_list_finish (APP_API (object), result, NULL, &error);

  if (app_asked_is_given_up (result)
      || !app_page_check_act (APP_PAGE (self), results != NULL, error))
    return;
  g_ptr_array_sort (results, compare_results);
  fill_results (self, results);
  self->has_results = TRUE;
}

/* what stands there is of another campaign */
static void
forget (AppRecheckPage *self)
{
  g_clear_pointer (&self->commission, g_ptr_array_unref);
  self->has_results = FALSE;
  app_list_clear (self->members);
  app_list_clear (self->results);
}

void
_app_recheck_page_open (AppRecheckPage *self, MeriloRecord *recheck)
{
  g_autofree char *id = app_record_dup_id (recheck);
  const char *filters[] = { "recheck_id", id, NULL };
  AppApi *api = app_page_get_api (APP_PAGE (self));
  GCancellable *reading = app_page_ask (APP_PAGE (self), &self->reading);

  if (self->recheck == NULL
      || merilo_record_compare (self->recheck, recheck, MERILO_RECHECK_ID) != 0)
    forget (self);
  g_set_object (&self->recheck, recheck);
  show_recheck (self);
  app_api_list_async (api, app_type_of (&merilo_recheck_member_entity), filters, reading,
                      members_cb, g_object_ref (self));
  app_api_list_async (api, app_type_of (&merilo_recheck_result_entity), filters, reading,
                      results_cb, g_object_ref (self));
}
