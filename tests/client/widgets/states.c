#define G_LOG_DOMAIN "test-states"

#include "lib/ui.h"
#include "model/error.h"
#include "widgets/filter-bar.h"
#include "widgets/skeleton.h"
#include "widgets/state-view.h"
#include "widgets/widgets.h"

static const MeriloChoice years[]
    = { { "2024", "2024" }, { "2025", "2025" }, { "2026", "2026" }, { NULL, NULL } };
static const MeriloChoice schools[] = { { "3", "СОШ № 3" }, { "7", "СОШ № 7" }, { NULL, NULL } };

static void
count_cb (gpointer object, guint *n)
{
  (*n)++;
}

/* States */

static void
test_errors (void)
{
  static const struct
  {
    const char *name;
    MeriloErrorCode code;
    AppState state;
    const char *told;
  } cases[] = {
    { "unavailable", MERILO_ERROR_UNAVAILABLE, APP_STATE_ERROR,
      "Код для администратора: unavailable" },
    { "internal", MERILO_ERROR_INTERNAL, APP_STATE_ERROR, "Код для администратора: internal" },
    { "forbidden", MERILO_ERROR_FORBIDDEN, APP_STATE_NO_RIGHTS, NULL },
    { "not-found", MERILO_ERROR_NOT_FOUND, APP_STATE_ERROR, "Код для администратора: not-found" },
  };
  GtkWidget *view = app_state_view_new (gtk_label_new ("данные"));
  GtkWindow *window = ui_open (view, 700, 480);
  guint retries = 0;

  g_signal_connect (view, "retry", G_CALLBACK (count_cb), &retries);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error
          = g_error_new_literal (MERILO_ERROR, cases[i].code, "список <школ> не пришёл & всё");
      GtkWidget *button;

      app_state_view_show_error (APP_STATE_VIEW (view), error);
      g_assert_cmpint (app_state_view_get_state (APP_STATE_VIEW (view)), ==, cases[i].state);
      button = ui_find (view, GTK_TYPE_BUTTON, "Повторить");
      g_assert_cmpint (button != NULL && gtk_widget_get_visible (button), ==,
                       cases[i].state == APP_STATE_ERROR);
      if (cases[i].told == NULL)
        continue;
      g_assert_nonnull (ui_find (view, GTK_TYPE_LABEL, cases[i].told));
      g_assert_nonnull (ui_find (view, GTK_TYPE_LABEL, "Список <школ> не пришёл & всё"));
      g_signal_emit_by_name (button, "clicked");
      g_assert_cmpuint (retries, ==, i + 1 - (i > 2));
      ui_shot (window, "state-error");
    }
  ui_close (window);
}

static void
test_states (void)
{
  GtkWidget *label = gtk_label_new ("данные");
  GtkWidget *view = app_state_view_new (label);
  GtkWindow *window = ui_open (view, 700, 480);
  AppStateView *self = APP_STATE_VIEW (view);

  g_assert_true (gtk_widget_get_mapped (label));
  app_state_view_show_empty (self, "Здесь появятся результаты", "Загрузите файлы ФИС ОКО.",
                             "Загрузить…", "win.import");
  UI_WAIT (!gtk_widget_get_mapped (label));
  g_assert_nonnull (ui_find (view, GTK_TYPE_BUTTON, "Загрузить…"));
  ui_shot (window, "state-empty");
  app_state_view_show_no_rights (self, "методист управления");
  g_assert_nonnull (ui_find (view, GTK_TYPE_LABEL, "Эту страницу открывает методист управления."));
  ui_shot (window, "state-no-rights");
  app_state_view_show_loading (self);
  UI_WAIT (gtk_widget_get_mapped (ui_find (view, APP_TYPE_SKELETON, NULL)));
  app_state_view_show_content (self);
  UI_WAIT (gtk_widget_get_mapped (label));
  app_state_view_set_offline (self, G_GINT64_CONSTANT (1780000000000000));
  UI_WAIT (gtk_widget_get_mapped (ui_find (view, GTK_TYPE_IMAGE, NULL)));
  g_assert_true (gtk_widget_get_mapped (label)); /* the data stay */
  ui_shot (window, "state-offline");
  app_state_view_set_offline (self, 0);
  UI_WAIT (!gtk_widget_get_mapped (ui_find (view, GTK_TYPE_IMAGE, NULL)));
  ui_assert_named (view);
  ui_close (window);
}

