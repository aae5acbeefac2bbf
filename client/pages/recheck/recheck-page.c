#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include <glib/gi18n.h>

#include "pages/bits.h"
#include "pages/recheck/recheck-new.h"
#include "pages/recheck/recheck-page.h"
#include "pages/recheck/result-row.h"

struct _AppRecheckPage
{
  AppPage parent_instance;

  GtkWidget *views, *new, *groups, *title, *state, *facts, *deal, *close, *figures;
  GtkWidget *add_bar, *person, *duty, *members, *results, *results_group;
  GPtrArray *rechecks, *people;
  MeriloRecord *recheck; /* open; NULL: the list */
  char *wanted;
};

G_DEFINE_FINAL_TYPE (AppRecheckPage, app_recheck_page, APP_TYPE_PAGE)

static const char *const watched[]
    = { "recheck", "recheck_member", "recheck_result", "expert_score", NULL };

/* Helpers */

static gboolean
is_methodologist (AppRecheckPage *self)
{
  return app_session_has_role (app_context_get_session (app_page_get_context (APP_PAGE (self))),
                               MERILO_BY_METHODOLOGIST);
}

static const char *
tone_of (gint64 state)
{
  return state == MERILO_RECHECK_STATE_CLOSED  ? "success"
         : state == MERILO_RECHECK_STATE_DEALT ? "accent"
                                               : "dim";
}

static gint64
count_of (MeriloRecord *recheck, guint field)
{
  return MAX (0, merilo_record_get_whole (recheck, field));
}

/* The list by stage */

static GtkWidget *
make_row (MeriloRecord *recheck)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = merilo_record_show (recheck, MERILO_RECHECK_TITLE);
  g_autofree char *escaped = g_markup_escape_text (title, -1);
  g_autofree char *school = merilo_record_show (recheck, MERILO_RECHECK_SCHOOL_NAME);
  g_autofree char *procedure = merilo_record_show (recheck, MERILO_RECHECK_PROCEDURE_TITLE);
  g_autofree char *facts
      = g_strdup_printf (_ ("%s, %s; работ %" G_GINT64_FORMAT ", с итогом %" G_GINT64_FORMAT),
                         school, procedure, count_of (recheck, MERILO_RECHECK_WORKS),
                         count_of (recheck, MERILO_RECHECK_FINISHED));
  g_autofree char *subtitle = g_markup_escape_text (facts, -1);
  g_autofree char *id = app_record_dup_id (recheck);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), escaped);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "recheck.open");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", id);
  app_name_it (row, title);
  return row;
}

static void
show_list (AppRecheckPage *self)
{
  const MeriloField *state = &merilo_recheck_entity.fields[MERILO_RECHECK_STATE];

  app_box_clear (self->groups);
  for (guint s = 0; state->choices[s].code != NULL; s++)
    {
      g_autoptr (GPtrArray) part = app_records_where (self->rechecks, MERILO_RECHECK_STATE, s);
      g_autofree char *title = app_capital (_ (state->choices[s].label));
      g_autofree char *count = g_strdup_printf ("%u", part->len);
      GtkWidget *group;

      if (part->len == 0)
        continue;
      group = adw_preferences_group_new ();
      adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
      adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (group),
                                               app_badge_new (count, tone_of (s)));
      for (guint i = 0; i < part->len; i++)
        adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), make_row (part->pdata[i]));
      gtk_box_append (GTK_BOX (self->groups), group);
    }
  gtk_widget_set_visible (self->new, is_methodologist (self));
  gtk_stack_set_visible_child_name (GTK_STACK (self->views), "list");
  app_page_set_subtitle (APP_PAGE (self), NULL);
  if (self->rechecks->len > 0)
    app_page_show_content (APP_PAGE (self));
  else
    app_page_show_empty (APP_PAGE (self), "edit-find-replace-symbolic", _ ("Перепроверок пока нет"),
                         _ ("Выберите школу и процедуру, соберите комиссию и раздайте ей работы: "
                            "проверяющие не увидят, чьи они."),
                         is_methodologist (self) ? _ ("Новая перепроверка…") : NULL, "recheck.new");
}

