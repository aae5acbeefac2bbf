#define G_LOG_DOMAIN "test-plan-editor"

#include "lib/ui.h"
#include "model/entities/all.h"
#include "widgets/cells.h"
#include "widgets/plan-acts.h"
#include "widgets/plan-editor.h"

typedef struct
{
  AppPlanModel *model;
  AppPlanEditor *editor;
  GtkWidget *widget, *scrolled;
  GtkWindow *window;
  guint typed, taken, told;
  char *last;
} Fixture;

static const char *const titles[] = {
  "Разработка и утверждение приказа об организации независимого наблюдения при проведении ВПР",
  "Составление графика оценочных процедур с учётом мнения школ и календаря каникул",
  "Перепроверка работ муниципальной комиссией",
};

static MeriloRecord *
make_item (gint64 id, gint64 section, gint64 position)
{
  MeriloRecord *r = g_object_new (merilo_entity_register (&merilo_plan_item_entity), NULL);
  g_autofree char *no = g_strdup_printf ("%d.%d", (int) section, (int) position);

  merilo_record_load_whole (r, MERILO_PLAN_ITEM_ID, id);
  merilo_record_load_whole (r, MERILO_PLAN_ITEM_VERSION, 1);
  merilo_record_load_whole (r, MERILO_PLAN_ITEM_SECTION_ID, section);
  merilo_record_load_whole (r, MERILO_PLAN_ITEM_POSITION, position);
  merilo_record_load_text (r, MERILO_PLAN_ITEM_NO, g_steal_pointer (&no));
  merilo_record_load_text (r, MERILO_PLAN_ITEM_TITLE, g_strdup (titles[id % 3]));
  merilo_record_load_text (r, MERILO_PLAN_ITEM_RESPONSIBLE,
                           g_strdup ("Отдел общего образования, руководители ОО"));
  merilo_record_load_text (r, MERILO_PLAN_ITEM_DOCUMENT, g_strdup ("Приказ"));
  merilo_record_load_text (r, MERILO_PLAN_ITEM_DEADLINE, g_strdup ("ежегодно, сентябрь – октябрь"));
  merilo_record_load_text (r, MERILO_PLAN_ITEM_RESULT,
                           g_strdup (
                               "Наблюдение организовано в каждой школе; нарушений порядка нет"));
  return r;
}

static void
load (AppPlanModel *model, gint64 n_sections, gint64 n_items)
{
  g_autoptr (GPtrArray) sections = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (gint64 s = 1; s <= n_sections; s++)
    {
      MeriloRecord *r = g_object_new (merilo_entity_register (&merilo_plan_section_entity), NULL);

      merilo_record_load_whole (r, MERILO_PLAN_SECTION_ID, s);
      merilo_record_load_whole (r, MERILO_PLAN_SECTION_VERSION, 1);
      merilo_record_load_whole (r, MERILO_PLAN_SECTION_POSITION, s);
      merilo_record_load_text (r, MERILO_PLAN_SECTION_TITLE,
                               g_strdup_printf ("Раздел %d. Объективность оценочных процедур",
                                                (int) s));
      g_ptr_array_add (sections, r);
      for (gint64 i = 1; i <= n_items; i++)
        g_ptr_array_add (items, make_item (s * 100 + i, s, i));
    }
  app_plan_model_load (model, sections, items);
}

static void
typing_cb (AppPlanEditor *editor, AppPlanLine *line, guint field, const char *text, Fixture *f)
{
  f->typed += text != NULL;
  f->taken += text == NULL;
  g_free (f->last);
  f->last = g_strdup (text);
}

