#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include <glib/gi18n.h>

#include "pages/bits.h"
#include "pages/page.h"
#include "pages/plans/plan-approval.h"
#include "pages/plans/plan-closing.h"
#include "pages/plans/plan-event.h"
#include "pages/plans/plan-reason.h"
#include "pages/plans/plan-side.h"
#include "pages/plans/plan-versions.h"
#include "pages/plans/plans-actions.h"
#include "pages/plans/plans-page.h"
#include "widgets/words.h"

/* an act on the way: what to tell, where to go after */
typedef struct
{
  AppPlansPage *page;
  MeriloRecord *on;
  GType type;
  const char *action; /* static */
  const char *done;   /* toast */
  gboolean open;      /* the answer is the plan to be opened */
  char *body;         /* of an approval, which waits for what was typed to be written */
} Act;

static void
act_free (gpointer data)
{
  Act *act = data;

  g_clear_object (&act->on);
  g_object_unref (act->page);
  g_free (act->body);
  g_free (act);
}

static Act *
act_new (AppPlansPage *page, MeriloRecord *on, const char *action, const char *done)
{
  Act *act = g_new0 (Act, 1);

  act->page = g_object_ref (page);
  act->on = g_object_ref (on);
  act->type = G_OBJECT_TYPE (on);
  act->action = action;
  act->done = done;
  return act;
}

static GtkWindow *
window_of (AppPlansPage *page)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (page)));
}

/* Acting */

static void
done_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  Act *act = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloRecord) record = app_api_act_finish (APP_API (object), result, &error);
  g_autofree char *id = NULL;

  if (app_page_check_act (APP_PAGE (act->page), record != NULL, error))
    {
      app_context_toast (app_page_get_context (APP_PAGE (act->page)), act->done);
      id = act->open ? app_record_dup_id (act->on) : NULL;
      if (id != NULL)
        app_plans_page_open_made (act->page, record, id);
      else
        app_page_load (APP_PAGE (act->page));
    }
  act_free (act);
}

static void
send (Act *act, const char *body)
{
  app_api_act_async (app_page_get_api (APP_PAGE (act->page)), act->type, act->on, act->action, body,
                     app_page_get_cancellable (APP_PAGE (act->page)), done_cb, act);
}

static void
text_given_cb (GtkWidget *dialog, const char *text, const char *member)
{
  Act *act = g_object_steal_data (G_OBJECT (dialog), "act");
  g_autofree char *body = app_json_body (member, text, NULL);

  if (act != NULL)
    send (act, body);
}

static void
body_given_cb (GtkWidget *dialog, const char *body)
{
  Act *act = g_object_steal_data (G_OBJECT (dialog), "act");

  if (act != NULL)
    send (act, body);
}

/* takes @act */
static void
ask_text (Act *act,
          const char *member,
          const char *title,
          const char *what_follows,
          const char *label,
          const char *button)
{
  GtkWidget *dialog
      = app_plan_reason_new (window_of (act->page), title, what_follows, label, button);

  g_object_set_data_full (G_OBJECT (dialog), "act", act, act_free);
  g_signal_connect (dialog, "given", G_CALLBACK (text_given_cb), (gpointer) member);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Approval */

static void
fresh_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  Act *act = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloRecord) plan = app_api_get_finish (APP_API (object), result, &error);

  if (!app_page_check_act (APP_PAGE (act->page), plan != NULL, error))
    {
      act_free (act);
      return;
    }
  g_set_object (&act->on, plan);
  send (act, act->body);
}

/* what is approved is what was typed: first it is written, then the plan's version is asked for;
 * another plan may be opened meanwhile */
static void
flushed_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  Act *act = data;
  AppPage *page = APP_PAGE (act->page);
  g_autoptr (GError) error = NULL;
  gboolean done = app_outbox_flush_finish (APP_OUTBOX (object), result, &error);
  g_autofree char *id = NULL;

  if (!app_page_check_act (page, done, error))
    {
      act_free (act);
      return;
    }
  id = app_record_dup_id (act->on);
  app_api_get_async (app_page_get_api (page), act->type, id, app_page_get_cancellable (page),
                     fresh_cb, act);
}

static void
approval_given_cb (GtkWidget *dialog, const char *body)
{
  Act *act = g_object_steal_data (G_OBJECT (dialog), "act");
  AppPage *page = act != NULL ? APP_PAGE (act->page) : NULL;

  if (act == NULL)
    return;
  act->body = g_strdup (body);
  app_page_save (page);
  app_outbox_flush_async (app_context_get_outbox (app_page_get_context (page)),
                          app_page_get_cancellable (page), flushed_cb, act);
}

