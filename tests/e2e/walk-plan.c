#define G_LOG_DOMAIN "merilo-walk"

#include "e2e/walk.h"
#include "pages/field.h"
#include "pages/plans/plan-approval.h"
#include "pages/plans/plan-view.h"
#include "widgets/plan-acts.h"

/* 1. A Word file becomes a plan; 2. an item is read, mended, and the plan approved. */

#define ACT_NUMBER "486-О"
#define ACT_DATE   "17.12.2024"

/* every item of the source is in the base, its cells word for word under their columns */
static const char same_words[]
    = "with source as (select s.pos * 1000 + i.pos as pos, i.item -> 'cells' as cells"
      "  from job, jsonb_array_elements (job.result::jsonb #> '{plans,0,sections}')"
      "    with ordinality s (section, pos),"
      "  jsonb_array_elements (section -> 'items') with ordinality i (item, pos)"
      "  where job.kind = 'read-roadmap' and job.state = 'done'),"
      " read as (select row_number () over (order by pos) as pos, cells from source),"
      " kept as (select row_number () over (order by s.position, i.position) as pos, i.*"
      "  from plan_item i join plan_section s on s.id = i.section_id)"
      " select count (*) from read join kept using (pos)"
      "  where (select count (*) from jsonb_object_keys (cells)) = 6 and rtrim (cells ->> 'no', '.') = no"
      "  and cells ->> 'activity' = title and cells ->> 'responsible' = coalesce (responsible, '')"
      "  and cells ->> 'document' = coalesce (document, '')"
      "  and cells ->> 'deadline' = coalesce (deadline, '')"
      "  and cells ->> 'result' = coalesce (result, '')";

static void
import_plan (Walk *walk, AppPage *page, int n_items)
{
  g_autofree char *path = walk_input_path ("roadmaps/pokachi-2024-2026.docx", "roadmap.docx");
  g_autofree char *found = g_strdup_printf ("Разделов: 4, пунктов: %d", n_items);

  walk_act (walk, page, "plans.import-file", path);
  WALK_WAIT (walk, walk_dialog (walk) != NULL);
  WALK_WAIT (walk, walk_label (walk_dialog (walk), "Разделов: ") != NULL);
  walk_point (walk, walk_label (walk_dialog (walk), found) != NULL,
              "1: the preview counts 4 sections and %d items", n_items);
  walk_point (walk, walk_count ("select count (*) from plan") == 0, "1: a preview stores nothing");
  walk_shot (walk, "1-import-preview", FALSE);
  walk_click (walk, walk_dialog (walk), "Создать план");
  WALK_WAIT (walk, walk_dialog (walk) == NULL);
}

static void
see_plan (Walk *walk, AppPlanView *view, int n_items)
{
  WALK_WAIT (walk, app_plan_editor_get_shown (app_plan_view_get_editor (view)) == (guint) n_items);
  walk_point (walk, walk_count ("select count (*) from plan_section") == 4,
              "1: the base holds 4 sections");
  walk_point (walk, walk_count ("select count (*) from plan_item") == n_items,
              "1: the base holds %d items", n_items);
  walk_point (walk, walk_count ("select count (*) from plan_item where no = '1.2'") == 0,
              "1: no item 1.2 is invented");
  walk_point (walk, walk_count ("%s", same_words) == n_items,
              "1: all six columns are kept word for word");
  walk_shot (walk, "1-plan", FALSE);
}