static void
told_cb (AppPlanEditor *editor, const char *text, Fixture *f)
{
  f->told++;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->model = app_plan_model_new ();
  load (f->model, 4, 6);
  f->widget = app_plan_editor_new (f->model);
  f->editor = APP_PLAN_EDITOR (f->widget);
  f->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (f->scrolled), f->widget);
  g_signal_connect (f->editor, "typing", G_CALLBACK (typing_cb), f);
  g_signal_connect (f->editor, "told", G_CALLBACK (told_cb), f);
  f->window = ui_open (f->scrolled, 1000, 640);
  app_plan_editor_go (f->editor, app_plan_model_get (f->model, 1), 1);
  gtk_widget_grab_focus (f->widget);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  ui_close (f->window);
  g_object_unref (f->model);
  g_free (f->last);
}

static char *
show (Fixture *f, guint at, guint field)
{
  return app_plan_line_show (app_plan_model_get (f->model, at), field);
}

#define assert_cell(f, at, field, expected)                                                        \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *cell_ = show (f, at, MERILO_PLAN_ITEM_##field);                               \
    g_assert_cmpstr (cell_, ==, expected);                                                         \
  }                                                                                                \
  G_STMT_END

static GtkTextBuffer *
text_of (Fixture *f)
{
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (ui_find (f->widget, GTK_TYPE_TEXT_VIEW, NULL)));
}

static guint
press (Fixture *f, guint key, GdkModifierType state)
{
  return ui_press (f->widget, key, state);
}

/* Tests */

static void
test_walk (Fixture *f, gconstpointer data)
{
  g_autofree char *words = NULL;

  g_assert_true (press (f, GDK_KEY_Down, 0));
  g_assert_true (app_plan_editor_get_line (f->editor) == app_plan_model_get (f->model, 2));
  press (f, GDK_KEY_Right, 0);
  words = app_plan_editor_describe (f->editor);
  g_assert_cmpstr (words, ==,
                   "Пункт 1.2, Ответственный: Отдел общего образования, руководители ОО");
  ui_assert_called (f->widget, words);
  press (f, GDK_KEY_Down, GDK_CONTROL_MASK);
  g_assert_true (app_plan_line_is_section (app_plan_editor_get_line (f->editor)));
  press (f, GDK_KEY_End, GDK_CONTROL_MASK);
  g_assert_true (app_plan_editor_get_line (f->editor) == app_plan_model_get (f->model, 27));
  press (f, GDK_KEY_Home, GDK_CONTROL_MASK);
  g_assert_true (app_plan_editor_get_line (f->editor) == app_plan_model_get (f->model, 0));
  press (f, GDK_KEY_Page_Down, 0);
  g_assert_cmpuint (app_plan_model_find (f->model, app_plan_editor_get_line (f->editor)), >, 2);
  press (f, GDK_KEY_Home, GDK_CONTROL_MASK);
  press (f, GDK_KEY_Home, 0);
  g_assert_false (press (f, GDK_KEY_ISO_Left_Tab, GDK_SHIFT_MASK)); /* out of the table */
}

static void
test_type (Fixture *f, gconstpointer data)
{
  press (f, GDK_KEY_Cyrillic_en, 0);
  g_assert_true (app_plan_editor_is_editing (f->editor));
  g_assert_cmpstr (f->last, ==, "н");
  gtk_text_buffer_insert_at_cursor (text_of (f), "овый", -1);
  g_assert_cmpstr (f->last, ==, "новый"); /* every key is told, to be kept */
  ui_wait_for_frame (f->widget);
  ui_shot (f->window, "plan-editor-text");
  press (f, GDK_KEY_Return, 0);
  g_assert_false (app_plan_editor_is_editing (f->editor));
  assert_cell (f, 1, TITLE, "новый");
  g_assert_null (f->last);
  g_assert_true (app_plan_editor_get_line (f->editor) == app_plan_model_get (f->model, 2));
  press (f, GDK_KEY_F2, 0);
  g_assert_true (app_plan_editor_is_editing (f->editor));
  gtk_text_buffer_set_text (text_of (f), "бросить", -1);
  press (f, GDK_KEY_Escape, 0);
  assert_cell (f, 2, TITLE, titles[102 % 3]);
  g_assert_cmpuint (f->taken, ==, 2);
  press (f, GDK_KEY_z, GDK_CONTROL_MASK);
  assert_cell (f, 1, TITLE, titles[101 % 3]);
  press (f, GDK_KEY_Cyrillic_YA, GDK_CONTROL_MASK | GDK_SHIFT_MASK); /* whatever the layout */
  assert_cell (f, 1, TITLE, "новый");
}

