#include "client/pages/plan-desk.h"

#include "pages/field.h"
#include "pages/plans/plan-conflict.h"
#include "pages/plans/plan-schools.h"
#include "widgets/plan-acts.h"
#include "widgets/plan-find.h"

/* Looking and writing */

static void
test_plan (Desk *desk, gconstpointer data)
{
  AppPage *page = desk_go (desk, "plans", NULL);
  AppPlanView *view = view_of (page);
  AppPlanEditor *editor = app_plan_view_get_editor (view);

  desk_shot (desk, "plans");
  desk_act (page, "plans.open", "1");
  UI_WAIT (app_plan_editor_get_shown (editor) == 14);
  desk_settle (desk);
  desk_shot (desk, "plan");
  g_assert_true (app_plan_view_select (view, "104"));
  desk_settle (desk);
  g_assert_nonnull (
      ui_find (GTK_WIDGET (page), GTK_TYPE_LABEL, "три окна: октябрь; март–апрель; сентябрь"));
  desk_shot (desk, "plan-item");
  app_plan_editor_look (editor, "ВИДЕО", NULL);
  g_assert_cmpuint (app_plan_editor_get_shown (editor), ==, 1);
  app_plan_editor_look (editor, NULL,
                        app_plan_model_by_id (app_plan_view_get_model (view), TRUE, 12));
  g_assert_cmpuint (app_plan_editor_get_shown (editor), ==, 5);
}

/* typed in the panel: on the disk at once, written as one act at «Записать» */
static void
test_panel (Desk *desk, gconstpointer data)
{
  AppPlanView *view = open_draft (desk);
  AppStore *store = app_context_get_store (desk->context);

  g_assert_true (app_plan_view_select (view, "104"));
  desk_settle (desk);
  app_field_type (desk_field (view, "responsible"), "Отдел общего образования");
  g_assert_cmpuint (app_store_count_drafts (store, "plan_edits", "1"), ==, 1);
  g_assert_cmpuint (fake_count (desk->fake, "POST", "edits"), ==, 0);
  desk_act (view, "win.save", NULL);
  wait_saved (desk);
  g_assert_cmpuint (app_store_count_drafts (store, "plan_edits", "1"), ==, 0);
  assert_sent (desk, "POST", "plans/1/edits", "\"op\":\"update-item\",\"id\":104,");
  assert_sent (desk, "POST", "plans/1/edits", "\"responsible\":\"Отдел общего образования\"");
  app_plan_schools_toggle (APP_PLAN_SCHOOLS (
                               ui_find (GTK_WIDGET (view), APP_TYPE_PLAN_SCHOOLS, NULL)),
                           14);
  desk_act (view, "win.save", NULL);
  wait_saved (desk);
  assert_sent (desk, "POST", "plans/1/edits", "\"audience_orgs\":\"14\"");
  desk_shot (desk, "plan-schools");
}

/* a new item, moved, its text changed while it was on its way: one record on the server */
static void
test_edit (Desk *desk, gconstpointer data)
{
  AppPlanView *view = open_draft (desk);
  AppPlanModel *model = app_plan_view_get_model (view);
  AppPlanEditor *editor = app_plan_view_get_editor (view);
  g_autoptr (GPtrArray) one = g_ptr_array_new ();
  AppPlanLine *line;
  g_autofree char *id = NULL, *title = NULL;

  app_plan_editor_go (editor, item (view, 101), 1);
  g_assert_true (ui_press (GTK_WIDGET (editor), GDK_KEY_Return, GDK_CONTROL_MASK));
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (
                                ui_find (GTK_WIDGET (editor), GTK_TYPE_TEXT_VIEW, NULL))),
                            "Новый пункт", -1);
  desk_shot (desk, "plan-typing");
  app_plan_editor_commit (editor);
  line = app_plan_editor_get_line (editor);
  g_assert_cmpint (line->sending, ==, APP_PLAN_INSERT);
  app_plan_model_begin (model, "x"); /* the answer is not there yet */
  app_plan_model_set (model, line, MERILO_PLAN_ITEM_DEADLINE, "ежегодно, май");
  app_plan_model_end (model);
  g_ptr_array_add (one, line);
  app_plan_move_by (model, one, -1);
  wait_saved (desk);
  g_assert_cmpint (line->id, >=, 1000);
  id = g_strdup_printf ("%d", (int) line->id);
  title = fake_dup_field (desk->fake, "plan-items", id, "title");
  g_assert_cmpstr (title, ==, "Новый пункт");
  g_free (title);
  title = fake_dup_field (desk->fake, "plan-items", id, "deadline");
  g_assert_cmpstr (title, ==, "ежегодно, май");
  g_assert_cmpuint (fake_count (desk->fake, "POST", "edits"), ==, 2);
  g_assert_cmpstr (merilo_record_get_text (line->record, MERILO_PLAN_ITEM_READING), ==,
                   "прочитано");
  g_assert_true (app_plan_model_undo (model));
  g_assert_true (app_plan_model_undo (model));
  g_assert_true (app_plan_model_undo (model));
  g_assert_true (app_plan_model_undo (model));
  wait_saved (desk);
  g_assert_null (fake_dup_field (desk->fake, "plan-items", id, "title"));
  g_assert_true (app_plan_model_redo (model)); /* brought back by its id */
  wait_saved (desk);
  g_free (title);
  title = fake_dup_field (desk->fake, "plan-items", id, "title");
  g_assert_nonnull (title);
}