static void
mend_item (Walk *walk, AppPage *page, AppPlanView *view)
{
  g_autofree char *id = walk_ask ("select id from plan_item where no = '1.5'");
  g_autofree char *words = walk_ask ("select deadline from plan_item where id = %s", id);
  g_autofree char *reading = walk_ask ("select reading from plan_item where id = %s", id);
  g_autofree char *canon = walk_ask ("select canon from plan_item where id = %s", id);
  g_auto (GStrv) windows = g_strsplit (canon, " | ", -1);

  walk_point (walk, app_plan_view_select (view, id), "2: item 1.5 is opened");
  WALK_WAIT (walk, walk_label (page, "Пункт 1.5") != NULL);
  WALK_WAIT (walk, walk_label (page, reading) != NULL);
  walk_point (walk, g_strv_length (windows) == 3 && *words != 0,
              "2: its deadline is kept in words and read as three control windows");
  walk_settle (walk);
  app_field_type (walk_field (page, "responsible"), "Отдел мониторинга и оценки качества");
  walk_shot (walk, "2-item", FALSE);
  walk_click (walk, page, "Записать");
  walk_sent (walk);
  walk_point (walk,
              walk_count ("select count (*) from plan_item where id = %s and responsible ="
                          " 'Отдел мониторинга и оценки качества' and deadline is not null",
                          id)
                  == 1,
              "2: the responsible is edited");
}

/* the editor's own batches, told by the base: made, moved, taken away, brought back, taken away */
static void
edit_plan (Walk *walk, AppPlanView *view)
{
  AppPlanModel *model = app_plan_view_get_model (view);
  g_autoptr (GPtrArray) one = g_ptr_array_new ();
  static const char made[] = "select count (*) from plan_item where title = 'Проба правки' and"
                             " deleted_at is null";
  guint at = app_plan_add_item (model, 2);
  AppPlanLine *line = app_plan_model_get (model, at);

  app_plan_model_begin (model, "title");
  app_plan_model_set (model, line, MERILO_PLAN_ITEM_TITLE, "Проба правки");
  app_plan_model_set (model, line, MERILO_PLAN_ITEM_DEADLINE, "ежегодно, май");
  app_plan_model_end (model);
  g_ptr_array_add (one, line);
  app_plan_move_by (model, one, -1);
  walk_sent (walk);
  walk_point (walk, walk_count (made) == 1 && line->id > 0, "2: an item is added and moved");
  app_plan_delete (model, one);
  walk_sent (walk);
  walk_point (walk, walk_count (made) == 0, "2: and taken away");
  app_plan_model_undo (model);
  walk_sent (walk);
  walk_point (walk, walk_count (made) == 1, "2: brought back by Ctrl+Z");
  app_plan_model_redo (model);
  walk_sent (walk);
  walk_point (walk, walk_count (made) == 0 && app_plan_model_count_items (model) > 0,
              "2: taken away by Ctrl+Shift+Z");
}

static void
approve_plan (Walk *walk, AppPage *page)
{
  GtkWindow *dialog;

  walk_click (walk, page, "Утвердить…");
  WALK_WAIT (walk, APP_IS_PLAN_APPROVAL (walk_dialog (walk)));
  dialog = walk_dialog (walk);
  app_plan_approval_type (APP_PLAN_APPROVAL (dialog), ACT_NUMBER, ACT_DATE);
  walk_shot (walk, "2-approval", FALSE);
  walk_click (walk, dialog, "Утвердить план");
  WALK_WAIT (walk, walk_count ("select count (*) from plan where state = 'approved'") == 1);
  walk_point (walk,
              walk_count ("select count (*) from plan where act_kind = 'order' and act_number ="
                          " '" ACT_NUMBER "' and act_date = '2024-12-17'")
                  == 1,
              "2: the plan is approved by its act's number and date");
  walk_point (walk,
              walk_count ("select count (*) from control_date c join plan_item i on i.id ="
                          " c.item_id where i.no = '1.5'")
                  >= 3,
              "2: item 1.5 has control dates");
}

void
walk_import_plan (Walk *walk)
{
  int n_items = walk_has_real_input () ? 34 : 20;
  AppPage *page = walk_go (walk, "plans");
  AppPlanView *view;
  g_autofree char *id = NULL;

  import_plan (walk, page, n_items);
  view = APP_PLAN_VIEW (ui_find (GTK_WIDGET (page), APP_TYPE_PLAN_VIEW, NULL));
  see_plan (walk, view, n_items);
  mend_item (walk, page, view);
  edit_plan (walk, view);
  approve_plan (walk, page);
  id = walk_ask ("select id from plan_item where no = '1.5'");
  walk_settle (walk);
  app_plan_view_select (view, id);
  walk_shot (walk, "2-approved", TRUE);
}