/* One campaign */

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
  gint64 works = count_of (self->recheck, MERILO_RECHECK_WORKS);
  gint64 finished = count_of (self->recheck, MERILO_RECHECK_FINISHED);
  g_autofree char *done
      = g_strdup_printf (_ ("%" G_GINT64_FORMAT " из %" G_GINT64_FORMAT), finished, works);
  g_autofree char *marked
      = g_strdup_printf ("%" G_GINT64_FORMAT, count_of (self->recheck, MERILO_RECHECK_MARKED));
  g_autofree char *changed
      = app_share_text (count_of (self->recheck, MERILO_RECHECK_CHANGED), finished);

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
  app_badge_set (self->state, word, tone_of (state));
  gtk_widget_set_visible (self->deal,
                          state == MERILO_RECHECK_STATE_DRAFT && is_methodologist (self));
  gtk_widget_set_visible (self->close,
                          state == MERILO_RECHECK_STATE_DEALT && is_methodologist (self));
  gtk_widget_set_visible (self->add_bar,
                          state == MERILO_RECHECK_STATE_DRAFT && is_methodologist (self));
  show_figures (self);
  gtk_stack_set_visible_child_name (GTK_STACK (self->views), "recheck");
  app_page_set_subtitle (APP_PAGE (self),
                         merilo_record_get_text (self->recheck, MERILO_RECHECK_TITLE));
  app_page_show_content (APP_PAGE (self));
}

static void
acted_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppRecheckPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GObject) record = app_api_act_finish (APP_API (object), result, &error);

  if (app_page_check_act (APP_PAGE (self), record != NULL, error))
    app_page_load (APP_PAGE (self));
}

static void
written_cb (GObject *object, GAsyncResult *result, gpointer data)
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
                        app_page_get_cancellable (APP_PAGE (self)), written_cb,
                        g_object_ref (self));
}

static GtkWidget *
make_member (AppRecheckPage *self, MeriloRecord *member)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *name = merilo_record_show (member, MERILO_RECHECK_MEMBER_NAME);
  g_autofree char *title = g_markup_escape_text (name, -1);
  g_autofree char *duty = merilo_record_show (member, MERILO_RECHECK_MEMBER_DUTY);
  gint64 works = count_of (member, MERILO_RECHECK_MEMBER_WORKS);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), duty);
  if (works > 0)
    {
      g_autofree char *text
          = g_strdup_printf (_ ("сдано %" G_GINT64_FORMAT " из %" G_GINT64_FORMAT),
                             count_of (member, MERILO_RECHECK_MEMBER_SUBMITTED), works);

      adw_action_row_add_suffix (ADW_ACTION_ROW (row), app_word_new (text, "numeric dim-label"));
    }
  else if (is_methodologist (self))
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

  if (!app_page_check_act (APP_PAGE (self), members != NULL, error))
    return;
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
                     app_page_get_cancellable (APP_PAGE (self)), acted_cb, g_object_ref (self));
}

/* the row of a work that is open and typed in stays as it is */
static void
fill_results (AppRecheckPage *self, GPtrArray *results)
{
  g_autoptr (GHashTable) open = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gboolean writable = is_methodologist (self)
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

  if (!app_page_check_act (APP_PAGE (self), results != NULL, error) || self->recheck == NULL)
    return;
  g_ptr_array_sort (results, compare_results);
  fill_results (self, results);
}