/* the client is killed with a text half typed, an item without a title, and no network */
static void
test_killed (Desk *desk, gconstpointer data)
{
  AppPlanView *view = open_draft (desk);
  AppPlanEditor *editor = app_plan_view_get_editor (view);
  AppPlanModel *model;

  fake_misbehave (desk->fake, "edits", FAKE_DROP, 0, 2);
  set_title (view, 103, "Записанное");
  app_plan_add_item (app_plan_view_get_model (view), 1);
  app_plan_editor_go (editor, item (view, 104), 1);
  ui_press (GTK_WIDGET (editor), GDK_KEY_F2, 0);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (
                                ui_find (GTK_WIDGET (editor), GTK_TYPE_TEXT_VIEW, NULL))),
                            "Набранное", -1);
  {
    /* as a kill leaves it: what the window does when it is closed is not done */
    g_autofree char *typed
        = app_store_dup_draft (app_context_get_store (desk->context), "plan_edits", "1", "typing");
    g_autofree char *held
        = app_store_dup_draft (app_context_get_store (desk->context), "plan_edits", "1", "held");

    g_assert_nonnull (strstr (typed, "Набранное"));
    g_assert_nonnull (strstr (typed, "\"version\":"));
    g_assert_nonnull (strstr (held, "insert-item"));
    desk_restart (desk);
    app_store_set_draft (app_context_get_store (desk->context), "plan_edits", "1", "typing", typed);
  }
  desk_go (desk, "plans", "plan/1");
  view = view_of (app_window_get_page (desk->window));
  model = app_plan_view_get_model (view);
  UI_WAIT (app_plan_model_count_items (model) == 15);
  assert_title (view, 103, "Записанное");
  assert_title (view, 104, "Набранное");
  wait_saved (desk);
  {
    g_autofree char *a = fake_dup_field (desk->fake, "plan-items", "103", "title");
    g_autofree char *b = fake_dup_field (desk->fake, "plan-items", "104", "title");

    g_assert_cmpstr (a, ==, "Записанное");
    g_assert_cmpstr (b, ==, "Набранное");
  }
  desk_shot (desk, "plan-restored");
}

/* what was typed before a crash does not go over what another has written since */
static void
test_killed_conflict (Desk *desk, gconstpointer data)
{
  AppPlanView *view;
  g_autofree char *title = NULL;

  app_store_set_draft (app_context_get_store (desk->context), "plan_edits", "1", "typing",
                       "{\"section\":false,\"id\":104,\"version\":2,\"field\":\"title\","
                       "\"text\":\"Набранное\"}");
  fake_change (desk->fake, "plan-items", "104", "title", "Чужое название");
  view = open_draft (desk);
  UI_WAIT (app_outbox_get_stuck (app_context_get_outbox (desk->context)) == 1);
  assert_title (view, 104, "Набранное");
  title = fake_dup_field (desk->fake, "plan-items", "104", "title");
  g_assert_cmpstr (title, ==, "Чужое название");
}

