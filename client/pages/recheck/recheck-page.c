#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/recheck/recheck-page-private.h"

#include <glib/gi18n.h>

#include "pages/asked.h"
#include "pages/bits.h"
#include "pages/recheck/recheck-new.h"

G_DEFINE_FINAL_TYPE (AppRecheckPage, app_recheck_page, APP_TYPE_PAGE)

static const char *const watched[]
    = { "recheck", "recheck_member", "recheck_result", "expert_score", NULL };

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
                         school, procedure, _app_recheck_count (recheck, MERILO_RECHECK_WORKS),
                         _app_recheck_count (recheck, MERILO_RECHECK_FINISHED));
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
                                               app_badge_new (count, _app_recheck_tone (s)));
      for (guint i = 0; i < part->len; i++)
        adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), make_row (part->pdata[i]));
      gtk_box_append (GTK_BOX (self->groups), group);
    }
  gtk_widget_set_visible (self->new, _app_recheck_page_is_methodologist (self));
  gtk_stack_set_visible_child_name (GTK_STACK (self->views), "list");
  app_page_set_subtitle (APP_PAGE (self), NULL);
  if (self->rechecks->len > 0)
    app_page_show_content (APP_PAGE (self));
  else
    app_page_show_empty (APP_PAGE (self), "edit-find-replace-symbolic", _ ("Перепроверок пока нет"),
                         _ ("Выберите школу и процедуру, соберите комиссию и раздайте ей работы: "
                            "проверяющие не увидят, чьи они."),
                         _app_recheck_page_is_methodologist (self) ? _ ("Новая перепроверка…")
                                                                   : NULL,
                         "recheck.new");
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
    _app_recheck_page_open (self, found);
  else
    show_list (self);
}

/* Actions */

static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppRecheckPage *self = APP_RECHECK_PAGE (widget);
  MeriloRecord *recheck = app_records_find (self->rechecks, g_variant_get_string (parameter, NULL));

  g_clear_pointer (&self->wanted, g_free);
  if (recheck != NULL)
    _app_recheck_page_open (self, recheck);
}

static void
back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppRecheckPage *self = APP_RECHECK_PAGE (widget);

  g_clear_pointer (&self->wanted, g_free);
  g_clear_object (&self->recheck);
  app_asked_give_up (&self->reading);
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
                        app_page_get_cancellable (APP_PAGE (self)), _app_recheck_page_written_cb,
                        g_object_ref (self));
}

static void
act (AppRecheckPage *self, const char *action)
{
  if (self->recheck != NULL)
    app_api_act_async (app_page_get_api (APP_PAGE (self)), app_type_of (&merilo_recheck_entity),
                       self->recheck, action, NULL, app_page_get_cancellable (APP_PAGE (self)),
                       _app_recheck_page_acted_cb, g_object_ref (self));
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

  if (self->people == NULL && _app_recheck_page_is_methodologist (self))
    app_api_list_async (app_page_get_api (page), app_type_of (&merilo_user_entity),
                        (const char *[]){ "role", "commission", NULL }, app_page_get_loading (page),
                        people_cb, g_object_ref (page));
  app_api_list_async (app_page_get_api (page), app_type_of (&merilo_recheck_entity), NULL,
                      app_page_get_loading (page), rechecks_cb, g_object_ref (page));
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
  g_clear_pointer (&self->commission, g_ptr_array_unref);
  g_clear_pointer (&self->wanted, g_free);
  g_clear_object (&self->recheck);
  g_clear_object (&self->reading);
  G_OBJECT_CLASS (app_recheck_page_parent_class)->dispose (object);
}

static void
app_recheck_page_class_init (AppRecheckPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dispose;
  APP_PAGE_CLASS (klass)->load = load;
  APP_PAGE_CLASS (klass)->open = open_target;
  APP_PAGE_CLASS (klass)->describe_paper = _app_recheck_page_describe_paper;
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
