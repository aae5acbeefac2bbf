#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/plans/plan-view-private.h"

#include <glib/gi18n.h>

#include "pages/bits.h"
#include "pages/plans/plan-widths.h"
#include "pages/plans/plan-words.h"
#include "widgets/words.h"

/* The notice */

static void
show_notice (AppPlanView *self, const char *text, const char *button, const char *action)
{
  gtk_widget_set_visible (self->notice, text != NULL);
  gtk_label_set_text (GTK_LABEL (self->notice_text), text != NULL ? text : "");
  gtk_widget_set_visible (self->notice_button, button != NULL);
  if (button == NULL)
    return;
  gtk_button_set_label (GTK_BUTTON (self->notice_button), button);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->notice_button), action);
}

void
_app_plan_view_show_state (AppPlanView *self)
{
  gint64 state = merilo_record_get_whole (self->plan, MERILO_PLAN_STATE);
  const char *reason = merilo_record_get_text (self->plan, MERILO_PLAN_REASON);
  AppOutboxEntry *stuck = app_plan_saver_get_stuck (self->saver);
  const AppUser *user = app_context_get_user (self->context);
  gboolean writer
      = user != NULL
        && (user->role == MERILO_ROLE_METHODOLOGIST
            || (user->role == MERILO_ROLE_SCHOOL
                && merilo_record_get_whole (self->plan, MERILO_PLAN_ORG_ID) == user->org_id));
  g_autofree char *text = NULL;

  if (stuck != NULL && stuck->state == APP_WRITE_CONFLICT)
    show_notice (self,
                 _ ("Строку плана тем временем изменил кто-то ещё. Ваш текст не потерян: "
                    "выберите, что оставить."),
                 _ ("Сравнить…"), "view.resolve");
  else if (stuck != NULL)
    {
      text = g_strdup_printf (_ ("Правка не принята: %s. Исправьте её, запись повторится сама."),
                              stuck->reason != NULL ? stuck->reason : "");
      show_notice (self, text, _ ("Повторить"), "view.retry");
    }
  else if (state == MERILO_PLAN_STATE_APPROVED && !writer)
    show_notice (self, NULL, NULL, NULL); /* nothing here was ever theirs to change */
  else if (state == MERILO_PLAN_STATE_APPROVED)
    show_notice (self,
                 _ ("План утверждён, пункты не меняются. Чтобы изменить их, начните новую "
                    "редакцию: сданные отчёты и прошедшие даты останутся."),
                 _ ("Новая редакция…"), "plans.revise");
  else if (state == MERILO_PLAN_STATE_ARCHIVED)
    show_notice (self, _ ("План в архиве: отчётов по нему больше не ждут."),
                 writer ? _ ("Вернуть…") : NULL, "plans.reopen");
  else if (merilo_record_has (self->plan, MERILO_PLAN_BASE_ID))
    {
      text = g_strdup_printf (_ ("Новая редакция утверждённого плана. %s"),
                              reason != NULL ? reason : "");
      show_notice (self, text, _ ("Что изменено…"), "plans.versions");
    }
  else
    show_notice (self, NULL, NULL, NULL);
}

/* Sections and what is seen of them */

static void
show_shown (AppPlanView *self)
{
  guint shown = app_plan_editor_get_shown (self->editor);
  guint all = app_plan_model_count_items (self->model);
  g_autofree char *text = shown == all
                              ? g_strdup_printf (ngettext ("%u пункт", "%u пункта", all), all)
                              : g_strdup_printf (_ ("%u из %u"), shown, all);

  gtk_label_set_text (GTK_LABEL (self->shown), text);
}

static AppPlanLine *
nth_section (AppPlanView *self, guint n)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->model)); i++)
    if (app_plan_line_is_section (app_plan_model_get (self->model, i)) && n-- == 0)
      return app_plan_model_get (self->model, i);
  return NULL;
}

static void
fill_sections (AppPlanView *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->section));
  AppPlanLine *line;

  gtk_string_list_append (names, _ ("Все разделы"));
  for (guint n = 0; (line = nth_section (self, n)) != NULL; n++)
    {
      g_autofree char *title = app_plan_line_show (line, MERILO_PLAN_SECTION_TITLE);
      g_autofree char *cut = app_cut (title, 40);

      gtk_string_list_append (names, cut);
    }
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->section), G_LIST_MODEL (names));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->section),
                              selected < g_list_model_get_n_items (G_LIST_MODEL (names)) ? selected
                                                                                         : 0);
}

static void
look_cb (AppPlanView *self)
{
  guint i = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->section));

  app_plan_editor_look (self->editor, gtk_editable_get_text (GTK_EDITABLE (self->needle)),
                        i > 0 && i != GTK_INVALID_LIST_POSITION ? nth_section (self, i - 1) : NULL);
}

static void
acted_cb (AppPlanView *self)
{
  GListModel *names = gtk_drop_down_get_model (GTK_DROP_DOWN (self->section));
  guint n = names != NULL ? g_list_model_get_n_items (names) : 0;

  if (n == 0 || nth_section (self, n - 1) != NULL || (n > 1 && nth_section (self, n - 2) == NULL))
    fill_sections (self);
  show_shown (self);
}

/* All of it */

void
_app_plan_view_show_head (AppPlanView *self)
{
  g_autofree char *facts = app_plan_describe (self->plan);
  g_autofree char *state = merilo_record_show (self->plan, MERILO_PLAN_STATE);

  gtk_label_set_text (GTK_LABEL (self->title),
                      merilo_record_get_text (self->plan, MERILO_PLAN_TITLE));
  gtk_label_set_text (GTK_LABEL (self->facts), facts);
  app_badge_set (self->state, state,
                 app_plan_state_tone (merilo_record_get_whole (self->plan, MERILO_PLAN_STATE)));
  gtk_widget_set_visible (self->approve, self->writable);
  gtk_widget_set_visible (self->tools, self->writable);
  app_plan_editor_set_read_only (self->editor, !self->writable);
  app_plan_editor_set_kind (self->editor, merilo_record_get_whole (self->plan, MERILO_PLAN_KIND));
  app_plan_widths_restore (self->context, self->editor,
                           merilo_record_get_whole (self->plan, MERILO_PLAN_KIND));
  fill_sections (self);
  show_shown (self);
}

void
_app_plan_view_connect_head (AppPlanView *self)
{
#define LISTEN(object, signal, cb)                                                                 \
  g_signal_connect_object (object, signal, G_CALLBACK (cb), self, G_CONNECT_SWAPPED)
  LISTEN (self->editor, "filtered", show_shown);
  LISTEN (self->needle, "search-changed", look_cb);
  LISTEN (self->section, "notify::selected", look_cb);
  LISTEN (self->model, "acted", acted_cb);
#undef LISTEN
}
