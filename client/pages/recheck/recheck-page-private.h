/* Inside of the page of re-checks: the list by stage and what can be done stand in recheck-page.c,
 * one campaign in recheck-campaign.c, what goes on paper in recheck-paper.c. */
#pragma once

#include "pages/recheck/recheck-page.h"

G_BEGIN_DECLS

struct _AppRecheckPage
{
  AppPage parent_instance;

  GtkWidget *views, *new, *groups, *title, *state, *facts, *deal, *close, *figures;
  GtkWidget *add_bar, *person, *duty, *members, *results, *results_group;
  GPtrArray *rechecks, *people;
  MeriloRecord *recheck; /* open; NULL: the list */
  GPtrArray *commission; /* of MeriloRecord; NULL: not read yet */
  gboolean has_results;  /* they are read, for the one that is open */
  GCancellable *reading; /* of both, for the one that is open */
  char *wanted;          /* to be opened when the list has come; a choice meanwhile forgets it */
};

/* whose page it is */
gboolean _app_recheck_page_is_methodologist (AppRecheckPage *self);
/* the tone of a stage's badge */
const char *_app_recheck_tone (gint64 state);
/* a count of a record; 0 when it has none */
gint64 _app_recheck_count (MeriloRecord *record, guint field);

/* recheck-campaign.c */
void _app_recheck_page_open (AppRecheckPage *self, MeriloRecord *recheck);
void _app_recheck_page_acted_cb (GObject *object, GAsyncResult *result, gpointer data);
void _app_recheck_page_written_cb (GObject *object, GAsyncResult *result, gpointer data);

/* recheck-paper.c */
gboolean _app_recheck_page_describe_paper (AppPage *page, AppPaper *paper);

G_END_DECLS
