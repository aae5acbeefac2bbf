/* Inside of the window: coming in and its actions are files of their own. */
#pragma once

#include "pages/frame/window.h"

#include "pages/frame/connect.h"
#include "pages/frame/places.h"
#include "pages/frame/search.h"
#include "pages/frame/sign-in.h"
#include "pages/frame/status-line.h"

G_BEGIN_DECLS

struct _AppWindow
{
  AdwApplicationWindow parent_instance;

  AppContext *context;
  GCancellable *cancellable;
  AdwToastOverlay *toasts;
  AdwToast *toast; /* weak: the last one */
  GtkStack *root, *pages;
  AppConnect *connect; /* this and the next are made when somebody must sign in */
  AppSignIn *sign_in;
  AdwFlap *flap;
  GtkWidget *sidebar, *places, *who, *main, *fold;
  AdwWindowTitle *brand, *heading;
  AppSearch *search;
  AppStatusLine *status;
  const AppPlace *place; /* shown; NULL: none */
  const char *first;
  GPtrArray *files; /* that wait for a sign-in */
};

/* window-sign-in.c */
AppSignIn *_app_window_get_sign_in (AppWindow *self);
/* @notice: why one is here; NULL: what waits for the sign-in is told */
void _app_window_show_sign_in (AppWindow *self, const char *notice);
/* @server: known, or NULL */
void _app_window_show_connect (AppWindow *self, const char *server);
/* files the program was opened with: read once somebody is in */
void _app_window_read_files (AppWindow *self);
/* the session has ended by itself */
void _app_window_lose_session (AppWindow *self);

/* window-actions.c */
void _app_window_add_actions (AppWindow *self);
void _app_window_add_keys (GtkWidgetClass *widget_class);

G_END_DECLS