/* a page that is read anew sets the same action again, an empty one after an error another */
static void
test_action (void)
{
  static const char *const actions[] = { "test.go", "test.go", "test.to::3", "test.go" };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GSimpleAction) go = g_simple_action_new ("go", NULL);
  g_autoptr (GSimpleAction) to = g_simple_action_new ("to", G_VARIANT_TYPE_STRING);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *button = gtk_button_new ();
  GtkWindow *window;

  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (go));
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (to));
  gtk_widget_insert_action_group (box, "test", G_ACTION_GROUP (group));
  gtk_button_set_label (GTK_BUTTON (button), "Открыть");
  gtk_box_append (GTK_BOX (box), gtk_button_new_with_label ("Другая"));
  gtk_box_append (GTK_BOX (box), button);
  window = ui_open (box, 300, 200);
  app_set_action (button, "test.go");
  g_assert_true (gtk_widget_grab_focus (button));
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      app_set_action (button, actions[i]);
      ui_wait_for_frame (GTK_WIDGET (window));
      g_assert_true (gtk_window_get_focus (window) == button);
      g_assert_true (gtk_widget_is_sensitive (button));
    }
  ui_close (window);
}

static GskRenderNode *
draw (GtkWidget *widget)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();

  GTK_WIDGET_GET_CLASS (widget)->snapshot (widget, snapshot);
  return gtk_snapshot_free_to_node (snapshot);
}

/* what comes within 300 ms must not flicker */
static void
test_skeleton_waits (void)
{
  GtkWidget *view = app_state_view_new (NULL);
  GtkWindow *window;
  GtkWidget *skeleton;
  gint64 started = g_get_monotonic_time ();
  g_autoptr (GskRenderNode) node = NULL;

  app_state_view_show_loading (APP_STATE_VIEW (view));
  window = ui_open (view, 700, 400);
  skeleton = ui_find (view, APP_TYPE_SKELETON, NULL);
  g_assert_null (draw (skeleton));
  UI_WAIT ((node = draw (skeleton)) != NULL);
  g_assert_cmpint (g_get_monotonic_time () - started, >=, APP_SKELETON_DELAY_MS * 1000);
  ui_assert_called (skeleton, "Загружается");
  ui_shot (window, "state-loading");
  ui_close (window);
}

static void
test_template (void)
{
  static const char ui[]
      = "<interface><object class='AppStateView' id='view'><child><object class='GtkLabel' id='in'>"
        "<property name='label'>внутри</property></object></child></object></interface>";
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_string (ui, -1);

  g_assert_true (
      app_state_view_get_child (APP_STATE_VIEW (gtk_builder_get_object (builder, "view")))
      == GTK_WIDGET (gtk_builder_get_object (builder, "in")));
}

/* Filters */