static void
test_refused (Fixture *f, gconstpointer data)
{
  g_autofree char *words = NULL;

  press (f, GDK_KEY_Delete, 0);
  assert_cell (f, 1, TITLE, "");
  words = app_plan_editor_describe (f->editor);
  g_assert_nonnull (strstr (words, "Не записано"));
  ui_shot (f->window, "plan-editor-refused");
}

static void
test_add_and_split (Fixture *f, gconstpointer data)
{
  press (f, GDK_KEY_Return, GDK_CONTROL_MASK);
  g_assert_true (app_plan_editor_is_editing (f->editor));
  gtk_text_buffer_set_text (text_of (f), "Издать приказ и разослать его", -1);
  {
    GtkTextIter at;

    gtk_text_buffer_get_iter_at_offset (text_of (f), &at, 13);
    gtk_text_buffer_place_cursor (text_of (f), &at);
  }
  press (f, GDK_KEY_Return, GDK_CONTROL_MASK | GDK_SHIFT_MASK);
  assert_cell (f, 2, TITLE, "Издать приказ");
  assert_cell (f, 3, TITLE, "и разослать его");
  g_assert_cmpuint (app_plan_model_count_items (f->model), ==, 26);
  press (f, GDK_KEY_Up, GDK_SHIFT_MASK);
  press (f, GDK_KEY_Cyrillic_softsign, GDK_CONTROL_MASK); /* Ctrl+M in the Russian layout */
  assert_cell (f, 2, TITLE, "Издать приказ\nи разослать его");
  press (f, GDK_KEY_m, GDK_CONTROL_MASK);
  g_assert_cmpuint (f->told, ==, 1); /* one line alone: told why not */
  press (f, GDK_KEY_Insert, GDK_ALT_MASK);
  g_assert_true (app_plan_line_is_section (app_plan_editor_get_line (f->editor)));
  press (f, GDK_KEY_Escape, 0);
  press (f, GDK_KEY_Insert, 0);
  press (f, GDK_KEY_Escape, 0);
  ui_shot (f->window, "plan-editor-added");
}

static void
test_move (Fixture *f, gconstpointer data)
{
  AppPlanLine *line = app_plan_editor_get_line (f->editor);

  press (f, GDK_KEY_Down, GDK_ALT_MASK);
  g_assert_cmpuint (app_plan_model_find (f->model, line), ==, 2);
  press (f, GDK_KEY_Down, GDK_SHIFT_MASK);
  press (f, GDK_KEY_Up, GDK_ALT_MASK);
  g_assert_cmpuint (app_plan_model_find (f->model, line), ==, 1);
  press (f, GDK_KEY_z, GDK_CONTROL_MASK);
  press (f, GDK_KEY_z, GDK_CONTROL_MASK);
  g_assert_null (app_plan_model_get_undo_label (f->model));
}

static void
test_select (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) lines = NULL;

  app_plan_editor_select (f->editor, app_plan_model_get (f->model, 3), FALSE, TRUE);
  app_plan_editor_select (f->editor, app_plan_model_get (f->model, 5), FALSE, TRUE);
  app_plan_editor_select (f->editor, app_plan_model_get (f->model, 3), FALSE, TRUE);
  lines = app_plan_editor_get_selected (f->editor);
  g_assert_cmpuint (lines->len, ==, 2);
  g_assert_true (lines->pdata[1] == app_plan_model_get (f->model, 5));
  ui_shot (f->window, "plan-editor-selected");
  press (f, GDK_KEY_Delete, GDK_CONTROL_MASK);
  g_assert_cmpuint (app_plan_model_count_items (f->model), ==, 22);
  press (f, GDK_KEY_z, GDK_CONTROL_MASK);
  g_assert_cmpuint (app_plan_model_count_items (f->model), ==, 24);
}

