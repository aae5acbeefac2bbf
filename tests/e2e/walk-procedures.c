#define G_LOG_DOMAIN "merilo-walk"

#include "e2e/walk-procedures.h"

#include "e2e/walk-import.h"
#include "pages/procedures/copy-dialog.h"
#include "pages/procedures/procedures-page.h"
#include "pages/record-dialog.h"
#include "pages/results/import-journal.h"
#include "pages/results/layout-editor.h"
#include "widgets/record-table.h"

#define MARKS                                                                                      \
  "select string_agg (w.code || ':' || w.mark || case when w.mark_counted then '*' else '' end, "  \
  "' ' order by w.code) from work w join procedure p on p.id = w.procedure_id"                     \
  " where p.kind = 'own' and p.subject = 'Физика'"
#define SCALES                                                                                         \
  "select count (*) from scale s where s.kind = 'own' and s.subject = 'Физика' and s.org_id is " \
  "not null"

/* A record's dialog, filled as a person does */

typedef struct
{
  guint field;
  const char *text;
} Typed;

static void
fill_dialog (Walk *walk, const Typed *typed, guint n)
{
  AppRecordForm *form;

  WALK_WAIT (walk, APP_IS_RECORD_DIALOG (walk_dialog (walk)));
  form = app_record_dialog_get_form (APP_RECORD_DIALOG (walk_dialog (walk)));
  for (guint i = 0; i < n; i++)
    app_record_edits_set_text (app_record_form_get_edits (form), app_record_form_get_record (form),
                               typed[i].field, typed[i].text);
  walk_settle (walk);
}

static void
add_scale (Walk *walk,
           gpointer view,
           const char *from3,
           const char *from4,
           const char *from5,
           const char *source,
           const char *shot)
{
  const Typed typed[] = {
    { MERILO_SCALE_FROM3, from3 },          { MERILO_SCALE_FROM4, from4 },
    { MERILO_SCALE_FROM5, from5 },          { MERILO_SCALE_SOURCE, source },
    { MERILO_SCALE_CONFIDENCE, "checked" },
  };

  walk_click (walk, view, "Новая шкала…");
  fill_dialog (walk, typed, G_N_ELEMENTS (typed));
  walk_shot (walk, shot, FALSE);
  walk_click (walk, walk_dialog (walk), "Записать");
  WALK_WAIT (walk, walk_dialog (walk) == NULL);
}

static AppProcedureView *
open_tab (Walk *walk, const char *tab)
{
  AppPage *page = walk_go (walk, "procedures");
  g_autofree char *id = walk_ask ("select id from procedure where kind = 'own'"
                                  " and subject = 'Физика' and deleted_at is null");
  g_autofree char *target = g_strdup_printf ("%s/%s", id, tab);

  app_page_open (page, target);
  walk_settle (walk);
  return app_procedures_page_get_view (APP_PROCEDURES_PAGE (page));
}

/* It is made */

static void
make_procedure (Walk *walk)
{
  static const Typed typed[] = {
    { MERILO_PROCEDURE_YEAR, "2026" },
    { MERILO_PROCEDURE_SUBJECT, "Физика" },
    { MERILO_PROCEDURE_GRADE, "9" },
    { MERILO_PROCEDURE_MAX, "6" },
  };
  AppPage *page = walk_go (walk, "procedures");

  walk_act (walk, page, "procedures.add", NULL);
  fill_dialog (walk, typed, G_N_ELEMENTS (typed));
  walk_shot (walk, "procedure-new", FALSE);
  walk_click (walk, walk_dialog (walk), "Записать");
  WALK_WAIT (walk, walk_dialog (walk) == NULL);
  walk_sent (walk);
  walk_point (walk,
              walk_count ("select count (*) from procedure where kind = 'own' and year = 2026"
                          " and subject = 'Физика' and grade = 9 and max = 6"
                          " and org_id is not null")
                  == 1,
              "a procedure of the town's own is made, once");
}

static void
paste_items (Walk *walk)
{
  AppProcedureView *view = open_tab (walk, "items");
  AppProcedureItems *items = app_procedure_view_get_items (view);
  GListModel *rows = app_item_rows_get_model (app_procedure_items_get_rows (items));

  WALK_WAIT (walk, app_procedure_items_get_state (items) == APP_STATE_EMPTY);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (view)),
                          "1\t2\tБ\tЧитать график\t1.1\n2\t4\tП\tРешать задачу\t2.3\n");
  walk_click (walk, items, "Вставить из Excel");
  WALK_WAIT (walk, g_list_model_get_n_items (rows) == 2);
  walk_settle (walk);
  walk_point (walk,
              walk_count ("select count (*) from procedure_item i join procedure p on p.id ="
                          " i.procedure_id where p.kind = 'own'")
                  == 0,
              "pasted items wait until they are written");
  walk_shot (walk, "procedure-items", FALSE);
  walk_click (walk, items, "Записать задания");
  WALK_SEE (walk,
            walk_count ("select count (*) from procedure_item i join procedure p on p.id ="
                        " i.procedure_id where p.kind = 'own' and (i.position, i.code, i.max,"
                        " i.level, i.skill, i.codifier) in ((1, '1', 2, 'Б', 'Читать график',"
                        " '1.1'), (2, '2', 4, 'П', 'Решать задачу', '2.3'))")
                == 2,
            "then all of them are in the base, in their order");
}

