/* What «Кто не сдал» and «Правила» share: a view beside the figures, of one year. A line with the
 * choice of the year, words and a control; under it the content or its state. It is asked for by
 * the page that holds it, when it is on the screen.
 *
 * Signal: "row-chosen" (gint64 procedure_id, gint64 org_id): the figures of these are wanted. */
#pragma once

#include "pages/page.h"
#include "widgets/cells.h"
#include "widgets/state-view.h"

G_BEGIN_DECLS

#define APP_TYPE_YEAR_VIEW (app_year_view_get_type ())
G_DECLARE_DERIVABLE_TYPE (AppYearView, app_year_view, APP, YEAR_VIEW, AdwBin)

/**
 * AppYearViewClass:
 * @ask: asks the server; the callback begins with app_year_view_check()
 * @copy_cells: what is shown as text, %NULL: nothing is; transfer full. @ret_words: (optional), see
 *   app_cells_to_xlsx(); transfer full
 * @make_title: of what is copied; transfer full
 * @add_to_paper: what is shown; the title and the words of the line are there
 */
struct _AppYearViewClass
{
  AdwBinClass parent_class;

  void (*ask) (AppYearView *self, AppApi *api, gint64 year, GCancellable *cancellable);
  GPtrArray *(*copy_cells) (AppYearView *self, char **ret_words);
  char *(*make_title) (gint64 year);
  void (*add_to_paper) (AppYearView *self, AppPaper *paper);
};

/* For those who hold it */

/* newest first; the chosen one stays when it is still there; 0 of them: nothing is asked */
void app_year_view_set_years (AppYearView *self, const gint64 *years, guint n);
void app_year_view_load (AppYearView *self);
AppState app_year_view_get_state (AppYearView *self);
AppTable *app_year_view_copy (AppYearView *self); /* NULL: nothing is shown */
/* Ctrl+P; %FALSE: nothing is shown */
gboolean app_year_view_describe_paper (AppYearView *self, AppPaper *paper);

/* For those who are it */

/* @page: held weakly: the view lies in it, and may outlive it in a call; @year_name: of the choice,
 * for those who do not see it; @control: at the end of the line */
void app_year_view_fill (AppYearView *self,
                         AppPage *page,
                         const char *year_name,
                         GtkWidget *control,
                         GtkWidget *content);

AppPage *app_year_view_get_page (AppYearView *self);
gint64 app_year_view_get_year (AppYearView *self);               /* 0: none */
GCancellable *app_year_view_get_cancellable (AppYearView *self); /* of the last question */
AppStateView *app_year_view_get_state_view (AppYearView *self);
void app_year_view_say (AppYearView *self, const char *words);
void app_year_view_choose (AppYearView *self, gint64 procedure_id, gint64 org_id);

/* %FALSE: nothing is to be done with an answer: it is an error, which is shown, or nobody waits */
gboolean app_year_view_check (AppYearView *self, gconstpointer value, const GError *error);

G_END_DECLS