static GtkGesture *
drag_of (Fixture *f)
{
  g_autoptr (GListModel) all = gtk_widget_observe_controllers (f->widget);

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (GtkEventController) c = g_list_model_get_item (all, i);

      if (GTK_IS_GESTURE_DRAG (c))
        return GTK_GESTURE (c);
    }
  return NULL;
}

/* a line taken by its handle goes where it is let go */
static void
test_drag (Fixture *f, gconstpointer data)
{
  AppPlanLine *line = app_plan_editor_get_line (f->editor);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (f->model));

  g_signal_emit_by_name (drag_of (f), "drag-begin", 6.0, 90.0);
  line = app_plan_editor_get_line (f->editor);
  g_assert_false (app_plan_line_is_section (line));
  g_assert_cmpuint (app_plan_model_find (f->model, line), ==, 1);
  g_signal_emit_by_name (drag_of (f), "drag-end", 0.0, 0.0);
  g_assert_cmpuint (app_plan_model_find (f->model, line), ==, 1); /* a click moves nothing */
  g_assert_null (app_plan_model_get_undo_label (f->model));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (f->model)), ==, n);
}

static void
count_cb (AppPlanEditor *editor, guint *n)
{
  ++*n;
}

static int
share_of (Fixture *f, const char *name)
{
  g_autofree char *widths = app_plan_editor_dup_widths (f->editor);
  g_autofree char *key = g_strdup_printf ("%s=", name);
  const char *at = widths != NULL ? strstr (widths, key) : NULL;

  return at != NULL ? atoi (at + strlen (key)) : -1;
}

/* takes hold of each place of the heading until one is an edge, and drags it by @dx */
static double
drag_an_edge (Fixture *f, double from, double dx, guint *resized)
{
  guint before = *resized;
  double x = from;

  for (; x < 900 && *resized == before; x += 4)
    {
      g_signal_emit_by_name (drag_of (f), "drag-begin", x, 10.0);
      g_signal_emit_by_name (drag_of (f), "drag-update", dx / 2, 0.0);
      g_signal_emit_by_name (drag_of (f), "drag-update", dx, 0.0);
      g_signal_emit_by_name (drag_of (f), "drag-end", dx, 0.0);
    }
  ui_wait_for_frame (f->widget);
  return x;
}

static void
test_widths (Fixture *f, gconstpointer data)
{
  guint resized = 0;
  int title, responsible;
  g_autofree char *kept = NULL, *again = NULL;

  g_signal_connect (f->editor, "resized", G_CALLBACK (count_cb), &resized);
  g_assert_cmpint (share_of (f, "title"), ==, -1); /* as designed */
  press (f, GDK_KEY_Right, GDK_ALT_MASK);
  press (f, GDK_KEY_Left, GDK_ALT_MASK);
  g_assert_cmpuint (resized, ==, 2);
  title = share_of (f, "title");
  responsible = share_of (f, "responsible");
  press (f, GDK_KEY_Right, GDK_ALT_MASK); /* two before there is a frame */
  press (f, GDK_KEY_Right, GDK_ALT_MASK);
  g_assert_cmpint (share_of (f, "title"), >, title + 300);
  g_assert_cmpint (ABS (share_of (f, "title") - title + share_of (f, "responsible") - responsible),
                   <=, 1); /* the neighbour gives what it takes */
  ui_wait_for_frame (f->widget);
  ui_shot (f->window, "plan-editor-widths");
  title = share_of (f, "title");
  drag_an_edge (f, 130, -60, &resized); /* not that of the number */
  g_assert_cmpint (share_of (f, "title"), <, title - 400);
  drag_an_edge (f, 130, -5000, &resized); /* narrower than anything: as narrow as it may be */
  g_assert_cmpint (share_of (f, "title"), ==, 0);
  kept = app_plan_editor_dup_widths (f->editor);
  gtk_widget_activate_action (f->widget, "plan.reset-widths", NULL);
  g_assert_cmpint (share_of (f, "title"), ==, -1);
  app_plan_editor_set_widths (f->editor, kept);
  again = app_plan_editor_dup_widths (f->editor);
  g_assert_cmpstr (again, ==, kept);
  press (f, GDK_KEY_End, 0);
  responsible = share_of (f, "result");
  press (f, GDK_KEY_Right, GDK_ALT_MASK); /* the last one widens to the left */
  g_assert_cmpint (share_of (f, "result"), >, responsible);
}