void
walk_procedures_make (Walk *walk)
{
  AppProcedureView *view;

  make_procedure (walk);
  paste_items (walk);
  view = open_tab (walk, "scales");
  add_scale (walk, view, "2", "4", "6", "Приказ № 1", "procedure-scale");
  WALK_SEE (walk, walk_count (SCALES) == 1 && ui_says (view, "Описание"), "its scale is set");
}

/* A file of its results, by a description */

void
walk_procedures_take (Walk *walk)
{
  AppResultsImport *dialog = walk_import_open (walk);
  AppLayoutEditor *editor;
  g_autofree char *marks = NULL;

  walk_import_take (walk, dialog, "Диагностика Физика 9 класс 2026.csv");
  walk_click (walk, dialog, "Описать столбцы…");
  WALK_WAIT (walk, (editor = ui_window (APP_TYPE_LAYOUT_EDITOR)) != NULL);
  WALK_WAIT (walk, app_layout_editor_get_n_offered (editor) == 1);
  walk_click (walk, editor, "Прочитать по нему");
  WALK_WAIT (walk, app_results_import_get_n_read (dialog) == 1);
  walk_import_store (walk, dialog);
  marks = walk_ask (MARKS);
  walk_point (walk, g_str_equal (marks, "P-1:5* P-2:3* P-3:2* P-4:4*"),
              "its works have marks that we counted by the scale: %s", marks);
  walk_point (walk, walk_count ("select count (*) from procedure where kind = 'own'") == 1,
              "in the procedure that was there");
  gtk_window_close (GTK_WINDOW (dialog));
}

/* Another scale, counted anew, and back */

static gboolean
is_chosen (AppImportJournal *journal, const char *id)
{
  g_autofree char *chosen = app_import_journal_dup_chosen (journal);

  return g_str_equal (chosen, id);
}

static void
take_back (Walk *walk, AppProcedureScales *scales)
{
  AppImportJournal *journal;
  g_autofree char *id = walk_ask ("select id from import where layout = 'recount'");

  walk_click (walk, scales, "Открыть журнал…");
  WALK_WAIT (walk, (journal = ui_window (APP_TYPE_IMPORT_JOURNAL)) != NULL);
  WALK_WAIT (walk, app_import_journal_get_n (journal) == 2);
  WALK_SEE (walk, is_chosen (journal, id), "the journal opens at the recount");
  walk_shot (walk, "procedure-journal", FALSE);
  app_import_journal_withdraw (journal, "Приказ отменён");
  WALK_SEE (walk, ui_says (journal, "Загрузка отменена"), "it is taken back with a reason");
  gtk_window_close (GTK_WINDOW (journal));
}

void
walk_procedures_recount (Walk *walk)
{
  AppProcedureView *view = open_tab (walk, "scales");
  AppProcedureScales *scales = app_procedure_view_get_scales (view);
  g_autofree char *before = walk_ask (MARKS), *after = NULL, *back = NULL;

  WALK_WAIT (walk, app_procedure_scales_get_n (scales) == 1);
  app_procedure_scales_recount (scales, "По той же шкале");
  WALK_SEE (walk, ui_says (scales, "Менять нечего"), "by the same scale nothing is counted");
  add_scale (walk, view, "2", "3", "5", "Приказ № 2", "procedure-scale-second");
  WALK_SEE (walk, app_procedure_scales_get_n (scales) == 2 && walk_count (SCALES) == 2,
            "the second scale stands over the first, which is kept");
  after = walk_ask (MARKS);
  walk_point (walk, g_str_equal (before, after), "marks do not change by themselves: %s", after);
  app_procedure_scales_recount (scales, "Приказ № 2");
  WALK_SEE (walk, ui_says (scales, "Отметка изменилась у 1 из 4 работ"),
            "counted anew: how many works changed is said");
  g_free (after);
  after = walk_ask (MARKS);
  walk_point (walk, g_str_equal (after, "P-1:5* P-2:4* P-3:2* P-4:4*"), "by the second scale: %s",
              after);
  walk_shot (walk, "procedure-recounted", FALSE);
  take_back (walk, scales);
  back = walk_ask (MARKS);
  walk_point (walk, g_str_equal (back, before), "the very marks are back: %s", back);
}

