/* A page of the window. It is made when first shown, loads itself, and loads itself again when
 * something it shows was changed. It owns a cancellable: what it asked for dies with it.
 *
 * A page fills app_page_set_content() and says in which state it is; all states but the content
 * look the same everywhere. */
#pragma once

#include "pages/context.h"
#include "pages/paper.h"

G_BEGIN_DECLS

#define APP_TYPE_PAGE (app_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (AppPage, app_page, APP, PAGE, AdwBin)

/**
 * AppPageClass:
 * @load: reads what is shown; called when the page appears and after changes
 * @open: shows one record: a row of «Сегодня» or of the search leads there
 * @save: Ctrl+S, Ctrl+Enter: what is typed goes to the outbox
 * @close: Esc: the side panel closes; %FALSE when there was none
 * @describe_paper: Ctrl+P: what of the content goes on paper; %FALSE: nothing does now
 * @never_printed: why Ctrl+P does nothing here at all, to be translated; %NULL: it may
 */
struct _AppPageClass
{
  AdwBinClass parent_class;

  void (*load) (AppPage *self);
  void (*open) (AppPage *self, const char *target);
  void (*save) (AppPage *self);
  gboolean (*close) (AppPage *self);
  gboolean (*describe_paper) (AppPage *self, AppPaper *paper);
  const char *never_printed;
};

/* Properties: "count": how many things wait for the user, shown in the sidebar; "subtitle" */

AppContext *app_page_get_context (AppPage *self);
AppApi *app_page_get_api (AppPage *self);
GCancellable *app_page_get_cancellable (AppPage *self);

/* Of the load that was begun last; one that is begun anew, by F5 or a change, gives up the one
 * before it, wherever it is: its answers, older, come to nothing. What a load() asks for, and what
 * its callbacks ask for in turn, takes this. */
GCancellable *app_page_get_loading (AppPage *self);

/* The same for a part of a page that reads by itself: a plan that was opened, a row that was
 * chosen. Gives up what @slot asked for before. Returns: (transfer none): also in @slot, which the
 * caller g_clear_object()s; dies with the page. */
GCancellable *app_page_ask (AppPage *self, GCancellable **slot);

/* entities by whose change the page loads itself again: names, ends with NULL; static */
void app_page_watch (AppPage *self, const char *const *resources);

void app_page_set_content (AppPage *self, GtkWidget *content);

/* States. Loading is drawn after 300 ms only. */
void app_page_show_content (AppPage *self);
void app_page_show_loading (AppPage *self);
void app_page_show_empty (AppPage *self,
                          const char *icon,
                          const char *title,
                          const char *text,
                          const char *button,
                          const char *action);
void app_page_show_error (AppPage *self, const GError *error, const AppProblem *problem);

/* without a network: data of @as_of; 0 takes the line away */
void app_page_set_as_of (AppPage *self, gint64 as_of);

void app_page_set_count (AppPage *self, guint count);
void app_page_set_subtitle (AppPage *self, const char *subtitle);

/* What a callback says first. Both are %FALSE when the page was closed meanwhile: callbacks hold a
 * reference and touch nothing then. The first is %FALSE too when the question was given up. The
 * first draws the error in place of the content, the second tells it in a toast. */
gboolean
app_page_check (AppPage *self, GAsyncResult *result, gconstpointer value, const GError *error);
gboolean app_page_check_act (AppPage *self, gboolean done, const GError *error);

/* @self: (nullable): what a widget that lay in the page has of it once the page is gone */
gboolean app_page_is_closed (AppPage *self);

void app_page_load (AppPage *self);
void app_page_open (AppPage *self, const char *target);
void app_page_save (AppPage *self);
gboolean app_page_close_panel (AppPage *self);
gboolean app_page_describe_paper (AppPage *self, AppPaper *paper);

/* The focus, for who works by keys: into the page, where it was there last or at its beginning;
 * what is still loading takes it when it is shown. The window tells where in the page it is. */
void app_page_take_focus (AppPage *self);
void app_page_note_focus (AppPage *self, GtkWidget *focus);

G_END_DECLS
