/* Inside of a sheet view: its class, its drawing and its keys are files of their own. */
#pragma once

#include "widgets/grid-ink.h"
#include "widgets/scrolls.h"
#include "widgets/sheet-view.h"

G_BEGIN_DECLS

struct _AppSheetView
{
  GtkWidget parent_instance;

  AppSheet *sheet;
  AppScrolls scrolls;
  guint frozen;
  int wrapped; /* the column whose texts take lines; -1: none */
  gboolean head_menus, all;
  int cursor_row, cursor_column;

  int measured_for; /* the width the sizes are of; 0: none */
  int number_width, head_height, letters_height, row_height;
  GArray *edges;     /* of int */
  GArray *numbers;   /* of gboolean: the column is of numbers */
  GHashTable *texts; /* "width style string" → AppText */
};

int _app_sheet_view_edge (AppSheetView *self, guint column);
int _app_sheet_view_left (AppSheetView *self);
int _app_sheet_view_offset (AppSheetView *self, int axis);
int _app_sheet_view_column_x (AppSheetView *self, guint column);

/* -1: the numbers, or nothing is there */
int _app_sheet_view_find_column (AppSheetView *self, double x);
int _app_sheet_view_find_row (AppSheetView *self, double y);
void _app_sheet_view_move (AppSheetView *self, int row, int column);
char *_app_sheet_view_describe (AppSheetView *self, guint row, guint column);

/* sheet-view-draw.c */
void _app_sheet_view_measure_texts (AppSheetView *self);
void _app_sheet_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot);

/* sheet-view-keys.c: the keys, the pointer, the tooltip */
void _app_sheet_view_add_controllers (AppSheetView *self);

G_END_DECLS