/* another changed the item meanwhile: nothing is overwritten, the user chooses field by field */
static void
test_conflict (Desk *desk, gconstpointer data)
{
  AppPlanView *view = open_draft (desk);
  AppPlanModel *model = app_plan_view_get_model (view);
  GtkWindow *dialog;
  GtkWidget *theirs;
  g_autofree char *title = NULL, *deadline = NULL;

  fake_change (desk->fake, "plan-items", "103", "title", "Чужое название");
  fake_change (desk->fake, "plan-items", "103", "deadline", "чужой срок");
  app_plan_model_begin (model, "правка");
  app_plan_model_set (model, item (view, 103), MERILO_PLAN_ITEM_TITLE, "Моё название");
  app_plan_model_set (model, item (view, 103), MERILO_PLAN_ITEM_DEADLINE, "мой срок");
  app_plan_model_end (model);
  UI_WAIT (app_outbox_get_stuck (app_context_get_outbox (desk->context)) == 1);
  desk_settle (desk);
  desk_shot (desk, "plan-conflict-notice");
  title = fake_dup_field (desk->fake, "plan-items", "103", "title");
  g_assert_cmpstr (title, ==, "Чужое название");
  desk_act (view, "view.resolve", NULL);
  dialog = desk_dialog (desk);
  g_assert_true (APP_IS_PLAN_CONFLICT (dialog));
  theirs = ui_find (GTK_WIDGET (dialog), GTK_TYPE_CHECK_BUTTON, "Срок: на сервере");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (theirs), TRUE);
  desk_shot (desk, "plan-conflict");
  desk_act (dialog, "conflict.apply", NULL);
  wait_saved (desk);
  g_free (title);
  title = fake_dup_field (desk->fake, "plan-items", "103", "title");
  deadline = fake_dup_field (desk->fake, "plan-items", "103", "deadline");
  g_assert_cmpstr (title, ==, "Моё название");
  g_assert_cmpstr (deadline, ==, "чужой срок");
  g_assert_cmpstr (merilo_record_get_text (item (view, 103)->record, MERILO_PLAN_ITEM_DEADLINE), ==,
                   "чужой срок");
}

/* deleted here, changed there */
static void
test_conflict_deleted (Desk *desk, gconstpointer data)
{
  AppPlanView *view = open_draft (desk);
  g_autoptr (GPtrArray) one = g_ptr_array_new ();
  GtkWindow *dialog;

  fake_change (desk->fake, "plan-items", "103", "title", "Чужое название");
  g_ptr_array_add (one, item (view, 103));
  app_plan_delete (app_plan_view_get_model (view), one);
  UI_WAIT (app_outbox_get_stuck (app_context_get_outbox (desk->context)) == 1);
  desk_act (view, "view.resolve", NULL);
  dialog = desk_dialog (desk);
  desk_shot (desk, "plan-conflict-deleted");
  desk_act (dialog, "conflict.keep", NULL);
  wait_saved (desk);
  g_assert_true (item (view, 103)->listed);
  assert_title (view, 103, "Чужое название");
}

static void
test_refused (Desk *desk, gconstpointer data)
{
  AppPlanView *view = open_draft (desk);

  fake_misbehave (desk->fake, "edits", FAKE_STATUS, 422, 1);
  set_title (view, 103, "Первая попытка");
  UI_WAIT (app_outbox_get_stuck (app_context_get_outbox (desk->context)) == 1);
  desk_settle (desk);
  desk_shot (desk, "plan-refused");
  set_title (view, 103, "Исправлено"); /* mended: it goes again by itself */
  wait_saved (desk);
  assert_sent (desk, "POST", "edits", "Исправлено");
}

/* others write in the same plan: what they did appears, the cursor and undo stay */
static void
test_others (Desk *desk, gconstpointer data)
{
  AppPlanView *view = open_draft (desk);

  set_title (view, 103, "Моё");
  wait_saved (desk);
  fake_change (desk->fake, "plan-items", "105", "title", "Чужое");
  app_page_load (app_window_get_page (desk->window));
  UI_WAIT (g_str_equal (merilo_record_get_text (item (view, 105)->record, MERILO_PLAN_ITEM_TITLE),
                        "Чужое"));
  assert_title (view, 103, "Моё");
  g_assert_true (app_plan_model_undo (app_plan_view_get_model (view)));
}

