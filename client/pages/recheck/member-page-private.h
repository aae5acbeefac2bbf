/* Inside of the page of who marks works anew: the scores, as they are laid into the grid and kept
 * on disk, are a file of their own. */
#pragma once

#include "pages/recheck/member-page.h"

#include "widgets/score-model.h"

G_BEGIN_DECLS

struct _AppMemberPage
{
  AppPage parent_instance;

  GtkWidget *view, *title, *facts, *campaign, *submit, *scroller, *cell, *wrong;
  GtkWidget *grid;
  GPtrArray *works; /* all that were dealt */
  GPtrArray *shown; /* of the chosen campaign, by blind number: rows of the grid */
  AppScoreModel *model;
  gint64 recheck;
  gboolean filling;
};

/* member-page.c */
void _app_member_page_show_facts (AppMemberPage *self);
void _app_member_page_show_cell (AppMemberPage *self);

/* member-page-scores.c: of the works that are shown, with their drafts */
void _app_member_page_make_model (AppMemberPage *self);

G_END_DECLS