static void
open_recheck (AppRecheckPage *self, MeriloRecord *recheck)
{
  g_autofree char *id = app_record_dup_id (recheck);
  const char *filters[] = { "recheck_id", id, NULL };
  AppApi *api = app_page_get_api (APP_PAGE (self));
  GCancellable *cancellable = app_page_get_cancellable (APP_PAGE (self));

  g_set_object (&self->recheck, recheck);
  show_recheck (self);
  app_api_list_async (api, app_type_of (&merilo_recheck_member_entity), filters, cancellable,
                      members_cb, g_object_ref (self));
  app_api_list_async (api, app_type_of (&merilo_recheck_result_entity), filters, cancellable,
                      results_cb, g_object_ref (self));
}

/* Loading */

static void
people_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppRecheckPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) people = app_api_list_finish (APP_API (object), result, NULL, &error);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  if (!app_page_check_act (APP_PAGE (self), people != NULL, error))
    return;
  g_clear_pointer (&self->people, g_ptr_array_unref);
  self->people = g_steal_pointer (&people);
  for (guint i = 0; i < self->people->len; i++)
    gtk_string_list_append (names,
                            merilo_record_get_text (self->people->pdata[i], MERILO_USER_NAME));
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->person), G_LIST_MODEL (names));
}

static void
rechecks_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppRecheckPage) self = data;
  g_autoptr (GError) error = NULL;
  gint64 as_of = 0;
  g_autoptr (GPtrArray) rechecks = app_api_list_finish (APP_API (object), result, &as_of, &error);
  g_autofree char *open = NULL;
  MeriloRecord *found;

  if (!app_page_check (APP_PAGE (self), result, rechecks, error))
    return;
  app_page_set_as_of (APP_PAGE (self), as_of);
  g_clear_pointer (&self->rechecks, g_ptr_array_unref);
  self->rechecks = g_steal_pointer (&rechecks);
  open = self->wanted != NULL    ? g_steal_pointer (&self->wanted)
         : self->recheck != NULL ? app_record_dup_id (self->recheck)
                                 : NULL;
  found = open != NULL ? app_records_find (self->rechecks, open) : NULL;
  if (found != NULL)
    open_recheck (self, found);
  else
    show_list (self);
}

/* Actions */

static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppRecheckPage *self = APP_RECHECK_PAGE (widget);
  MeriloRecord *recheck = app_records_find (self->rechecks, g_variant_get_string (parameter, NULL));

  app_list_clear (self->members);
  app_list_clear (self->results);
  if (recheck != NULL)
    open_recheck (self, recheck);
}

static void
back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppRecheckPage *self = APP_RECHECK_PAGE (widget);

  g_clear_object (&self->recheck);
  if (self->rechecks != NULL)
    show_list (self);
}

static void
created_cb (AppRecheckPage *self, const char *id)
{
  g_free (self->wanted);
  self->wanted = g_strdup (id);
  app_page_load (APP_PAGE (self));
}

static void
new_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkWidget *dialog = app_recheck_new_dialog (GTK_WINDOW (gtk_widget_get_root (widget)),
                                              app_page_get_context (APP_PAGE (widget)));

  g_signal_connect_object (dialog, "created", G_CALLBACK (created_cb), widget, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
add_member_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppRecheckPage *self = APP_RECHECK_PAGE (widget);
  guint i = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->person));
  g_autoptr (MeriloRecord) member = NULL;

  if (self->recheck == NULL || self->people == NULL || i >= self->people->len)
    return;
  member = g_object_new (app_type_of (&merilo_recheck_member_entity), NULL);
  merilo_record_set_whole (member, MERILO_RECHECK_MEMBER_RECHECK_ID,
                           merilo_record_get_whole (self->recheck, MERILO_RECHECK_ID));
  merilo_record_set_whole (member, MERILO_RECHECK_MEMBER_USER_ID,
                           merilo_record_get_whole (self->people->pdata[i], MERILO_USER_ID));
  merilo_record_set_whole (member, MERILO_RECHECK_MEMBER_DUTY,
                           gtk_drop_down_get_selected (GTK_DROP_DOWN (self->duty)));
  app_api_create_async (app_page_get_api (APP_PAGE (self)), member,
                        app_page_get_cancellable (APP_PAGE (self)), written_cb,
                        g_object_ref (self));
}

