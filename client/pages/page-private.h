/* Inside of a page: its states, which look the same everywhere, are a file of their own. */
#pragma once

#include "pages/page.h"

G_BEGIN_DECLS

typedef struct
{
  AppContext *context;
  GCancellable *cancellable, *loading;
  gint64 loading_since; /* monotonic; 0: nothing loads */
  const char *const *resources;
  guint calm_id;
  guint count;
  char *subtitle;
  GtkWidget *focus; /* weak: where it was last */

  GtkWidget *stack;
  GtkWidget *status;
  GtkWidget *button;
  GtkWidget *age; /* label of «данные от 13:40» */
  GtkWidget *age_bar;
  guint patience_id;
} AppPagePrivate;

/* page.c */
AppPagePrivate *_app_page_priv (AppPage *self);
/* the focus goes where it was in the page last, or to what is shown; %FALSE: nothing took it */
gboolean _app_page_lead_within (AppPage *self);

/* page-states.c */
GtkWidget *_app_page_make_states (AppPage *self);
gboolean _app_page_shows_content (AppPage *self);

G_END_DECLS
