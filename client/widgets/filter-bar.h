/* One line of filters above a page: a chip for each, «Сбросить», and how many of how many are
 * shown. Signal "changed" (): any value or the text changed by the user or by reset. */
#pragma once

#include <gtk/gtk.h>

#include "model/entity.h"

G_BEGIN_DECLS

#define APP_TYPE_FILTER_BAR (app_filter_bar_get_type ())
G_DECLARE_FINAL_TYPE (AppFilterBar, app_filter_bar, APP, FILTER_BAR, GtkWidget)

GtkWidget *app_filter_bar_new (void);

/* a chip with choices; @choices: ends with { NULL }, copied; called again for @id replaces them and
 * keeps the value when it is still there */
void app_filter_bar_set_filter (AppFilterBar *bar,
                                const char *id,
                                const char *label,
                                const MeriloChoice *choices);

/* the chosen code, NULL: all; valid until the next change */
const char *app_filter_bar_get_value (AppFilterBar *bar, const char *id);
/* no "changed"; %FALSE: there is no such filter or choice */
gboolean app_filter_bar_set_value (AppFilterBar *bar, const char *id, const char *code);

/* a search field at the left; its text, never NULL */
void app_filter_bar_set_search (AppFilterBar *bar, gboolean search);
const char *app_filter_bar_get_text (AppFilterBar *bar);
void app_filter_bar_focus_search (AppFilterBar *bar);

/* «24 из 34» */
void app_filter_bar_set_count (AppFilterBar *bar, guint shown, guint total);
void app_filter_bar_reset (AppFilterBar *bar);

/* what is set, a{ss}, to be remembered per user; floating */
GVariant *app_filter_bar_save (AppFilterBar *bar);
void app_filter_bar_restore (AppFilterBar *bar, GVariant *saved);

G_END_DECLS
