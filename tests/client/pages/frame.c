#include "client/pages/desk.h"

#include "model/error.h"
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

static GtkWindow *
open_guide (Desk *desk)
{
  desk_go (desk, "today", NULL);
  g_assert_true (ui_press_bound (GTK_WIDGET (desk->window), GDK_KEY_F1, GDK_SHIFT_MASK));
  UI_WAIT (ui_window (APP_TYPE_GUIDE) != NULL);
  return ui_window (APP_TYPE_GUIDE);
}

static GtkListBox *
guide_list (GtkWindow *guide)
{
  return GTK_LIST_BOX (ui_find (GTK_WIDGET (guide), GTK_TYPE_LIST_BOX, "Разделы руководства"));
}

static const char *
row_title (GtkListBoxRow *row)
{
  return gtk_label_get_text (GTK_LABEL (gtk_list_box_row_get_child (row)));
}

static GtkListBoxRow *
find_row (GtkListBox *list, const char *title)
{
  GtkListBoxRow *row;
  int i = 0;

  while ((row = gtk_list_box_get_row_at_index (list, i++)) != NULL
         && !g_str_equal (row_title (row), title))
    ;
  return row;
}

/* each section says whose it is, right below its title */
static void
assert_readers (GtkWindow *guide)
{
  GtkWidget *title = ui_find (GTK_WIDGET (guide), GTK_TYPE_SCROLLED_WINDOW, "Текст раздела");
  const char *readers;

  while (!GTK_IS_BOX (title))
    title = gtk_widget_get_first_child (title);
  title = gtk_widget_get_first_child (title);
  readers = gtk_label_get_text (GTK_LABEL (gtk_widget_get_next_sibling (title)));
  g_assert_true (g_str_has_prefix (readers, "Всем") || g_str_has_prefix (readers, "Методисту")
                 || g_str_has_prefix (readers, "Школе") || g_str_has_prefix (readers, "Члену")
                 || g_str_has_prefix (readers, "Администратору"));
}

/* beside the work: a section chosen is read; asked for again, it is the same window */
static void
test_guide (Desk *desk, gconstpointer data)
{
  GtkWindow *guide = open_guide (desk);
  GtkListBox *list = guide_list (guide);
  GtkListBoxRow *row;
  GtkAdjustment *at;
  GtkWidget *text;

  g_assert_true (ui_says (guide, "С чего начать"));
  desk_shot (desk, "guide");
  for (int i = 0; (row = gtk_list_box_get_row_at_index (list, i)) != NULL; i++)
    {
      g_autofree char *name = g_strdup_printf ("guide-%d", i);

      gtk_list_box_select_row (list, row);
      desk_settle (desk);
      g_assert_false (ui_says (guide, "**"));
      assert_readers (guide);
      if (g_str_equal (row_title (row), "Процедуры"))
        g_assert_true (ui_says (guide, "Создать по прошлогодней…"));
      desk_shot (desk, name);
    }
  /* read without a mouse */
  text = ui_find (GTK_WIDGET (guide), GTK_TYPE_SCROLLED_WINDOW, "Текст раздела");
  gtk_list_box_select_row (list, find_row (list, "Таблица плана"));
  desk_settle (desk);
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

static guint
count_rows (GtkListBox *list)
{
  GtkListBoxRow *row;
  guint n = 0;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (list, i)) != NULL; i++)
    n += gtk_widget_get_child_visible (GTK_WIDGET (row));
  return n;
}

static void
look_for (GtkWidget *needle, const char *what)
{
  gtk_editable_set_text (GTK_EDITABLE (needle), what);
  g_signal_emit_by_name (needle, "search-changed"); /* as when one has stopped typing */
}

