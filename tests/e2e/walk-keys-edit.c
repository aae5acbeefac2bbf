#define G_LOG_DOMAIN "merilo-walk"

#include "e2e/walk-keys-private.h"

#include "e2e/walk-press.h"
#include "pages/procedures/procedures-page.h"
#include "pages/record-dialog.h"
#include "widgets/record-table.h"

/* A procedure's items */

#define ITEMS(what)                                                                                \
  "select count (*) from procedure_item i join procedure p on p.id = i.procedure_id"               \
  " where p.year = 2031 and " what

static AppProceduresPage *
open_procedures (Walk *walk)
{
  walk_park_pointer (walk);
  walk_press (walk, "alt+7");
  WALK_WAIT (walk, g_strcmp0 (app_window_get_page_name (walk->window), "procedures") == 0);
  walk_settle (walk);
  return APP_PROCEDURES_PAGE (app_window_get_page (walk->window));
}

/* the one that has the focus; NULL: none */
static GtkWidget *
find_table (Walk *walk)
{
  GtkWidget *focus = walk_focus (walk);

  return focus != NULL ? gtk_widget_get_ancestor (focus, APP_TYPE_RECORD_TABLE) : NULL;
}

static gboolean
is_at (Walk *walk, guint row, guint column)
{
  GtkWidget *table = find_table (walk);
  guint at, across;

  if (table == NULL)
    return FALSE;
  app_record_table_get_cursor (APP_RECORD_TABLE (table), &at, &across);
  return at == row && across == column;
}

static void
type_item (Walk *walk, const char *code, const char *max, const char *skill)
{
  walk_type (walk, code);
  walk_press (walk, "Tab");
  walk_type (walk, max);
  walk_press (walk, "Tab Tab");
  walk_type (walk, skill);
  walk_press (walk, "Tab");
}

static void
store_items (Walk *walk, guint n)
{
  walk_press (walk, "ctrl+s");
  WALK_SEE (walk, walk_count (ITEMS ("true")) == n, "Ctrl+S: items in the base: %u", n);
  walk_settle (walk);
  WALK_SEE (walk, find_table (walk) != NULL, "and the focus stays in the table");
}

void
walk_keys_items (Walk *walk)
{
  open_procedures (walk);
  walk_press (walk, "ctrl+f");
  walk_type (walk, "2031");
  walk_settle (walk);
  walk_key_to (walk, "Tab", "Процедуры", 12);
  walk_press (walk, "Down Tab ctrl+Page_Down");
  walk_settle (walk);
  walk_key_to (walk, "Tab", "Добавить задание", 12);
  walk_press (walk, "Return");
  walk_settle (walk);
  WALK_SEE (walk, is_at (walk, 0, 0), "the first item is added, and its cell has the focus");
  type_item (walk, "1", "2", "Read a chart");
  walk_key_to (walk, "shift+Tab", "Добавить", 30);
  walk_press (walk, "Return");
  walk_settle (walk);
  WALK_SEE (walk, is_at (walk, 1, 0), "the next one stands after it");
  type_item (walk, "2", "3", "Solve a task");
  _walk_keys_look (walk, "items");
  store_items (walk, 2);
  walk_point (walk,
              walk_count (ITEMS ("(i.position, i.code, i.max, i.skill) in ((1, '1', 2, 'Read a"
                                 " chart'), (2, '2', 3, 'Solve a task'))"))
                  == 2,
              "as they were typed, in their order");
  /* one is mended, one goes and comes back, one goes */
  walk_press (walk, "ctrl+Home Right F2 ctrl+a");
  walk_type (walk, "4");
  walk_press (walk, "Return");
  WALK_SEE (walk, is_at (walk, 1, 1), "Enter takes the text and goes on below");
  walk_key_to (walk, "shift+Tab", "Убрать", 12);
  walk_press (walk, "Return");
  walk_settle (walk);
  store_items (walk, 1);
  walk_point (walk, walk_count (ITEMS ("i.code = '1' and i.max = 4")) == 1,
              "the one that was mended is left");
}

/* Limits of the preliminary check */

#define LIMITS(what) "select count (*) from precheck_limit where deleted_at is null and " what

static void
add_limit (Walk *walk)
{
  walk_key_to (walk, "Tab", "Добавить предел…", 12);
  walk_press (walk, "Return");
  WALK_WAIT (walk, APP_IS_RECORD_DIALOG (walk_front (walk)));
  walk_settle (walk);
  _walk_keys_look (walk, "limit-new");
  _walk_keys_fill (walk, "Предмет", "Physics");
  _walk_keys_fill (walk, "Класс", "9");
  walk_press (walk, "ctrl+Return");
  WALK_WAIT (walk, walk_front (walk) == GTK_WINDOW (walk->window));
  WALK_SEE (walk, walk_count (LIMITS ("subject = 'Physics' and grade = 9 and not active")) == 1,
            "a limit is added by keys, and off");
  walk_settle (walk);
}

void
walk_keys_limits (Walk *walk)
{
  AppProceduresPage *page = open_procedures (walk);
  AppPrecheckLimits *limits = app_procedures_page_get_limits (page);

  walk_press (walk, "ctrl+f");
  walk_key_to (walk, "shift+Tab", "Процедуры", 8);
  walk_press (walk, "Right space");
  WALK_WAIT (walk, app_precheck_limits_get_n (limits) == 1);
  walk_settle (walk);
  add_limit (walk);
  WALK_WAIT (walk, app_precheck_limits_get_n (limits) == 2);
  while (find_table (walk) == NULL)
    walk_press (walk, "Tab");
  walk_press (walk, "ctrl+Home Right Right space Right");
  walk_type (walk, "12");
  walk_press (walk, "Tab");
  walk_type (walk, "x"); /* no value */
  walk_press (walk, "Return ctrl+z");
  _walk_keys_look (walk, "limits-typed");
  walk_press (walk, "ctrl+s");
  walk_sent (walk);
  WALK_SEE (walk, walk_count (LIMITS ("min2 = 12")) == 1, "Ctrl+S: a bound is in the base");
  walk_settle (walk);
  WALK_SEE (walk, find_table (walk) != NULL, "and the focus stays in the table");
  walk_key_to (walk, "shift+Tab", "Удалить", 30);
  walk_press (walk, "Return");
  WALK_SEE (walk, walk_count (LIMITS ("true")) == 1, "one goes");
  walk_settle (walk);
  walk_point (walk, walk_focus (walk) != NULL, "the focus does not go with it");
}