/* a list that was asked for before a write and comes after it is older than what is shown */
static void
test_late_list (Desk *desk, gconstpointer data)
{
  AppPlanView *view = open_draft (desk);
  AppPlanModel *model = app_plan_view_get_model (view);
  guint n = app_plan_model_count_items (model);
  guint asked = fake_count (desk->fake, "GET", "plan-items");
  g_autoptr (GPtrArray) one = g_ptr_array_new ();

  fake_misbehave (desk->fake, "plan-items", FAKE_SLOW, 0, 1);
  app_page_load (app_window_get_page (desk->window));
  UI_WAIT (fake_count (desk->fake, "GET", "plan-items") > asked);
  g_ptr_array_add (one, item (view, 103));
  app_plan_delete (model, one);
  wait_saved (desk);
  UI_WAIT (fake_count (desk->fake, "GET", "plan-items") > asked + 1); /* asked for again */
  desk_settle (desk);
  g_assert_cmpuint (app_plan_model_count_items (model), ==, n - 1);
  g_assert_true (app_plan_model_undo (model));
  g_assert_cmpuint (app_plan_model_count_items (model), ==, n);
  wait_saved (desk);
}

static void
test_find (Desk *desk, gconstpointer data)
{
  AppPlanView *view = open_draft (desk);
  AppPlanEditor *editor = app_plan_view_get_editor (view);
  AppPlanFind *find = APP_PLAN_FIND (ui_find (GTK_WIDGET (view), APP_TYPE_PLAN_FIND, NULL));

  g_assert_true (ui_press (GTK_WIDGET (view), GDK_KEY_Cyrillic_er, GDK_CONTROL_MASK));
  app_plan_find_type (find, "впр", "всероссийских работ");
  g_assert_true (app_plan_find_next (find, FALSE));
  g_assert_nonnull (app_plan_editor_get_line (editor));
  desk_shot (desk, "plan-find");
  g_assert_cmpuint (app_plan_find_replace (find, TRUE), >, 0);
  g_assert_false (app_plan_find_next (find, FALSE));
  wait_saved (desk);
  g_assert_cmpuint (fake_count (desk->fake, "POST", "edits"), ==, 1); /* one act, one batch */
  app_plan_model_undo (app_plan_view_get_model (view));
  g_assert_true (app_plan_find_next (find, TRUE));
  g_assert_true (app_plan_find_close (find));
  g_assert_false (app_plan_find_close (find));
}

/* a column made wider stays so on this computer, for plans of this kind */
static void
test_widths (Desk *desk, gconstpointer data)
{
  AppPlanEditor *editor = app_plan_view_get_editor (open_draft (desk));
  AppStore *store = app_context_get_store (desk->context);
  g_autofree char *before = app_plan_editor_dup_widths (editor), *kept = NULL, *after = NULL;
  g_autofree char *set = NULL, *other = NULL;

  g_assert_null (before);
  desk_act (editor, "plan.wider", NULL);
  kept = app_plan_editor_dup_widths (editor);
  g_assert_nonnull (kept);
  set = app_store_dup_setting (store, "plan-widths.municipal-roadmap");
  g_assert_cmpstr (set, ==, kept);
  other = app_store_dup_setting (store, "plan-widths.school-roadmap");
  g_assert_null (other);
  desk_restart (desk);
  editor = app_plan_view_get_editor (open_draft (desk));
  after = app_plan_editor_dup_widths (editor);
  g_assert_cmpstr (after, ==, kept);
  desk_act (editor, "plan.reset-widths", NULL);
  desk_restart (desk);
  editor = app_plan_view_get_editor (open_draft (desk));
  before = app_plan_editor_dup_widths (editor);
  g_assert_null (before);
}

static guint
hold_items (Desk *desk)
{
  fake_misbehave (desk->fake, "plan-items", FAKE_HELD, 0, 1);
  return fake_count (desk->fake, "GET", "plan-items");
}