static void
approve_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppPlansPage *page = APP_PLANS_PAGE (widget);
  MeriloRecord *plan = app_plans_page_get_plan (page);
  GtkWidget *dialog;
  Act *act;

  if (plan == NULL)
    return;
  dialog = app_plan_approval_new (window_of (page));
  act = act_new (page, plan, "approval", _ ("План утверждён: контрольные даты назначены"));
  act->open = TRUE; /* a version has become its plan: the draft is no more */
  g_object_set_data_full (G_OBJECT (dialog), "act", act, act_free);
  g_signal_connect (dialog, "given", G_CALLBACK (approval_given_cb), NULL);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Actions */

static void
revise_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppPlansPage *page = APP_PLANS_PAGE (widget);
  Act *act = act_new (page, app_plans_page_get_plan (page), "revision",
                      _ ("Новая редакция создана: измените пункты и утвердите её"));

  act->open = TRUE;
  ask_text (act, "reason", _ ("Новая редакция"),
            _ ("Будет создан проект с теми же пунктами. Действующая редакция работает, пока новая "
               "не утверждена; прошедшие даты и сданные отчёты не изменятся."),
            _ ("Причина: почему план меняется"), _ ("Создать редакцию"));
}

static void
archive_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppPlansPage *page = APP_PLANS_PAGE (widget);

  ask_text (act_new (page, app_plans_page_get_plan (page), "archiving", _ ("План в архиве")),
            "reason", _ ("В архив"),
            _ ("Отчётов по плану больше не будут ждать. План можно вернуть."), _ ("Причина"),
            _ ("В архив"));
}

static void
reopen_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppPlansPage *page = APP_PLANS_PAGE (widget);

  ask_text (act_new (page, app_plans_page_get_plan (page), "reopening", _ ("План снова действует")),
            "reason", _ ("Вернуть из архива"),
            _ ("План снова станет действующим, отчёты продолжатся."), _ ("Причина"),
            _ ("Вернуть план"));
}

static void
school_plan_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppPlansPage *page = APP_PLANS_PAGE (widget);
  Act *act = act_new (page, app_plans_page_get_plan (page), "school-plan",
                      _ ("План школы создан: в нём пункты, которые её касаются"));

  act->open = TRUE;
  ask_text (act, "title", _ ("План школы"),
            _ ("В него войдут пункты муниципального плана, которые касаются вашей школы. Их можно "
               "менять и дополнять; связь с муниципальным планом останется."),
            _ ("Название плана школы"), _ ("Создать план школы"));
}

static void
versions_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppPlansPage *page = APP_PLANS_PAGE (widget);

  gtk_window_present (
      GTK_WINDOW (app_plan_versions_new (window_of (page), app_page_get_context (APP_PAGE (page)),
                                         app_plans_page_get_plan (page))));
}

static void
side_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppPlansPage *page = APP_PLANS_PAGE (widget);

  gtk_window_present (
      GTK_WINDOW (app_plan_side_new (window_of (page), app_page_get_context (APP_PAGE (page)),
                                     app_plans_page_get_plan (page))));
}

static void
event_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppPlansPage *page = APP_PLANS_PAGE (widget);
  GtkWidget *dialog = app_plan_event_new (window_of (page), app_page_get_context (APP_PAGE (page)));

  g_signal_connect_object (dialog, "recorded", G_CALLBACK (app_page_load), page, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
close_point_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppPlansPage *page = APP_PLANS_PAGE (widget);
  MeriloRecord *item = app_plans_page_get_item (page);
  GtkWidget *dialog;

  if (item == NULL)
    return;
  if (merilo_record_has (item, MERILO_PLAN_ITEM_CLOSED_ON))
    {
      ask_text (act_new (page, item, "opening", _ ("Пункт снова открыт")), "reason",
                _ ("Открыть пункт снова"), _ ("Запись о закрытии останется в истории."),
                _ ("Причина"), _ ("Открыть пункт"));
      return;
    }
  dialog = app_plan_closing_new (window_of (page), app_page_get_context (APP_PAGE (page)), item);
  g_object_set_data_full (G_OBJECT (dialog), "act",
                          act_new (page, item, "closing", _ ("Пункт закрыт")), act_free);
  g_signal_connect (dialog, "given", G_CALLBACK (body_given_cb), NULL);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Files */

typedef struct
{
  AppPlansPage *page;
  char *path;
} Export;

static void
export_free (Export *export, GClosure *closure)
{
  g_object_unref (export->page);
  g_free (export->path);
  g_free (export);
}

static void
exported_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppPlansPage) page = data;
  g_autoptr (GError) error = NULL;
  gboolean done = app_api_save_finish (APP_API (object), result, &error);

  if (app_page_check_act (APP_PAGE (page), done, error))
    app_context_toast (app_page_get_context (APP_PAGE (page)), _ ("Файл сохранён"));
}