static void
test_filters (void)
{
  GtkWidget *widget = app_filter_bar_new ();
  AppFilterBar *bar = APP_FILTER_BAR (widget);
  GtkWindow *window;
  GtkWidget *reset;
  guint changes = 0;

  app_filter_bar_set_filter (bar, "year", "Год", years);
  app_filter_bar_set_filter (bar, "school", "Школа", schools);
  app_filter_bar_set_search (bar, TRUE);
  app_filter_bar_set_count (bar, 24, 34);
  g_signal_connect (bar, "changed", G_CALLBACK (count_cb), &changes);
  window = ui_open (widget, 760, 60);
  reset = ui_find (widget, GTK_TYPE_BUTTON, "Сбросить");
  g_assert_false (gtk_widget_get_visible (reset));
  g_assert_null (app_filter_bar_get_value (bar, "year"));

  g_assert_true (app_filter_bar_set_value (bar, "year", "2025"));
  g_assert_false (app_filter_bar_set_value (bar, "year", "1999"));
  g_assert_false (app_filter_bar_set_value (bar, "month", "5"));
  g_assert_cmpstr (app_filter_bar_get_value (bar, "year"), ==, "2025");
  g_assert_cmpuint (changes, ==, 0); /* the program's own hand */
  g_assert_true (gtk_widget_get_visible (reset));
  g_assert_nonnull (ui_find (widget, GTK_TYPE_MENU_BUTTON, "Год: 2025"));
  g_assert_nonnull (ui_find (widget, GTK_TYPE_LABEL, "24 из 34"));
  ui_shot (window, "filters");
  ui_assert_named (widget);

  g_signal_emit_by_name (reset, "clicked");
  g_assert_cmpuint (changes, ==, 1);
  g_assert_null (app_filter_bar_get_value (bar, "year"));
  gtk_editable_set_text (GTK_EDITABLE (ui_find (widget, GTK_TYPE_SEARCH_ENTRY, NULL)), "ёлка");
  UI_WAIT (changes == 2);
  g_assert_cmpstr (app_filter_bar_get_text (bar), ==, "ёлка");
  ui_close (window);
}

/* a row of the chip's list, as a click or Enter on it does */
static void
test_choose (void)
{
  GtkWidget *widget = app_filter_bar_new ();
  GtkWindow *window;
  GtkWidget *chip, *list;
  guint changes = 0;

  app_filter_bar_set_filter (APP_FILTER_BAR (widget), "year", "Год", years);
  g_signal_connect (widget, "changed", G_CALLBACK (count_cb), &changes);
  window = ui_open (widget, 500, 300);
  chip = ui_find (widget, GTK_TYPE_MENU_BUTTON, "Год");
  gtk_menu_button_popup (GTK_MENU_BUTTON (chip));
  list = ui_find (GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (chip))),
                  GTK_TYPE_LIST_BOX, NULL);
  UI_WAIT (gtk_widget_get_mapped (list));
  g_signal_emit_by_name (list, "row-activated",
                         gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 3));
  g_assert_cmpstr (app_filter_bar_get_value (APP_FILTER_BAR (widget), "year"), ==, "2026");
  g_assert_cmpuint (changes, ==, 1);
  ui_close (window);
}

static void
test_remembered (void)
{
  GtkWidget *first = g_object_ref_sink (app_filter_bar_new ());
  GtkWidget *second = g_object_ref_sink (app_filter_bar_new ());
  g_autoptr (GVariant) saved = NULL, nonsense = g_variant_ref_sink (g_variant_new_int32 (7));

  app_filter_bar_set_filter (APP_FILTER_BAR (first), "year", "Год", years);
  app_filter_bar_set_filter (APP_FILTER_BAR (first), "school", "Школа", schools);
  app_filter_bar_set_value (APP_FILTER_BAR (first), "year", "2024");
  app_filter_bar_set_value (APP_FILTER_BAR (first), "school", "7");
  saved = g_variant_ref_sink (app_filter_bar_save (APP_FILTER_BAR (first)));
  app_filter_bar_set_filter (APP_FILTER_BAR (second), "year", "Год", years);
  app_filter_bar_restore (APP_FILTER_BAR (second), nonsense);
  app_filter_bar_restore (APP_FILTER_BAR (second), saved); /* it has no school: forgotten */
  g_assert_cmpstr (app_filter_bar_get_value (APP_FILTER_BAR (second), "year"), ==, "2024");
  /* the choices come anew: a value that is still there stays, one that is gone does not */
  app_filter_bar_set_filter (APP_FILTER_BAR (second), "year", "Год", years);
  g_assert_cmpstr (app_filter_bar_get_value (APP_FILTER_BAR (second), "year"), ==, "2024");
  app_filter_bar_set_filter (APP_FILTER_BAR (second), "year", "Год", schools);
  g_assert_null (app_filter_bar_get_value (APP_FILTER_BAR (second), "year"));
  g_assert_finalize_object (first);
  g_assert_finalize_object (second);
}