/* what was kept of other columns, or is none of ours */
static void
test_bad_widths (Fixture *f, gconstpointer data)
{
  static const char *const texts[]
      = { "",
          "title",
          "no=1",
          "no=0 title=0 responsible=0 document=0 deadline=0 result=0",
          "no=1 title=x responsible=1 document=1 deadline=1 result=1",
          "title=1 no=1 responsible=1 document=1 deadline=1 result=1",
          "no=1 title=99999999999999999999 responsible=1 document=1 deadline=1 result=1" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *widths = NULL;

      app_plan_editor_set_widths (f->editor, texts[i]);
      widths = app_plan_editor_dup_widths (f->editor);
      g_assert_null (widths);
    }
  app_plan_editor_set_widths (f->editor,
                              "no=1 title=5 responsible=1 document=1 deadline=1 result=1");
  g_assert_cmpint (share_of (f, "title"), ==, 5000);
  app_plan_editor_set_kind (f->editor, MERILO_PLAN_KIND_DECISION);
  g_assert_cmpint (share_of (f, "title"), ==, -1);
}

static void
test_copy_paste (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) cells = NULL, table = NULL;
  g_autofree char *tsv = NULL;

  press (f, GDK_KEY_Down, GDK_SHIFT_MASK);
  press (f, GDK_KEY_Left, GDK_SHIFT_MASK);
  cells = app_plan_editor_copy (f->editor);
  tsv = app_cells_to_tsv (cells);
  g_assert_true (g_str_has_prefix (tsv, "1.1\t"));
  g_assert_cmpuint (cells->len, ==, 2);
  table = app_cells_parse_html (
      "<table><tr><td>Мероприятие</td><td>Срок</td></tr><tr><td>А</td><td>май</td></tr>"
      "<tr><td>Б</td><td>до 1 июня</td></tr></table>");
  app_plan_editor_paste (f->editor, table, TRUE);
  g_assert_cmpuint (app_plan_model_count_items (f->model), ==, 26);
  assert_cell (f, 3, TITLE, "А");
  assert_cell (f, 4, DEADLINE, "до 1 июня");
  press (f, GDK_KEY_z, GDK_CONTROL_MASK);
  app_plan_editor_go (f->editor, app_plan_model_get (f->model, 1), 1);
  app_plan_editor_paste (f->editor, cells, FALSE);
  g_assert_cmpuint (app_plan_model_count_items (f->model), ==, 24);
}

/* through the real clipboard, as another program would put it there */
static void
test_clipboard (Fixture *f, gconstpointer data)
{
  static const char table[] = "<table><tr><td>8<td>Из Word";
  g_autoptr (GBytes) html = g_bytes_new_static (table, sizeof table - 1);
  GdkContentProvider *forms[] = { gdk_content_provider_new_for_bytes ("text/html", html),
                                  gdk_content_provider_new_typed (G_TYPE_STRING, "не то") };
  g_autoptr (GdkContentProvider) both = gdk_content_provider_new_union (forms, 2);

  gdk_clipboard_set_content (gtk_widget_get_clipboard (f->widget), both);
  press (f, GDK_KEY_v, GDK_CONTROL_MASK | GDK_SHIFT_MASK);
  UI_WAIT (app_plan_model_count_items (f->model) == 25);
  assert_cell (f, 2, TITLE, "Из Word");
  gdk_clipboard_set_text (gtk_widget_get_clipboard (f->widget), "одной строкой");
  press (f, GDK_KEY_v, GDK_CONTROL_MASK);
  UI_WAIT (g_strcmp0 (merilo_record_get_text (app_plan_model_get (f->model, 2)->record,
                                              MERILO_PLAN_ITEM_NO),
                      "одной строкой")
               == 0
           || g_strcmp0 (merilo_record_get_text (app_plan_model_get (f->model, 2)->record,
                                                 MERILO_PLAN_ITEM_TITLE),
                         "одной строкой")
                  == 0);
}