void
app_plans_export (AppPlansPage *page, const char *format, GFile *to)
{
  g_autofree char *id = app_record_dup_id (app_plans_page_get_plan (page));
  g_autofree char *path = g_strdup_printf ("plans/%s/document?kind=plan&format=%s", id, format);

  app_api_save_async (app_page_get_api (APP_PAGE (page)), path, to,
                      app_page_get_cancellable (APP_PAGE (page)), exported_cb, g_object_ref (page));
}

static void
chosen_cb (GtkNativeDialog *dialog, int response, Export *export)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT
                               ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog))
                               : NULL;

  if (file != NULL)
    app_plans_export (export->page, export->path, file);
  g_object_unref (dialog);
}

static void
export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppPlansPage *page = APP_PLANS_PAGE (widget);
  const char *format = g_variant_get_string (parameter, NULL);
  GtkFileChooserNative *dialog
      = gtk_file_chooser_native_new (_ ("Сохранить план"), window_of (page),
                                     GTK_FILE_CHOOSER_ACTION_SAVE, _ ("Сохранить"), _ ("Отмена"));
  Export *export = g_new0 (Export, 1);
  g_autofree char *title = merilo_record_show (app_plans_page_get_plan (page), MERILO_PLAN_TITLE);
  g_autofree char *cut = app_cut (title, 60);
  g_autofree char *file
      = g_strdup_printf ("%s.%s", g_strdelimit (cut, "/\\:*?\"<>|\n", ' '), format);

  export->page = g_object_ref (page);
  export->path = g_strdup (format);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), file);
  g_signal_connect_data (dialog, "response", G_CALLBACK (chosen_cb), export,
                         (GClosureNotify) export_free, 0);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/* What may be done */

void
app_plans_update_actions (GtkWidget *page,
                          MeriloRecord *plan,
                          MeriloRecord *item,
                          const AppUser *user)
{
  gint64 state = plan != NULL ? merilo_record_get_whole (plan, MERILO_PLAN_STATE) : -1;
  gint64 kind = plan != NULL ? merilo_record_get_whole (plan, MERILO_PLAN_KIND) : -1;
  gboolean school = user != NULL && user->role == MERILO_ROLE_SCHOOL;
  gboolean writer
      = user != NULL && plan != NULL
        && (user->role == MERILO_ROLE_METHODOLOGIST
            || (school && merilo_record_get_whole (plan, MERILO_PLAN_ORG_ID) == user->org_id));
  gboolean approved = state == MERILO_PLAN_STATE_APPROVED;
  gboolean municipal = kind == MERILO_PLAN_KIND_MUNICIPAL_ROADMAP;

#define ALLOW(name, when) gtk_widget_action_set_enabled (page, "plans." name, (when))
  ALLOW ("approve", writer && state == MERILO_PLAN_STATE_DRAFT);
  ALLOW ("revise", writer && approved);
  ALLOW ("archive", writer && approved);
  ALLOW ("reopen", writer && state == MERILO_PLAN_STATE_ARCHIVED);
  ALLOW ("versions", plan != NULL);
  ALLOW ("event", writer);
  ALLOW ("close-point", writer && approved && kind == MERILO_PLAN_KIND_DECISION && item != NULL);
  ALLOW ("school-plan", school && approved && municipal);
  ALLOW ("side-by-side", plan != NULL && municipal && approved);
  ALLOW ("export", plan != NULL);
#undef ALLOW
}

void
app_plans_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "plans.approve", NULL, approve_action);
  gtk_widget_class_install_action (widget_class, "plans.revise", NULL, revise_action);
  gtk_widget_class_install_action (widget_class, "plans.archive", NULL, archive_action);
  gtk_widget_class_install_action (widget_class, "plans.reopen", NULL, reopen_action);
  gtk_widget_class_install_action (widget_class, "plans.versions", NULL, versions_action);
  gtk_widget_class_install_action (widget_class, "plans.event", NULL, event_action);
  gtk_widget_class_install_action (widget_class, "plans.close-point", NULL, close_point_action);
  gtk_widget_class_install_action (widget_class, "plans.school-plan", NULL, school_plan_action);
  gtk_widget_class_install_action (widget_class, "plans.side-by-side", NULL, side_action);
  gtk_widget_class_install_action (widget_class, "plans.export", "s", export_action);
}
