/* A month as six weeks from Monday, a button a day: its number, how much is due, how much of it is
 * done and late. Arrows move over the days, Page Up and Down over the months.
 *
 * Signals: ::chosen (gint64 day), ::turned () another month is shown. Days are counted from
 * 1970. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct
{
  guint things; /* due on the day */
  guint done, total, overdue;
} AppMonthDay;

#define APP_TYPE_MONTH_GRID (app_month_grid_get_type ())
G_DECLARE_FINAL_TYPE (AppMonthGrid, app_month_grid, APP, MONTH_GRID, GtkWidget)

GtkWidget *app_month_grid_new (void);

/* shows the month of @day and chooses it */
void app_month_grid_choose (AppMonthGrid *self, gint64 day);
gint64 app_month_grid_get_chosen (AppMonthGrid *self);
/* the first and the last day seen: of neighbouring months too */
void app_month_grid_get_span (AppMonthGrid *self, gint64 *ret_from, gint64 *ret_until);
void app_month_grid_turn (AppMonthGrid *self, int months);

/* all days are empty after a turn */
void app_month_grid_set_day (AppMonthGrid *self, gint64 day, const AppMonthDay *what);
void app_month_grid_clear (AppMonthGrid *self);

/* «ноябрь 2026»; transfer full */
char *app_month_grid_dup_title (AppMonthGrid *self);

G_END_DECLS
