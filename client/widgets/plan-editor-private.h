/* Inside of a plan's editor: its class and geometry, drawing, text, keys, pointer and actions are
 * files of their own. */
#pragma once

#include "widgets/plan-editor.h"
#include "widgets/scrolls.h"

G_BEGIN_DECLS

#define PLAN_HANDLE 18 /* px at the left, where lines are taken to be dragged */
#define PLAN_PAD    8
#define PLAN_ROOM   5 /* above and below a text */

struct _AppPlanEditor
{
  GtkWidget parent_instance;

  AppPlanModel *model;
  AppScrolls scrolls;
  const AppPlanColumn *columns;
  guint n_columns;
  gboolean read_only;

  /* what is shown */
  char *needle;
  AppPlanLine *section;
  GPtrArray *rows; /* AppPlanLine, not owned: the model has them */
  GArray *tops;    /* int: where each row begins, and the end */
  gboolean rows_dirty, tops_dirty, measuring, allocating;
  guint serial; /* of the layout: width, font, columns */
  int laid_width;
  int head_height, line_height, char_width;
  int x[APP_PLAN_COLUMNS_MAX + 1];
  double shares[APP_PLAN_COLUMNS_MAX]; /* the user's own widths, see plan-editor-widths.c */
  gboolean sized;
  int resizing, resized_by; /* the column whose edge is dragged, -1: none */
  GHashTable *cache;        /* AppPlanLine → Row of plan-editor-draw.c */
  guint measure_id;

  /* where the user is */
  AppPlanLine *cursor; /* owned */
  guint column, anchor_column;
  AppPlanLine *anchor;
  GHashTable *selected; /* AppPlanLine, owned */
  gboolean whole;       /* whole lines, not a block of columns */
  gboolean reveal;

  /* the floating text */
  GtkWidget *text;
  int text_height;
  gboolean editing, in_text, filling;
  AppPlanLine *edited;

  /* dragging lines */
  gboolean dragging;
  int drop; /* row before which they would go, -1: none */
  double drag_y;
};

/* plan-editor-rows.c */
guint _app_plan_editor_n_rows (AppPlanEditor *self);
AppPlanLine *_app_plan_editor_row (AppPlanEditor *self, guint i);
int _app_plan_editor_find_row (AppPlanEditor *self, AppPlanLine *line); /* -1 */
int _app_plan_editor_top (AppPlanEditor *self, guint i);                /* without scrolling */
int _app_plan_editor_offset (AppPlanEditor *self);
int _app_plan_editor_row_at (AppPlanEditor *self, double y, gboolean clamp); /* -1 */
int _app_plan_editor_column_at (AppPlanEditor *self, double x);              /* -1: the handle */
graphene_rect_t _app_plan_editor_cell (AppPlanEditor *self, guint row, guint column);
void _app_plan_editor_measure_seen (AppPlanEditor *self);
void _app_plan_editor_reveal_cursor (AppPlanEditor *self);
void _app_plan_editor_size_allocate (GtkWidget *widget, int width, int height, int baseline);
void _app_plan_editor_measure (GtkWidget *widget,
                               GtkOrientation orientation,
                               int for_size,
                               int *minimum,
                               int *natural,
                               int *minimum_baseline,
                               int *natural_baseline);

/* plan-editor.c */
void _app_plan_editor_move (AppPlanEditor *self, int row, int column, gboolean extend);
void _app_plan_editor_moved (AppPlanEditor *self);
void _app_plan_editor_tell (AppPlanEditor *self, const char *text);
void _app_plan_editor_tell_resized (AppPlanEditor *self);
void _app_plan_editor_typing (AppPlanEditor *self, const char *text);
gboolean _app_plan_editor_may_edit (AppPlanEditor *self);
guint _app_plan_editor_field (AppPlanEditor *self, AppPlanLine *line, guint column);

/* plan-editor-widths.c */
void _app_plan_editor_lay_columns (AppPlanEditor *self, int width);
int _app_plan_editor_edge_at (AppPlanEditor *self, double x, double y); /* right of it; -1 */
gboolean _app_plan_editor_begin_resize (AppPlanEditor *self, double x, double y);
void _app_plan_editor_resize_by (AppPlanEditor *self, double dx);
void _app_plan_editor_end_resize (AppPlanEditor *self);
void _app_plan_editor_widen (AppPlanEditor *self, gboolean wider);
void _app_plan_editor_reset_widths (AppPlanEditor *self);

/* plan-editor-draw.c */
void _app_plan_editor_snapshot (GtkWidget *widget, GtkSnapshot *snapshot);
int _app_plan_editor_measure_row (AppPlanEditor *self, AppPlanLine *line, gboolean seen);
int _app_plan_editor_guess_row (AppPlanEditor *self, AppPlanLine *line);
void _app_plan_editor_measure_font (AppPlanEditor *self);
void _app_plan_editor_free_row (gpointer row);

/* plan-editor-text.c */
void _app_plan_editor_make_text (AppPlanEditor *self);
void _app_plan_editor_begin_edit (AppPlanEditor *self, const char *text);
void _app_plan_editor_end_edit (AppPlanEditor *self, gboolean keep);
void _app_plan_editor_place_text (AppPlanEditor *self);
guint _app_plan_editor_caret (AppPlanEditor *self);

/* plan-editor-keys.c, -pointer.c, -actions.c */
void _app_plan_editor_add_keys (AppPlanEditor *self);
void _app_plan_editor_add_pointer (AppPlanEditor *self);
void _app_plan_editor_install_actions (GtkWidgetClass *widget_class);
void _app_plan_editor_update_actions (AppPlanEditor *self);

G_END_DECLS