static void
test_look (Fixture *f, gconstpointer data)
{
  app_plan_editor_look (f->editor, "ПЕРЕПРОВЕРКА", NULL);
  g_assert_cmpuint (app_plan_editor_get_shown (f->editor), ==, 8);
  app_plan_editor_look (f->editor, NULL, app_plan_model_get (f->model, 7));
  g_assert_cmpuint (app_plan_editor_get_shown (f->editor), ==, 6);
  app_plan_editor_look (f->editor, "нет такого", NULL);
  g_assert_cmpuint (app_plan_editor_get_shown (f->editor), ==, 0);
  press (f, GDK_KEY_Down, 0);
  app_plan_editor_look (f->editor, NULL, NULL);
  g_assert_cmpuint (app_plan_editor_get_shown (f->editor), ==, 24);
}

static void
test_read_only (Fixture *f, gconstpointer data)
{
  app_plan_editor_set_read_only (f->editor, TRUE);
  press (f, GDK_KEY_a, 0);
  g_assert_false (app_plan_editor_is_editing (f->editor));
  press (f, GDK_KEY_Insert, 0);
  press (f, GDK_KEY_Delete, GDK_CONTROL_MASK);
  press (f, GDK_KEY_Down, GDK_ALT_MASK);
  g_assert_null (app_plan_model_get_undo_label (f->model));
}

static void
test_pictures (Fixture *f, gconstpointer data)
{
  GtkAdjustment *down = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (f->scrolled));

  ui_shot (f->window, "plan-editor");
  gtk_adjustment_set_value (down, 700);
  ui_wait_for_frame (f->widget);
  ui_shot (f->window, "plan-editor-sticky");
  for (gint64 k = 1; k <= 4; k++)
    {
      g_autofree char *name = g_strdup_printf ("plan-editor-kind-%d", (int) k);

      app_plan_editor_set_kind (f->editor, k);
      ui_wait_for_frame (f->widget);
      ui_shot (f->window, name);
    }
}

static void
test_gone (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  press (f, GDK_KEY_F2, 0);
  app_plan_model_load (f->model, none, none); /* under the open text */
  ui_wait_for_frame (f->widget);
  press (f, GDK_KEY_Return, 0);
  press (f, GDK_KEY_Down, 0);
  ui_wait_for_frame (f->widget);
  g_assert_null (app_plan_editor_get_line (f->editor));
  press (f, GDK_KEY_Return, GDK_CONTROL_MASK);
  g_assert_cmpuint (app_plan_model_count_items (f->model), ==, 1);
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
#define ADD(name, func) g_test_add ("/plan-editor/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("walk", test_walk);
  ADD ("type", test_type);
  ADD ("refused", test_refused);
  ADD ("add-and-split", test_add_and_split);
  ADD ("move", test_move);
  ADD ("select", test_select);
  ADD ("drag", test_drag);
  ADD ("widths", test_widths);
  ADD ("bad-widths", test_bad_widths);
  ADD ("copy-paste", test_copy_paste);
  ADD ("clipboard", test_clipboard);
  ADD ("look", test_look);
  ADD ("read-only", test_read_only);
  ADD ("pictures", test_pictures);
  ADD ("gone", test_gone);
#undef ADD
  return g_test_run ();
}