static void
test_toast (void)
{
  GtkWidget *label = gtk_label_new ("данные"), *overlay = adw_toast_overlay_new ();
  GtkWindow *window;
  g_autoptr (GtkWidget) alone = g_object_ref_sink (gtk_label_new (NULL));

  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), label);
  window = ui_open (overlay, 400, 200);
  g_assert_true (app_toast_show (label, "Сохранено"));
  g_assert_nonnull (ui_find (overlay, GTK_TYPE_LABEL, "Сохранено"));
  g_assert_false (app_toast_show (alone, "Сохранено"));
  ui_close (window);
}

/* the focus waits where something loads, and goes into what has come */
static void
test_focus (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *view, *other;
  GtkWidget *first = gtk_button_new_with_label ("первая");
  g_autoptr (GError) error
      = g_error_new_literal (MERILO_ERROR, MERILO_ERROR_UNAVAILABLE, "нет связи");
  GtkWindow *window;

  view = app_state_view_new (first);
  other = gtk_button_new_with_label ("другая");
  gtk_box_append (GTK_BOX (box), view);
  gtk_box_append (GTK_BOX (box), other);
  window = ui_open (box, 400, 300);
  gtk_widget_grab_focus (first);
  app_state_view_show_loading (APP_STATE_VIEW (view));
  ui_wait_for_frame (GTK_WIDGET (window));
  g_assert_true (gtk_window_get_focus (window) == view);
  app_state_view_show_content (APP_STATE_VIEW (view));
  g_assert_true (gtk_window_get_focus (window) == first);
  app_state_view_show_loading (APP_STATE_VIEW (view));
  app_state_view_show_error (APP_STATE_VIEW (view), error);
  g_assert_true (gtk_window_get_focus (window) == ui_find (view, GTK_TYPE_BUTTON, "Повторить"));
  /* a button whose act is switched off cannot have it: it falls to nobody all the same */
  app_state_view_show_loading (APP_STATE_VIEW (view));
  gtk_widget_action_set_enabled (GTK_WIDGET (window), "window.close", FALSE);
  app_state_view_show_empty (APP_STATE_VIEW (view), "Пусто", "Пока нельзя", "Закрыть",
                             "window.close");
  g_assert_nonnull (gtk_window_get_focus (window));
  gtk_widget_action_set_enabled (GTK_WIDGET (window), "window.close", TRUE);
  /* who came while it loaded is led on too, and who left is not called back */
  app_state_view_show_loading (APP_STATE_VIEW (view));
  gtk_widget_grab_focus (other);
  g_assert_true (gtk_widget_child_focus (GTK_WIDGET (window), GTK_DIR_TAB_BACKWARD));
  g_assert_true (gtk_window_get_focus (window) == view);
  g_assert_true (gtk_widget_child_focus (GTK_WIDGET (window), GTK_DIR_TAB_FORWARD));
  g_assert_true (gtk_window_get_focus (window) == other);
  app_state_view_show_content (APP_STATE_VIEW (view));
  g_assert_true (gtk_window_get_focus (window) == other);
  ui_close (window);
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  app_widgets_init ();
  g_test_add_func ("/state-view/errors", test_errors);
  g_test_add_func ("/state-view/states", test_states);
  g_test_add_func ("/state-view/focus", test_focus);
  g_test_add_func ("/state-view/action", test_action);
  g_test_add_func ("/state-view/skeleton-waits", test_skeleton_waits);
  g_test_add_func ("/state-view/template", test_template);
  g_test_add_func ("/filter-bar/filters", test_filters);
  g_test_add_func ("/filter-bar/choose", test_choose);
  g_test_add_func ("/filter-bar/remembered", test_remembered);
  g_test_add_func ("/toast/overlay", test_toast);
  return g_test_run ();
}
