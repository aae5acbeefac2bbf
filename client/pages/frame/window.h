/* The window: pages by role at the left, the page in the middle, the status line below. Pages are
 * made when first shown. */
#pragma once

#include "pages/page.h"

G_BEGIN_DECLS

#define APP_TYPE_WINDOW (app_window_get_type ())
G_DECLARE_FINAL_TYPE (AppWindow, app_window, APP, WINDOW, AdwApplicationWindow)

AppWindow *app_window_new (GtkApplication *application, AppContext *context);

/* signs in with the session that the context holds, or shows the form */
void app_window_start (AppWindow *self, gboolean has_session);

/* @page: "plans"; @target: "item/12" or NULL. Nothing happens where the role has no such page. */
void app_window_go (AppWindow *self, const char *page, const char *target);

/* a roadmap opened with the program: «Планы» reads it, at once or when somebody has signed in; whom
 * no plans are entrusted is told so */
void app_window_take_file (AppWindow *self, GFile *file);

/* the page on the screen, or NULL */
AppPage *app_window_get_page (AppWindow *self);
const char *app_window_get_page_name (AppWindow *self);

/* which page opens first; static */
void app_window_set_first_page (AppWindow *self, const char *page);

G_END_DECLS
