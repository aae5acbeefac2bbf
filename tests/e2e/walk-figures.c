#define G_LOG_DOMAIN "merilo-walk"

#include "e2e/walk-figures.h"

#include <string.h>

#include "e2e/walk-import.h"
#include "pages/results/layout-editor.h"
#include "pages/results/results-page.h"
#include "widgets/chart-view.h"

/* Files and their descriptions */

static AppResultsImport *
take (Walk *walk, const char *name)
{
  AppResultsImport *dialog = walk_import_open (walk);

  walk_import_take (walk, dialog, name);
  return dialog;
}

/**
 * Table:
 * @kinds: what its columns are, in their order
 * @subject: "": of all
 */
typedef struct
{
  const char *name, *kinds, *procedure, *subject;
  int grade, year, max;
} Table;

static void
set_spin (AppLayoutEditor *editor, const char *name, int value)
{
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (
                                 ui_find (GTK_WIDGET (editor), GTK_TYPE_SPIN_BUTTON, name)),
                             value);
}

/* reads a table that nobody knows, as a person describes it */
static void
describe (Walk *walk, const Table *table)
{
  AppResultsImport *dialog = take (walk, table->name);
  g_auto (GStrv) kinds = g_strsplit (table->kinds, " ", -1);
  AppLayoutEditor *editor;

  walk_click (walk, dialog, "Описать столбцы…");
  WALK_WAIT (walk, (editor = ui_window (APP_TYPE_LAYOUT_EDITOR)) != NULL);
  app_layout_draft_set_row (app_layout_editor_get_draft (editor), 1);
  for (guint i = 0; kinds[i] != NULL; i++)
    app_layout_draft_set_kind (app_layout_editor_get_draft (editor), i,
                               g_str_equal (kinds[i], "-") ? "" : kinds[i]);
  walk_choose (walk, editor, "Процедура", table->procedure);
  gtk_editable_set_text (GTK_EDITABLE (ui_find (GTK_WIDGET (editor), GTK_TYPE_ENTRY, "Предмет")),
                         table->subject);
  set_spin (editor, "Класс", table->grade);
  set_spin (editor, "Год", table->year);
  set_spin (editor, "Наибольший балл (0: по заданиям)", table->max);
  app_layout_editor_type_name (editor, table->name);
  walk_shot (walk, table->procedure, FALSE);
  walk_click (walk, editor, "Сохранить и прочитать файл");
  WALK_SEE (walk, app_results_import_get_n_read (dialog) == 1, "%s: described, it is read",
            table->procedure);
  walk_import_store (walk, dialog);
  gtk_window_close (GTK_WINDOW (dialog));
}

/* Sittings */

/* a book that a layout knows is described all the same: its rows are asked for */
static void
open_known (Walk *walk, AppResultsImport *dialog)
{
  AppLayoutEditor *editor;
  AppLayoutDraft *draft;

  gtk_widget_activate_action (GTK_WIDGET (dialog), "import.describe", "u", 0);
  WALK_WAIT (walk, (editor = ui_window (APP_TYPE_LAYOUT_EDITOR)) != NULL);
  draft = app_layout_editor_get_draft (editor);
  walk_point (walk,
              app_layout_draft_get_row (draft) == 8
                  && g_str_equal (app_layout_draft_get_kind (draft, 3), "code")
                  && g_str_equal (app_layout_draft_get_cell (draft, 8, 0), "edu990001"),
              "a book that a layout knows shows its rows and headings too");
  walk_shot (walk, "layout-of-known", FALSE);
  gtk_window_close (GTK_WINDOW (editor));
  walk_settle (walk);
}

void
walk_figures_books (Walk *walk)
{
  AppResultsImport *dialog = take (walk, "books");

  WALK_WAIT (walk, app_results_import_get_n_read (dialog) == 2);
  open_known (walk, dialog);
  walk_point (walk, app_results_import_get_n_read (dialog) == 2, "left alone, it is what it was");
  walk_import_store (walk, dialog);
  gtk_window_close (GTK_WINDOW (dialog));
  walk_point (walk, walk_count ("select count (distinct year) from work") == 2,
              "works of two years are in the base");
}

void
walk_figures_exam (Walk *walk)
{
  static const Table table = { "Экзамен.csv", "code - org total", "ЕГЭ", "Физика", 11, 2025, 100 };

  describe (walk, &table);
  walk_point (walk,
              walk_count ("select count (*) from work w join procedure p on p.id = w.procedure_id"
                          " where p.kind = 'ege' and p.subject = 'Физика' and p.max = 100"
                          " and w.mark is null and w.total = split_part (w.code, '-', 2)::int")
                  == 12,
              "ЕГЭ: points of each participant, without marks");
}