/* The next year's, after this one */

#define NEXT "kind = 'own' and subject = 'Физика' and year = 2027"

void
walk_procedures_copy (Walk *walk)
{
  AppProcedureView *view = open_tab (walk, "scales");
  AppPage *page = walk_go (walk, "procedures");
  AppCopyDialog *dialog;

  WALK_WAIT (walk, app_procedure_scales_get_n (app_procedure_view_get_scales (view)) == 2);
  walk_click (walk, page, "Создать по прошлогодней…");
  WALK_WAIT (walk, (dialog = ui_window (APP_TYPE_COPY_DIALOG)) != NULL);
  WALK_WAIT (walk, app_copy_dialog_is_ready (dialog));
  gtk_switch_set_active (GTK_SWITCH (
                             ui_find (GTK_WIDGET (dialog), GTK_TYPE_SWITCH, "Взять и шкалу")),
                         TRUE);
  walk_shot (walk, "procedure-copy", FALSE);
  walk_click (walk, dialog, "Создать");
  WALK_WAIT (walk, walk_dialog (walk) == NULL);
  walk_sent (walk);
  walk_point (walk,
              walk_count ("select count (*) from procedure where " NEXT
                          " and grade = 9 and max = 6 and org_id is not null")
                  == 1,
              "the next year's procedure is made after this one, once");
  walk_point (walk,
              walk_count ("select count (*) from procedure_item i join procedure p on p.id ="
                          " i.procedure_id where " NEXT " and (i.position, i.code, i.max, i.level,"
                          " i.skill, i.codifier) in ((1, '1', 2, 'Б', 'Читать график', '1.1'),"
                          " (2, '2', 4, 'П', 'Решать задачу', '2.3'))")
                  == 2,
              "with all of its items");
  walk_point (walk,
              walk_count ("select count (*) from scale s where s.kind = 'own' and s.subject ="
                          " 'Физика' and s.year_from = 2027 and s.confidence = 'unchecked' and"
                          " (s.from3, s.from4, s.from5) = (2, 3, 5) and s.source like"
                          " 'По шкале 2026 года, введённой %%: Приказ № 2'")
                  == 1,
              "and its scale, unchecked, with where it is from");
  WALK_SEE (walk, ui_says (page, "Физика, 9 класс, 2027 год"), "it is shown");
  /* without works it goes as it came */
  walk_act (walk, view, "procedure.remove", NULL);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (walk_dialog (walk)), "do");
  WALK_SEE (walk,
            walk_count ("select count (*) from procedure where " NEXT " and deleted_at is null")
                == 0,
            "and taken away again, while there are no works of it");
}

/* Limits of the preliminary check */

void
walk_procedures_limits (Walk *walk)
{
  static const Typed typed[] = {
    { MERILO_PRECHECK_LIMIT_SUBJECT, "Физика" },
    { MERILO_PRECHECK_LIMIT_GRADE, "9" },
    { MERILO_PRECHECK_LIMIT_MAX5, "20" },
  };
  AppPage *page = walk_go (walk, "procedures");
  AppPrecheckLimits *limits = app_procedures_page_get_limits (APP_PROCEDURES_PAGE (page));
  AppRecordTable *table
      = APP_RECORD_TABLE (ui_find (GTK_WIDGET (limits), APP_TYPE_RECORD_TABLE, NULL));

  walk_act (walk, page, "procedures.view", "limits");
  WALK_WAIT (walk, app_precheck_limits_get_state (limits) == APP_STATE_EMPTY);
  walk_act (walk, limits, "limits.add", NULL);
  fill_dialog (walk, typed, G_N_ELEMENTS (typed));
  walk_click (walk, walk_dialog (walk), "Записать");
  WALK_WAIT (walk, app_precheck_limits_get_n (limits) == 1);
  walk_sent (walk);
  walk_point (walk,
              walk_count ("select count (*) from precheck_limit where max5 = 20"
                          " and min2 is null and not active and deleted_at is null")
                  == 1,
              "a limit is set, and off");
  app_record_table_set_cursor (table, 0, 2);
  app_record_table_paste (table, "да\t5\n");
  walk_click (walk, limits, "Записать");
  walk_sent (walk);
  WALK_SEE (walk,
            walk_count ("select count (*) from precheck_limit where max5 = 20 and min2 = 5"
                        " and active")
                == 1,
            "then it is on, with the other bound");
  walk_shot (walk, "procedure-limits", FALSE);
}
