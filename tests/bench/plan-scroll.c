#define G_LOG_DOMAIN "bench"

#include "bench/grid.h"

#include "model/entities/all.h"
#include "widgets/plan-acts.h"
#include "widgets/plan-batch.h"
#include "widgets/plan-editor.h"

#define SECTIONS 20
#define ITEMS    25 /* a section: 500 in all */

static MeriloRecord *
make_item (gint64 section, gint64 i)
{
  MeriloRecord *r = g_object_new (merilo_entity_register (&merilo_plan_item_entity), NULL);

  merilo_record_load_whole (r, MERILO_PLAN_ITEM_ID, section * 100 + i);
  merilo_record_load_whole (r, MERILO_PLAN_ITEM_VERSION, 1);
  merilo_record_load_whole (r, MERILO_PLAN_ITEM_SECTION_ID, section);
  merilo_record_load_whole (r, MERILO_PLAN_ITEM_POSITION, i);
  merilo_record_load_text (r, MERILO_PLAN_ITEM_NO,
                           g_strdup_printf ("%d.%d", (int) section, (int) i));
  merilo_record_load_text (
      r, MERILO_PLAN_ITEM_TITLE,
      g_strdup_printf ("Разработка и утверждение приказа № %d об организации независимого "
                       "наблюдения при проведении проверочных работ в школах города",
                       (int) (section * i)));
  merilo_record_load_text (r, MERILO_PLAN_ITEM_RESPONSIBLE,
                           g_strdup ("Отдел общего образования, руководители ОО"));
  merilo_record_load_text (r, MERILO_PLAN_ITEM_DOCUMENT, g_strdup ("Приказ, справка"));
  merilo_record_load_text (r, MERILO_PLAN_ITEM_DEADLINE, g_strdup ("ежегодно, сентябрь – октябрь"));
  merilo_record_load_text (
      r, MERILO_PLAN_ITEM_RESULT,
      g_strdup ("Наблюдение организовано в каждой школе, нарушений порядка проведения нет"));
  return r;
}

static AppPlanModel *
make_model (void)
{
  AppPlanModel *model = app_plan_model_new ();
  g_autoptr (GPtrArray) sections = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (gint64 s = 1; s <= SECTIONS; s++)
    {
      MeriloRecord *r = g_object_new (merilo_entity_register (&merilo_plan_section_entity), NULL);

      merilo_record_load_whole (r, MERILO_PLAN_SECTION_ID, s);
      merilo_record_load_whole (r, MERILO_PLAN_SECTION_VERSION, 1);
      merilo_record_load_whole (r, MERILO_PLAN_SECTION_POSITION, s);
      merilo_record_load_text (r, MERILO_PLAN_SECTION_TITLE,
                               g_strdup_printf ("Раздел %d. Объективность", (int) s));
      g_ptr_array_add (sections, r);
      for (gint64 i = 1; i <= ITEMS; i++)
        g_ptr_array_add (items, make_item (s, i));
    }
  app_plan_model_load (model, sections, items);
  return model;
}

static void
bench_plan_scroll (void)
{
  g_autoptr (AppPlanModel) model = make_model ();

  bench_scroll (app_plan_editor_new (model), TRUE, 60, "a frame of scrolling a plan of 500 items",
                8);
}

/* an edit with all that follows it: the batch for the server, the row laid out anew, the frame */
static void
bench_edit (void)
{
  g_autoptr (AppPlanModel) model = make_model ();
  GtkWidget *scrolled = gtk_scrolled_window_new (), *editor = app_plan_editor_new (model);
  g_autoptr (GArray) acts = g_array_new (FALSE, FALSE, sizeof (double));
  GtkWindow *window;

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), editor);
  window = ui_open (scrolled, 1280, 800);
  /* rows out of sight are measured in idle moments; that is over before a person has found the cell
   */
  for (gint64 end = g_get_monotonic_time () + G_TIME_SPAN_SECOND; g_get_monotonic_time () < end;)
    g_main_context_iteration (NULL, FALSE);
  for (guint i = 0; i < 60; i++)
    {
      AppPlanLine *line = app_plan_model_get (model, 3 + i);
      g_autofree char *title = g_strdup_printf ("Новое название пункта %u", i), *batch = NULL;
      double started = ui_cpu_ms (), took;

      app_plan_editor_go (APP_PLAN_EDITOR (editor), line, 1);
      if (i % 3 == 0)
        app_plan_add_item (model, 3 + i);
      else
        {
          app_plan_model_begin (model, "bench");
          app_plan_model_set (model, line,
                              app_plan_line_is_section (line) ? (guint) MERILO_PLAN_SECTION_TITLE
                                                              : (guint) MERILO_PLAN_ITEM_TITLE,
                              title);
          app_plan_model_end (model);
        }
      batch = app_plan_model_dup_batch (model, NULL);
      ui_wait_for_frame (editor);
      took = ui_cpu_ms () - started;
      g_array_append_val (acts, took);
    }
  ui_close (window);
  bench_judge ("an edit in a plan of 500 items", acts, 16);
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  g_test_add_func ("/bench/plan-scroll", bench_plan_scroll);
  g_test_add_func ("/bench/plan-edit", bench_edit);
  return g_test_run ();
}