void
walk_figures_medals (Walk *walk)
{
  static const Table table = { "Медали.csv", "code - org note", "медалисты", "", 11, 2025, 0 };

  describe (walk, &table);
  walk_point (walk,
              walk_count ("select count (*) from work w join procedure p on p.id = w.procedure_id"
                          " where p.kind = 'medal' and w.total is null"
                          " and w.award = case w.code when 'м-1' then 'medal-1' else 'medal-2' end")
                  == 2,
              "Медалисты: by their codes, each with the medal");
}

void
walk_figures_olympiad (Walk *walk)
{
  static const Table table
      = { "Олимпиада.csv", "code - org class total note", "ВсОШ", "Физика", 9, 2025, 50 };

  describe (walk, &table);
  walk_point (walk,
              walk_count ("select count (*) from work w join procedure p on p.id = w.procedure_id"
                          " where p.kind = 'vsosh' and w.total = case w.award when 'winner' then 47"
                          " when 'prize' then 40 else 12 end")
                  == 3,
              "ВсОШ: points, the winner and the prize");
}

/* What the tabs show */

static void
write_down (Walk *walk, AppPage *page, const char *tab)
{
  AppResultsBoard *board = app_results_page_get_board (APP_RESULTS_PAGE (page));
  g_autofree char *name = g_strconcat (tab, ".tsv", NULL);
  g_autofree char *path = g_build_filename (g_getenv ("MERILO_WALK_STATE"), "shown", name, NULL);
  g_autoptr (AppTable) table = app_results_board_copy (board);
  g_autofree char *tsv = table != NULL ? app_cells_to_tsv (table->cells) : g_strdup ("");

  walk_point (walk, table != NULL && g_file_set_contents (path, tsv, -1, NULL),
              "%s: there is a table", tab);
}

static gboolean
is_loaded (AppPage *page)
{
  g_autoptr (AppTable) table
      = app_results_board_copy (app_results_page_get_board (APP_RESULTS_PAGE (page)));

  return table != NULL;
}

static void
open_figures (Walk *walk, AppPage *page, const char *kind)
{
  AppResultsBoard *board = app_results_page_get_board (APP_RESULTS_PAGE (page));
  g_autofree char *target = walk_ask (
      "select p.id || '/' || min (c.org_id) from procedure p join cell c on c.procedure_id = p.id"
      " where p.kind = '%s' and p.year = 2025 group by p.id",
      kind);

  app_page_open (page, target);
  WALK_WAIT (walk, !app_results_board_is_busy (board)
                       && app_results_board_get_state (board) == APP_STATE_CONTENT);
  walk_settle (walk);
}

void
walk_figures_tabs (Walk *walk)
{
  static const char *const tabs[]
      = { "marks", "journal", "scores", "items", "skills", "groups", "dynamics" };
  AppPage *page = walk_go (walk, "results");
  AppYearView *complete;
  g_autoptr (AppTable) table = NULL;
  g_autofree char *tsv = NULL;
  g_autofree char *path
      = g_build_filename (g_getenv ("MERILO_WALK_STATE"), "shown", "complete.tsv", NULL);

  WALK_WAIT (walk,
             app_results_tree_get_n_rows (app_results_page_get_tree (APP_RESULTS_PAGE (page))) > 0);
  open_figures (walk, page, "vpr");
  for (guint i = 0; i < G_N_ELEMENTS (tabs); i++)
    {
      walk_act (walk, page, "results.tab", tabs[i]);
      WALK_WAIT (walk, is_loaded (page));
      walk_settle (walk);
      write_down (walk, page, tabs[i]);
      walk_shot (walk, tabs[i], FALSE);
    }
  open_figures (walk, page, "ege");
  walk_act (walk, page, "results.tab", "marks");
  write_down (walk, page, "exam");
  walk_shot (walk, "exam", FALSE);
  walk_act (walk, page, "results.tab", "dynamics");
  WALK_WAIT (walk, is_loaded (page));
  write_down (walk, page, "exam-years");
  complete = APP_YEAR_VIEW (app_results_page_get_complete (APP_RESULTS_PAGE (page)));
  walk_act (walk, page, "results.view", "complete");
  WALK_WAIT (walk, app_year_view_get_state (complete) == APP_STATE_CONTENT);
  walk_settle (walk);
  table = app_year_view_copy (complete);
  tsv = app_cells_to_tsv (table->cells);
  walk_point (walk, g_file_set_contents (path, tsv, -1, NULL), "who has sent what is a table");
  walk_shot (walk, "complete", FALSE);
}
