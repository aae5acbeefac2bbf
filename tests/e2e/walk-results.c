#define G_LOG_DOMAIN "merilo-walk"

#include "e2e/walk.h"
#include "pages/objectivity/objectivity-page.h"
#include "pages/results/results-import.h"
#include "widgets/chart-view.h"

/* 4. Three years of ФИС ОКО workbooks; 6. what they and the re-check say of one school. */

#define SUBJECT "Русский язык"

static void
take_book (AppResultsImport *dialog, int year)
{
  g_autofree char *real
      = g_strdup_printf ("vpr/%d/analytics/Ф1 Индивидуальные результаты " SUBJECT " 4 класс.xlsx",
                         year);
  g_autofree char *own
      = g_strdup_printf ("Ф1 Индивидуальные результаты " SUBJECT " 4 класс %d.xlsx", year);
  g_autofree char *path = walk_input_path (real, own);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  app_results_import_take (dialog, file);
}

void
walk_import_results (Walk *walk)
{
  AppPage *page = walk_go (walk, "results");
  AppResultsImport *dialog;
  gint64 works;

  walk_act (walk, page, "results.import", NULL);
  WALK_WAIT (walk, APP_IS_RESULTS_IMPORT (walk_dialog (walk)));
  dialog = APP_RESULTS_IMPORT (walk_dialog (walk));
  for (int year = 2023; year <= 2025; year++)
    take_book (dialog, year);
  WALK_WAIT (walk, app_results_import_get_n_read (dialog) == 3);
  walk_point (walk, walk_count ("select count (*) from work") == 0, "4: a preview stores nothing");
  walk_shot (walk, "4-import-results", FALSE);
  walk_click (walk, dialog, "Записать результаты");
  WALK_WAIT (walk, app_results_import_get_n_stored (dialog) == 3);
  works = walk_count ("select count (*) from work");
  walk_point (walk, walk_count ("select count (distinct year) from work") == 3 && works > 0,
              "4: works of three years are in the base, %" G_GINT64_FORMAT, works);
  walk_point (walk,
              walk_count ("select sum (new_rows) from import") == works
                  && walk_count (
                         "select count (*) from import where rows <> new_rows + refused_rows")
                         == 0,
              "4: each row is a work or refused with its reason");
  walk_point (walk,
              walk_count ("select sum (n) from cell") <= works
                  && walk_count ("select count (*) from cell") > 0,
              "4: counts of schools are made of the works");
  gtk_window_close (GTK_WINDOW (dialog));
  WALK_WAIT (walk, walk_label (page, "Муниципалитет") != NULL);
  walk_shot (walk, "4-results", FALSE);
}

/* a label on the screen holds @counts in brackets */
static gboolean
says (gpointer root, const char *counts)
{
  g_autofree char *part = g_strdup_printf ("(%s)", counts);

  return ui_says (root, part);
}

void
walk_see_trend (Walk *walk)
{
  AppPage *page = walk_go (walk, "objectivity");
  AppObjectivityPage *self = APP_OBJECTIVITY_PAGE (page);
  g_autofree char *school = walk_ask ("select school_id from recheck");
  g_autofree char *counts = walk_ask (
      "select string_agg (p.year || ':' || c.lowered || '+' || c.confirmed || '+' || c.raised, ' '"
      " order by p.year) from cell c join procedure p on p.id = c.procedure_id"
      " where c.org_id = %s and c.lowered + c.confirmed + c.raised = c.journal_n",
      school);
  g_autofree char *last = walk_ask (
      "select c.lowered || ' из ' || c.journal_n from cell c join procedure p on p.id = c.procedure_id"
      " where c.org_id = %s order by p.year desc limit 1",
      school);
  g_autofree char *share = walk_ask ("select changed || ' из ' || works from recheck_conclusion");
  g_autofree char *changed = NULL;

  WALK_WAIT (walk, app_objectivity_page_choose (self, school, SUBJECT, 4));
  WALK_WAIT (walk, app_objectivity_page_get_n_points (self) == 6);
  walk_settle (walk);
  WALK_SEE (walk, ui_count (GTK_WIDGET (page), APP_TYPE_CHART) == 4,
            "6: lines of three years with intervals, of the school and the municipality");
  WALK_SEE (walk, says (page, last), "6: the last year's counts are those of the base: %s", counts);
  changed = walk_ask ("select count (*) from recheck_conclusion where changed = raised + lowered");
  WALK_SEE (walk, g_str_equal (changed, "1") && says (page, share),
            "6: the share of marks changed by the commission is %s", share);
  walk_shot (walk, "6-objectivity", FALSE);
  walk_shot (walk, "6-objectivity", TRUE);
}
