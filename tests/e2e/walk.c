#define G_LOG_DOMAIN "merilo-walk"

#include "e2e/walk-figures.h"
#include "e2e/walk-import.h"
#include "e2e/walk-keys.h"
#include "e2e/walk-life.h"
#include "e2e/walk-many.h"
#include "e2e/walk-passwords.h"
#include "e2e/walk-procedures.h"

#include "net/exchange.h"
#include "pages/application.h"

/* one sitting: merilo-walk ACT --server URL --session FILE */
static const struct
{
  const char *name;
  void (*run) (Walk *walk);
} acts[] = {
  { "import-plan", walk_import_plan },
  { "fill-report", walk_fill_report },
  { "return-report", walk_return_report },
  { "mend-report", walk_mend_report },
  { "accept-report", walk_accept_report },
  { "import-results", walk_import_results },
  { "deal-recheck", walk_deal_recheck },
  { "type-scores", walk_type_scores },
  { "paste-scores", walk_paste_scores },
  { "close-recheck", walk_close_recheck },
  { "see-trend", walk_see_trend },
  { "life-import", walk_life_import },
  { "life-first", walk_life_first },
  { "life-second", walk_life_second },
  { "life-rule", walk_life_rule },
  { "life-event", walk_life_event },
  { "life-version", walk_life_version },
  { "life-decision", walk_life_decision },
  { "life-own", walk_life_own },
  { "life-beside", walk_life_beside },
  { "life-report", walk_life_report },
  { "life-views", walk_life_views },
  { "life-annual", walk_life_annual },
  { "life-concluded", walk_life_concluded },
  { "life-papers", walk_life_papers },
  { "life-archive", walk_life_archive },
  { "import-bad", walk_import_bad },
  { "import-away", walk_import_away },
  { "import-own", walk_import_own },
  { "import-describe", walk_import_describe },
  { "import-undo", walk_import_undo },
  { "import-submit", walk_import_submit },
  { "import-decide", walk_import_decide },
  { "many-load", walk_many_load },
  { "many-journal", walk_many_journal },
  { "figures-books", walk_figures_books },
  { "figures-exam", walk_figures_exam },
  { "figures-medals", walk_figures_medals },
  { "figures-olympiad", walk_figures_olympiad },
  { "figures-tabs", walk_figures_tabs },
  { "keys-results", walk_keys_results },
  { "keys-import", walk_keys_import },
  { "keys-procedures", walk_keys_procedures },
  { "keys-items", walk_keys_items },
  { "keys-limits", walk_keys_limits },
  { "keys-school", walk_keys_school },
  { "passwords-away", walk_passwords_away },
  { "passwords-change", walk_passwords_change },
  { "passwords-give", walk_passwords_give },
  { "procedures-make", walk_procedures_make },
  { "procedures-take", walk_procedures_take },
  { "procedures-recount", walk_procedures_recount },
  { "procedures-copy", walk_procedures_copy },
  { "procedures-limits", walk_procedures_limits },
};

typedef struct
{
  Walk walk;
  void (*run) (Walk *walk);
} Sitting;

static gboolean
sit_cb (gpointer data)
{
  Sitting *sitting = data;
  Walk *walk = &sitting->walk;
  GApplication *application = g_application_get_default ();

  walk->window = APP_WINDOW (gtk_application_get_active_window (GTK_APPLICATION (application)));
  WALK_WAIT (walk, app_window_get_page (walk->window) != NULL);
  walk->context = app_page_get_context (app_window_get_page (walk->window));
  walk->calls = calls_watch (app_session_get_soup (app_context_get_session (walk->context)));
  walk_settle (walk);
  sitting->run (walk);
  walk_sent (walk);
  g_clear_pointer (&walk->calls, calls_free);
  gtk_window_close (GTK_WINDOW (walk->window));
  return G_SOURCE_REMOVE;
}

/* the program's own window is open by now */
static void
activate_cb (GApplication *application, Sitting *sitting)
{
  g_idle_add (sit_cb, sitting);
}

int
main (int argc, char **argv)
{
  g_autoptr (AppApplication) application = NULL;
  Sitting sitting = { 0 };
  int status;

  for (guint i = 0; argc > 1 && i < G_N_ELEMENTS (acts); i++)
    if (g_str_equal (argv[1], acts[i].name))
      sitting.run = acts[i].run;
  if (sitting.run == NULL)
    {
      g_printerr ("merilo-walk ACT --server URL --session FILE\n");
      return 2;
    }
  argv[1] = argv[0];
  argc--;
  argv++;
  app_application_prepare ();
  ui_init ();
  application = app_application_new ();
  g_signal_connect_after (application, "activate", G_CALLBACK (activate_cb), &sitting);
  status = g_application_run (G_APPLICATION (application), argc, argv);
  return sitting.walk.failed ? 1 : status;
}