/* a word leaves the sections that have it, and the text goes to where it stands */
static void
test_guide_search (Desk *desk, gconstpointer data)
{
  GtkWindow *guide = open_guide (desk);
  GtkListBox *list = guide_list (guide);
  GtkWidget *needle = ui_find (GTK_WIDGET (guide), GTK_TYPE_SEARCH_ENTRY, "Найти в руководстве");
  GtkWidget *text = ui_find (GTK_WIDGET (guide), GTK_TYPE_SCROLLED_WINDOW, "Текст раздела");
  guint all = count_rows (list);

  g_assert_true (ui_press_bound (GTK_WIDGET (guide), GDK_KEY_f, GDK_CONTROL_MASK));
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (guide), needle));
  look_for (needle, "ВЕРНУТЬ ИЗ АРХИВА");
  g_assert_cmpuint (count_rows (list), ==, 1);
  g_assert_cmpstr (row_title (gtk_list_box_get_selected_row (list)), ==, "Утверждение и редакции");
  desk_shot (desk, "guide-search");
  look_for (needle, "Пересчитать отметки");
  g_assert_cmpstr (row_title (gtk_list_box_get_selected_row (list)), ==, "Процедуры");
  UI_WAIT (
      gtk_adjustment_get_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (text)))
      > 0);
  g_signal_emit_by_name (needle, "activate"); /* Enter: to the text */
  g_assert_true (gtk_window_get_focus (guide) == text
                 || gtk_widget_is_ancestor (gtk_window_get_focus (guide), text));
  look_for (needle, "такого слова нет");
  g_assert_cmpuint (count_rows (list), ==, 0);
  g_assert_true (ui_says (guide, "Ничего не нашлось"));
  desk_shot (desk, "guide-nothing");
  g_signal_emit_by_name (needle, "stop-search"); /* Escape: the word goes, then the window */
  look_for (needle, "");
  g_assert_cmpuint (count_rows (list), ==, all);
  gtk_list_box_select_row (list, gtk_list_box_get_row_at_index (list, 0));
  g_assert_true (ui_press_bound (GTK_WIDGET (guide), GDK_KEY_Page_Up, GDK_CONTROL_MASK));
  g_assert_cmpint (gtk_list_box_row_get_index (gtk_list_box_get_selected_row (list)), ==, 0);
  g_assert_true (ui_press_bound (GTK_WIDGET (guide), GDK_KEY_Page_Down, GDK_CONTROL_MASK));
  g_assert_cmpint (gtk_list_box_row_get_index (gtk_list_box_get_selected_row (list)), ==, 1);
  g_signal_emit_by_name (needle, "stop-search");
  UI_WAIT (ui_window (APP_TYPE_GUIDE) == NULL);
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
take_back_cb (guint *n)
{
  (*n)++;
}

/* the newest word is the one on the screen; a refusal goes with the next success, and what can
 * still be taken back comes again */
static void
test_toasts (Desk *desk, gconstpointer data)
{
  g_autoptr (GError) error
      = g_error_new_literal (MERILO_ERROR, MERILO_ERROR_CONFLICT, "Так нельзя: впишите номер");
  guint taken_back = 0;

  desk_go (desk, "today", NULL);
  app_context_refuse (desk->context, "Здесь печатать нечего");
  UI_WAIT (ui_says (desk->window, "Здесь печатать нечего"));
  app_context_toast (desk->context, "Запись удалена");
  UI_WAIT (ui_says (desk->window, "Запись удалена"));
  g_assert_false (ui_says (desk->window, "Здесь печатать нечего"));
  app_context_tell_done (desk->context); /* no refusal is on the screen */
  desk_settle (desk);
  g_assert_true (ui_says (desk->window, "Запись удалена"));
  app_context_toast_undo (desk->context, "Предел удалён", G_CALLBACK (take_back_cb), &taken_back,
                          NULL);
  UI_WAIT (ui_says (desk->window, "Предел удалён"));
  g_assert_false (app_context_check_act (desk->context, FALSE, error));
  UI_WAIT (ui_says (desk->window, "Так нельзя: впишите номер"));
  g_assert_false (ui_says (desk->window, "Предел удалён"));
  desk_shot (desk, "toast-refused");
  g_assert_true (app_context_check_act (desk->context, TRUE, NULL));
  desk_settle (desk); /* by itself it would go in five seconds */
  g_assert_true (ui_says (desk->window, "Предел удалён"));
  g_assert_false (ui_says (desk->window, "Так нельзя: впишите номер"));
  g_signal_emit_by_name (ui_find_used (GTK_WIDGET (desk->window), GTK_TYPE_BUTTON, "Отменить"),
                         "clicked");
  g_assert_cmpuint (taken_back, ==, 1);
  UI_WAIT (!ui_says (desk->window, "Предел удалён"));
}

static void
fill (void)
{
#define ADD(name, func) g_test_add ("/frame/" name, Desk, NULL, set_up, func, tear_down)
  ADD ("sign-in", test_sign_in);
  ADD ("session-ends", test_session_ends);
  ADD ("keys", test_keys);
  ADD ("guide", test_guide);
  ADD ("guide-search", test_guide_search);
  ADD ("search", test_search);
  ADD ("states", test_states);
  ADD ("offline", test_offline);
  ADD ("conflict", test_conflict);
  ADD ("narrow", test_narrow);
  ADD ("toasts", test_toasts);
}

int
main (int argc, char **argv)
{
  return desk_main (argc, argv, "merilo-test-frame", fill);
}
