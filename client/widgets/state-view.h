/* A page's content, or why there is none: empty, loading, error, no rights. Above any of them a
 * notice may stand: offline, locked, partial.
 *
 * Child (.ui: <child> or property "child"): the content. Signal "retry" (): the user asks again. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

typedef enum
{
  APP_STATE_CONTENT,
  APP_STATE_LOADING,
  APP_STATE_EMPTY,
  APP_STATE_ERROR,
  APP_STATE_NO_RIGHTS,
} AppState;

#define APP_TYPE_STATE_VIEW (app_state_view_get_type ())
G_DECLARE_FINAL_TYPE (AppStateView, app_state_view, APP, STATE_VIEW, GtkWidget)

GtkWidget *app_state_view_new (GtkWidget *child);
void app_state_view_set_child (AppStateView *view, GtkWidget *child);
GtkWidget *app_state_view_get_child (AppStateView *view);

AppState app_state_view_get_state (AppStateView *view);
void app_state_view_show_content (AppStateView *view);
void app_state_view_show_loading (AppStateView *view);

/* @title: what will be here; @text: what to do; @button, @action: (nullable): the way to do it,
 * the action's name may carry its target («plans.import», «win.go::results») */
void app_state_view_show_empty (AppStateView *view,
                                const char *title,
                                const char *text,
                                const char *button,
                                const char *action);

/* what happened, what to do, and the code for the administrator; MERILO_ERROR_FORBIDDEN is told as
 * no rights */
void app_state_view_show_error (AppStateView *view, const GError *error);

/* @who: who can open it, in words: «методист управления» */
void app_state_view_show_no_rights (AppStateView *view, const char *who);

/* @text: NULL takes the notice away */
void app_state_view_set_notice (AppStateView *view, const char *icon_name, const char *text);
/* «Нет связи. Данные на 13:40, введённое сохраняется.»; @since: microseconds UTC, 0: on line */
void app_state_view_set_offline (AppStateView *view, gint64 since);

G_END_DECLS
