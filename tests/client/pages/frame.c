#include "client/pages/desk.h"

#include "pages/frame/conflict.h"
#include "pages/frame/guide.h"
#include "pages/frame/sign-in.h"
#include "pages/frame/status-line.h"

static void
set_up (Desk *desk, gconstpointer data)
{
  desk_open (desk, "methodologist");
}

static void
tear_down (Desk *desk, gconstpointer data)
{
  desk_close (desk);
}

static gpointer
find (Desk *desk, GType type, const char *name)
{
  return ui_find (GTK_WIDGET (desk->window), type, name);
}

static void
test_sign_in (Desk *desk, gconstpointer data)
{
  AppSignIn *form;
  GtkWidget *login, *password;

  desk_go (desk, "today", NULL);
  desk_act (desk->window, "win.sign-out", NULL);
  g_assert_null (app_context_get_user (desk->context));
  form = find (desk, APP_TYPE_SIGN_IN, NULL);
  login = ui_find (GTK_WIDGET (form), ADW_TYPE_ENTRY_ROW, "Логин");
  password = ui_find (GTK_WIDGET (form), ADW_TYPE_PASSWORD_ENTRY_ROW, "Пароль");
  gtk_editable_set_text (GTK_EDITABLE (login), "user");
  gtk_editable_set_text (GTK_EDITABLE (password), "не тот");
  desk_shot (desk, "sign-in");
  desk_act (form, "sign-in.go", NULL);
  UI_WAIT (fake_count (desk->fake, "POST", "sessions") == 1);
  desk_settle (desk);
  g_assert_null (app_context_get_user (desk->context));
  desk_shot (desk, "sign-in-refused");
  gtk_editable_set_text (GTK_EDITABLE (password), "верный-пароль");
  desk_act (form, "sign-in.go", NULL);
  UI_WAIT (app_context_get_outbox (desk->context) != NULL);
  g_assert_cmpstr (app_window_get_page_name (desk->window), ==, "today");
}

/* the session ends under way: what is typed stays on the disk, the form says so */
static void
test_session_ends (Desk *desk, gconstpointer data)
{
  desk_go (desk, "today", NULL);
  fake_misbehave (desk->fake, "plans", FAKE_STATUS, 401, 1);
  app_window_go (desk->window, "plans", NULL);
  UI_WAIT (app_context_get_outbox (desk->context) == NULL);
  desk_shot (desk, "session-ended");
}

static void
test_keys (Desk *desk, gconstpointer data)
{
  static const char *const order[] = { "today",   "plans",       "reports",    "results",
                                       "recheck", "objectivity", "procedures", "directories" };

  desk_go (desk, "today", NULL);
  for (gint32 n = 0; n < (gint32) G_N_ELEMENTS (order); n++)
    {
      g_assert_true (gtk_widget_activate_action (GTK_WIDGET (desk->window), "win.nth", "i", n + 1));
      g_assert_cmpstr (app_window_get_page_name (desk->window), ==, order[n]);
      desk_settle (desk);
    }
  for (guint i = 0; i < 4; i++)
    desk_act (desk->window, "win.next-pane", NULL);
  desk_act (desk->window, "win.search", NULL);
  g_assert_true (GTK_IS_TEXT (gtk_window_get_focus (GTK_WINDOW (desk->window))));
}

/* beside the work: a section chosen is read; asked for again, it is the same window */
static void
test_guide (Desk *desk, gconstpointer data)
{
  GtkWindow *guide;
  GtkListBox *list;
  GtkAdjustment *at;
  GtkWidget *text;

  desk_go (desk, "today", NULL);
  desk_act (desk->window, "win.guide", NULL);
  guide = ui_window (APP_TYPE_GUIDE);
  g_assert_nonnull (guide);
  g_assert_true (ui_says (guide, "С чего начать"));
  g_assert_false (ui_says (guide, "**"));
  desk_shot (desk, "guide");
  list = GTK_LIST_BOX (ui_find (GTK_WIDGET (guide), GTK_TYPE_LIST_BOX, "Разделы руководства"));
  for (int i = 0; gtk_list_box_get_row_at_index (list, i) != NULL; i++)
    {
      g_autofree char *name = g_strdup_printf ("guide-%d", i);
      GtkWidget *row = GTK_WIDGET (gtk_list_box_get_row_at_index (list, i));
      const char *title
          = gtk_label_get_text (GTK_LABEL (gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (row))));

      gtk_list_box_select_row (list, GTK_LIST_BOX_ROW (row));
      desk_settle (desk);
      if (g_str_equal (title, "Процедуры"))
        g_assert_true (ui_says (guide, "Создать по прошлогодней…"));
      desk_shot (desk, name);
    }
  /* read without a mouse */
  text = ui_find (GTK_WIDGET (guide), GTK_TYPE_SCROLLED_WINDOW, "Текст раздела");
  g_assert_true (gtk_widget_grab_focus (text));
  g_assert_true (ui_press_bound (text, GDK_KEY_Page_Down, 0));
  at = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (text));
  UI_WAIT (gtk_adjustment_get_value (at) > 0);
  desk_act (desk->window, "win.guide", NULL);
  g_assert_true (ui_window (APP_TYPE_GUIDE) == guide);
  g_assert_true (ui_press_bound (GTK_WIDGET (guide), GDK_KEY_Escape, 0));
  UI_WAIT (ui_window (APP_TYPE_GUIDE) == NULL);
  desk_act (desk->window, "win.guide", NULL); /* and anew */
  UI_WAIT (ui_window (APP_TYPE_GUIDE) != NULL);
  gtk_window_destroy (ui_window (APP_TYPE_GUIDE));
}

