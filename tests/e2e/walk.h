/* The walk: a person's whole way through the real client against a real server. One process is one
 * sitting of one user: it opens the program's own window with that user's session, acts on its
 * widgets, and asks the base after each step. Each point is a line of TAP without a number; a wait
 * that is in vain ends the sitting with «not ok» and a picture of where it stopped. */
#pragma once

#include "lib/calls.h"
#include "lib/ui.h"
#include "pages/frame/window.h"

G_BEGIN_DECLS

typedef struct
{
  AppWindow *window; /* of who is signed in */
  AppContext *context;
  Calls *calls;
  gboolean failed;
} Walk;

/* the sittings, in their order */
void walk_import_plan (Walk *walk);    /* 1, 2: methodologist */
void walk_fill_report (Walk *walk);    /* 3: school */
void walk_return_report (Walk *walk);  /* 3: methodologist */
void walk_mend_report (Walk *walk);    /* 3: school */
void walk_accept_report (Walk *walk);  /* 3: methodologist */
void walk_import_results (Walk *walk); /* 4: methodologist */
void walk_deal_recheck (Walk *walk);   /* 5: methodologist */
void walk_type_scores (Walk *walk);    /* 5: the first member */
void walk_paste_scores (Walk *walk);   /* 5: the second member */
void walk_close_recheck (Walk *walk);  /* 5: methodologist */
void walk_see_trend (Walk *walk);      /* 6: methodologist */

/* Points */
void walk_point (Walk *walk, gboolean holds, const char *format, ...) G_GNUC_PRINTF (3, 4);
void walk_stop (Walk *walk, const char *what, const char *where) G_GNUC_NORETURN;

/* turns the main loop until it is so */
#define WALK_WAIT(walk, condition)                                                                 \
  G_STMT_START                                                                                     \
  {                                                                                                \
    gint64 walk_end_ = g_get_monotonic_time () + 60 * G_TIME_SPAN_SECOND;                          \
    while (!(condition) && g_get_monotonic_time () < walk_end_)                                    \
      if (!g_main_context_iteration (NULL, FALSE))                                                 \
        g_usleep (1000);                                                                           \
    if (!(condition))                                                                              \
      walk_stop (walk, #condition, G_STRLOC);                                                      \
  }                                                                                                \
  G_STMT_END

/* a point that may take its time: what the base knows already reaches the screen by an event */
#define WALK_SEE(walk, condition, ...)                                                             \
  G_STMT_START                                                                                     \
  {                                                                                                \
    WALK_WAIT (walk, condition);                                                                   \
    walk_point (walk, TRUE, __VA_ARGS__);                                                          \
  }                                                                                                \
  G_STMT_END

/* The base, asked as its owner: the first row's first column, or "" */
char *walk_ask (const char *format, ...) G_GNUC_PRINTF (1, 2);
gint64 walk_count (const char *format, ...) G_GNUC_PRINTF (1, 2);

/* The window */
AppPage *walk_go (Walk *walk, const char *page); /* waits for its content or its empty state */
void walk_settle (Walk *walk);                   /* answers come, frames are drawn */
void walk_rest (Walk *walk); /* the same, no news waited for: between one key and the next */
void walk_look (Walk *walk, guint ms); /* at what there is, for so long */
void walk_sent (Walk *walk);           /* all that was written is on the server */
GtkWindow *walk_dialog (Walk *walk);   /* the one above the window, or NULL */

/* as a person does: what cannot be seen or pressed is waited for */
void walk_click (Walk *walk, gpointer root, const char *label);
void walk_choose (Walk *walk, gpointer root, const char *name, const char *choice);
void walk_open_row (Walk *walk, gpointer root, const char *title);
void walk_act (Walk *walk, gpointer widget, const char *action, const char *target);
gpointer walk_field (gpointer root, const char *name);     /* AppField by the entity's field name */
GtkWidget *walk_label (gpointer root, const char *prefix); /* a label on the screen, or NULL */

/* $SHOT_DIR/@name.png, 1280 × 800, a dialog over its window */
void walk_shot (Walk *walk, const char *name, gboolean dark);

/* a file of the input: --input's, or the project's own */
gboolean walk_has_real_input (void);
char *walk_input_path (const char *real, const char *own);

G_END_DECLS