/* of two readings that overlap the first comes last, and knows nothing of the write between them */
static void
test_overlap (Desk *desk, gconstpointer data)
{
  AppPlanView *view = open_draft (desk);
  AppPlanModel *model = app_plan_view_get_model (view);
  AppPlanLine *line = item (view, 103);
  g_autoptr (GPtrArray) one = g_ptr_array_new ();
  guint asked;

  g_ptr_array_add (one, line);
  app_plan_delete (model, one);
  wait_saved (desk);
  asked = hold_items (desk);
  desk_act (view, "page.load", NULL);
  UI_WAIT (fake_count (desk->fake, "GET", "plan-items") == asked + 1);
  app_plan_model_undo (model);
  UI_WAIT (app_outbox_get_waiting (app_context_get_outbox (desk->context)) == 0);
  desk_act (view, "page.load", NULL);
  UI_WAIT (fake_count (desk->fake, "GET", "plan-items") == asked + 2);
  fake_release (desk->fake);
  desk_settle (desk);
  g_assert_true (line->listed);
  g_assert_true (app_plan_model_redo (model));
  wait_saved (desk);
  g_assert_null (fake_dup_field (desk->fake, "plan-items", "103", "title"));
}

/* one plan's lines come when another is open already */
static void
test_overtaken (Desk *desk, gconstpointer data)
{
  AppPage *page = desk_go (desk, "plans", NULL);
  AppPlanModel *model = app_plan_view_get_model (view_of (page));
  guint asked = hold_items (desk);

  desk_act (page, "plans.open", "1");
  UI_WAIT (fake_count (desk->fake, "GET", "plan-items") == asked + 1);
  desk_act (page, "plans.open", "2");
  UI_WAIT (app_plan_model_by_id (model, FALSE, 204) != NULL);
  fake_release (desk->fake);
  desk_settle (desk);
  g_assert_cmpuint (app_plan_model_count_items (model), ==, 14);
  g_assert_true (app_plan_model_by_id (model, FALSE, 204)->listed);
}

/* changes that come while a load is on its way do not begin it anew: there would be no end of it */
static void
test_many_changes (Desk *desk, gconstpointer data)
{
  AppPlanView *view = open_draft (desk);
  guint asked = hold_items (desk);
  gint64 later;

  fake_change (desk->fake, "plan-items", "103", "title", "Первое");
  fake_tell (desk->fake, "{\"resource\":\"plan_item\",\"id\":103,\"version\":9}");
  UI_WAIT (fake_count (desk->fake, "GET", "plan-items") == asked + 1);
  fake_change (desk->fake, "plan-items", "103", "title", "Второе");
  fake_tell (desk->fake, "{\"resource\":\"plan_item\",\"id\":103,\"version\":9}");
  later = g_get_monotonic_time () + G_TIME_SPAN_SECOND / 2;
  UI_WAIT (g_get_monotonic_time () > later);
  g_assert_cmpuint (fake_count (desk->fake, "GET", "plan-items"), ==, asked + 1);
  fake_release (desk->fake);
  UI_WAIT (fake_count (desk->fake, "GET", "plan-items") == asked + 2);
  desk_settle (desk);
  assert_title (view, 103, "Второе");
}

static void
fill (void)
{
#define ADD(name, func)                                                                            \
  g_test_add ("/plans/" name, Desk, NULL, plan_desk_set_up, func, plan_desk_tear_down)
  ADD ("plan", test_plan);
  ADD ("panel", test_panel);
  ADD ("edit", test_edit);
  ADD ("killed", test_killed);
  ADD ("killed-conflict", test_killed_conflict);
  ADD ("conflict", test_conflict);
  ADD ("conflict-deleted", test_conflict_deleted);
  ADD ("refused", test_refused);
  ADD ("others", test_others);
  ADD ("late-list", test_late_list);
  ADD ("overlap", test_overlap);
  ADD ("overtaken", test_overtaken);
  ADD ("many-changes", test_many_changes);
  ADD ("find", test_find);
  ADD ("widths", test_widths);
#undef ADD
}

int
main (int argc, char **argv)
{
  return desk_main (argc, argv, "merilo-test-plans", fill);
}