static void
act (AppRecheckPage *self, const char *action)
{
  if (self->recheck != NULL)
    app_api_act_async (app_page_get_api (APP_PAGE (self)), app_type_of (&merilo_recheck_entity),
                       self->recheck, action, NULL, app_page_get_cancellable (APP_PAGE (self)),
                       acted_cb, g_object_ref (self));
}

static void
deal_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  act (APP_RECHECK_PAGE (widget), "deal");
}

static void
close_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  act (APP_RECHECK_PAGE (widget), "closure");
}

/* AppPage overrides */

static void
load (AppPage *page)
{
  AppRecheckPage *self = APP_RECHECK_PAGE (page);

  if (self->people == NULL && is_methodologist (self))
    app_api_list_async (app_page_get_api (page), app_type_of (&merilo_user_entity),
                        (const char *[]){ "role", "commission", NULL },
                        app_page_get_cancellable (page), people_cb, g_object_ref (page));
  app_api_list_async (app_page_get_api (page), app_type_of (&merilo_recheck_entity), NULL,
                      app_page_get_cancellable (page), rechecks_cb, g_object_ref (page));
}

static void
open_target (AppPage *page, const char *target)
{
  const char *slash = strrchr (target, '/');

  created_cb (APP_RECHECK_PAGE (page), slash != NULL ? slash + 1 : target);
}

/* GObject overrides */

static void
dispose (GObject *object)
{
  AppRecheckPage *self = APP_RECHECK_PAGE (object);

  g_clear_pointer (&self->rechecks, g_ptr_array_unref);
  g_clear_pointer (&self->people, g_ptr_array_unref);
  g_clear_pointer (&self->wanted, g_free);
  g_clear_object (&self->recheck);
  G_OBJECT_CLASS (app_recheck_page_parent_class)->dispose (object);
}

static void
app_recheck_page_class_init (AppRecheckPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dispose;
  APP_PAGE_CLASS (klass)->load = load;
  APP_PAGE_CLASS (klass)->open = open_target;
  gtk_widget_class_install_action (widget_class, "recheck.open", "s", open_action);
  gtk_widget_class_install_action (widget_class, "recheck.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "recheck.new", NULL, new_action);
  gtk_widget_class_install_action (widget_class, "recheck.add-member", NULL, add_member_action);
  gtk_widget_class_install_action (widget_class, "recheck.deal", NULL, deal_action);
  gtk_widget_class_install_action (widget_class, "recheck.close", NULL, close_action);
}

static void
fill_duties (AppRecheckPage *self)
{
  const MeriloField *duty = &merilo_recheck_member_entity.fields[MERILO_RECHECK_MEMBER_DUTY];
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; duty->choices[i].code != NULL; i++)
    gtk_string_list_append (names, _ (duty->choices[i].label));
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->duty), G_LIST_MODEL (names));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->duty), MERILO_RECHECK_MEMBER_DUTY_MEMBER);
}

static void
app_recheck_page_init (AppRecheckPage *self)
{
  g_autoptr (GtkBuilder) builder
      = gtk_builder_new_from_resource ("/ru/merilo/recheck/recheck-page.ui");

#define CHILD(name) self->name = (gpointer) gtk_builder_get_object (builder, #name)
  CHILD (views);
  CHILD (new);
  CHILD (groups);
  CHILD (title);
  CHILD (state);
  CHILD (facts);
  CHILD (deal);
  CHILD (close);
  CHILD (figures);
  CHILD (add_bar);
  CHILD (person);
  CHILD (duty);
  CHILD (members);
  CHILD (results);
  CHILD (results_group);
#undef CHILD
  fill_duties (self);
  app_page_set_content (APP_PAGE (self), self->views);
  app_page_watch (APP_PAGE (self), watched);
}
