#include "client/pages/desk.h"

#include "client/home.h"
#include "client/pages/results-sample.h"
#include "lib/still.h"
#include "net/exchange.h"
#include "pages/application.h"
#include "pages/field.h"
#include "widgets/widgets.h"

#define QUIET 200 /* ms: more than a page waits before it loads what has changed */
#define TURNS 5   /* it waits */
#define MOST  400 /* turns: a page that waits for an answer that is held looks again and again */

static GtkApplication *application;

static void
activate_cb (GtkApplication *app, int *rc)
{
  application = app;
  g_application_hold (G_APPLICATION (app));
  *rc = g_test_run ();
  g_application_release (G_APPLICATION (app));
}

int
desk_main (int argc, char **argv, const char *name, void (*fill) (void))
{
  g_autoptr (AdwApplication) app = NULL;
  int rc = 1;

  set_home (name);
  app_application_prepare ();
  ui_test_init (&argc, &argv);
  fill ();
  app = g_object_new (ADW_TYPE_APPLICATION, "application-id", "ru.merilo.Test", "flags",
                      G_APPLICATION_NON_UNIQUE, "resource-base-path", "/ru/merilo", NULL);
  g_signal_connect_after (app, "startup", G_CALLBACK (app_widgets_init), NULL);
  g_signal_connect (app, "activate", G_CALLBACK (activate_cb), &rc);
  g_application_run (G_APPLICATION (app), 1, argv);
  wipe_home (TRUE);
  return rc;
}

/* The desk */

static void
open_context (Desk *desk)
{
  desk->context = app_context_new ();
  desk->calls = calls_watch (app_session_get_soup (app_context_get_session (desk->context)));
}

static void
open_window (Desk *desk)
{
  g_autofree char *url = fake_get_url (desk->fake);

  open_context (desk);
  g_assert_true (app_session_set_server (app_context_get_session (desk->context), url, NULL));
  app_session_set_token (app_context_get_session (desk->context), "t-1");
  desk->window = app_window_new (application, desk->context);
  gtk_window_present (GTK_WINDOW (desk->window));
  app_window_start (desk->window, TRUE);
  UI_WAIT (app_context_get_outbox (desk->context) != NULL);
  ui_wait_for_frame (GTK_WIDGET (desk->window));
}

void
desk_open_first (Desk *desk, Fake *fake)
{
  desk->fake = fake;
  open_context (desk);
  desk->window = app_window_new (application, desk->context);
  gtk_window_present (GTK_WINDOW (desk->window));
  app_window_start (desk->window, FALSE);
  ui_wait_for_frame (GTK_WIDGET (desk->window));
}

static void
close_window (Desk *desk)
{
  GtkWindow *dialog;

  while ((dialog = desk_dialog (desk)) != NULL)
    gtk_window_destroy (dialog);
  g_clear_pointer (&desk->calls, calls_free);
  app_context_close (desk->context);
  gtk_window_destroy (GTK_WINDOW (desk->window));
  g_object_unref (desk->context);
  for (guint i = 0; i < 50; i++)
    while (g_main_context_iteration (NULL, FALSE))
      ;
}

void
desk_open (Desk *desk, const char *role)
{
  g_autofree char *user = g_strdup_printf (
      "{\"id\":1,\"login\":\"user\",\"name\":\"%s\",\"role\":\"%s\",\"org_id\":%d,"
      "\"org_name\":\"%s\"}",
      g_str_equal (role, "school")       ? "Ёлкин Пётр Сергеевич"
      : g_str_equal (role, "commission") ? "Лебедева Мария Игоревна"
                                         : "Орлова Анна Павловна",
      role, g_str_equal (role, "school") ? 14 : 2,
      g_str_equal (role, "school") ? "Лицей № 5" : "Управление образования");

  desk->fake = fake_start ();
  fake_load_file (desk->fake, g_getenv ("MERILO_SAMPLE"));
  results_sample_serve (desk->fake, g_getenv ("MERILO_RESULTS"));
  fake_set_user (desk->fake, user);
  open_window (desk);
}

void
desk_close (Desk *desk)
{
  close_window (desk);
  fake_stop (desk->fake);
  wipe_home (FALSE);
}

void
desk_restart (Desk *desk)
{
  close_window (desk);
  open_window (desk);
}

static gboolean
is_answered (gpointer data)
{
  Desk *desk = data;

  return calls_count (desk->calls) <= fake_count_held (desk->fake);
}

void
desk_settle (Desk *desk)
{
  still_wait (is_answered, desk, QUIET, TURNS, MOST);
  ui_wait_for_frame (GTK_WIDGET (desk->window));
}

gboolean
desk_is_shown (AppPage *page)
{
  GtkWidget *stack = gtk_widget_get_last_child (gtk_widget_get_first_child (GTK_WIDGET (page)));

  return g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (stack)), "content") == 0;
}

AppPage *
desk_go (Desk *desk, const char *page, const char *target)
{
  app_window_go (desk->window, page, target);
  g_assert_cmpstr (app_window_get_page_name (desk->window), ==, page);
  UI_WAIT (desk_is_shown (app_window_get_page (desk->window)));
  desk_settle (desk);
  return app_window_get_page (desk->window);
}

GtkWindow *
desk_dialog (Desk *desk)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (gtk_window_get_transient_for (window) == GTK_WINDOW (desk->window)
          && gtk_widget_get_visible (GTK_WIDGET (window)))
        return window;
    }
  return NULL;
}

void
desk_act (gpointer widget, const char *action, const char *target)
{
  if (target != NULL)
    g_assert_true (gtk_widget_activate_action (widget, action, "s", target));
  else
    g_assert_true (gtk_widget_activate_action (widget, action, NULL));
}

gpointer
desk_field (gpointer root, const char *name)
{
  if (APP_IS_FIELD (root) && g_str_equal (gtk_widget_get_name (root), name))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      gpointer found = desk_field (child, name);

      if (found != NULL)
        return found;
    }
  return NULL;
}

void
desk_shot (Desk *desk, const char *name)
{
  GtkWindow *dialog = desk_dialog (desk);
  GtkWindow *window = dialog != NULL ? dialog : GTK_WINDOW (desk->window);

  desk_settle (desk);
  ui_wait_for_frame (GTK_WIDGET (window));
  ui_assert_named (GTK_WIDGET (window));
  ui_shot (window, name);
}