static void
test_search (Desk *desk, gconstpointer data)
{
  GtkWidget *entry;

  desk_go (desk, "today", NULL);
  desk_act (desk->window, "win.search", NULL);
  entry = find (desk, GTK_TYPE_SEARCH_ENTRY, "Поиск по планам, школам и процедурам");
  UI_WAIT (fake_count (desk->fake, "GET", "rechecks") >= 1);
  gtk_editable_set_text (GTK_EDITABLE (entry), "видеонабл");
  UI_WAIT (find (desk, GTK_TYPE_BUTTON,
                 "2.1  Видеонаблюдение в аудиториях при проведении ВПР по русскому языку и "
                 "математике")
           != NULL);
  g_signal_emit_by_name (entry, "activate");
  UI_WAIT (g_strcmp0 (app_window_get_page_name (desk->window), "plans") == 0);
  desk_settle (desk);
}

static void
test_states (Desk *desk, gconstpointer data)
{
  fake_load (desk->fake, "plans", "[]");
  app_window_go (desk->window, "plans", NULL);
  UI_WAIT (find (desk, GTK_TYPE_LABEL, "Планов пока нет") != NULL);
  desk_shot (desk, "state-empty");
  fake_misbehave (desk->fake, "results-tree", FAKE_STATUS, 403, 1);
  app_window_go (desk->window, "results", NULL);
  UI_WAIT (find (desk, GTK_TYPE_LABEL, "Нет прав") != NULL);
  desk_shot (desk, "state-forbidden");
  fake_misbehave (desk->fake, "rechecks", FAKE_STATUS, 500, 1);
  app_window_go (desk->window, "recheck", NULL);
  UI_WAIT (find (desk, GTK_TYPE_LABEL, "Не получилось загрузить") != NULL);
  desk_shot (desk, "state-error");
  desk_act (app_window_get_page (desk->window), "page.load", NULL); /* «Повторить» */
  UI_WAIT (desk_is_shown (app_window_get_page (desk->window)));
}

static void
test_offline (Desk *desk, gconstpointer data)
{
  AppPage *page = desk_go (desk, "recheck", NULL);

  fake_sleep (desk->fake);
  desk_act (page, "page.load", NULL);
  UI_WAIT (find (desk, GTK_TYPE_LABEL, "нет связи") != NULL);
  desk_settle (desk);
  UI_WAIT (gtk_widget_get_mapped (ui_find (GTK_WIDGET (page), GTK_TYPE_BUTTON, "Повторить")));
  desk_shot (desk, "state-offline");
  fake_wake (desk->fake);
  desk_act (page, "page.load", NULL);
  UI_WAIT (app_session_get_online (app_context_get_session (desk->context)));
}

static void
test_conflict (Desk *desk, gconstpointer data)
{
  AppOutbox *outbox = app_context_get_outbox (desk->context);
  g_autoptr (MeriloRecord) item = g_object_new (app_type_of (&merilo_plan_item_entity), NULL);
  g_autofree char *value = NULL;

  desk_go (desk, "plans", "item/104");
  fake_change (desk->fake, "plan-items", "104", "responsible", "Начальник отдела");
  merilo_record_load_whole (item, MERILO_PLAN_ITEM_ID, 104);
  merilo_record_load_whole (item, MERILO_PLAN_ITEM_VERSION, 2);
  merilo_record_set_text (item, MERILO_PLAN_ITEM_RESPONSIBLE, "Методисты управления");
  app_outbox_push (outbox, item, "Пункт плана 1.5");
  UI_WAIT (app_outbox_get_stuck (outbox) == 1);
  desk_act (desk->window, "win.queue", NULL);
  desk_shot (desk, "queue");
  app_conflict_present (GTK_WINDOW (desk->window), outbox,
                        app_outbox_find (outbox, "plan_item", "104"));
  UI_WAIT (desk_dialog (desk) != NULL);
  desk_shot (desk, "conflict");
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (desk_dialog (desk)), "mine");
  UI_WAIT (app_outbox_get_waiting (outbox) == 0);
  value = fake_dup_field (desk->fake, "plan-items", "104", "responsible");
  g_assert_cmpstr (value, ==, "Методисты управления");
}

static void
test_narrow (Desk *desk, gconstpointer data)
{
  desk_go (desk, "today", NULL);
  gtk_window_set_default_size (GTK_WINDOW (desk->window), 620, 760);
  desk_settle (desk);
  desk_shot (desk, "narrow");
}

static void
fill (void)
{
#define ADD(name, func) g_test_add ("/frame/" name, Desk, NULL, set_up, func, tear_down)
  ADD ("sign-in", test_sign_in);
  ADD ("session-ends", test_session_ends);
  ADD ("keys", test_keys);
  ADD ("guide", test_guide);
  ADD ("search", test_search);
  ADD ("states", test_states);
  ADD ("offline", test_offline);
  ADD ("conflict", test_conflict);
  ADD ("narrow", test_narrow);
}

int
main (int argc, char **argv)
{
  return desk_main (argc, argv, "merilo-test-frame", fill);
}
