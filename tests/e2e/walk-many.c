#define G_LOG_DOMAIN "merilo-walk"

#include "e2e/walk-many.h"

#include <stdlib.h>
#include <string.h>

#include "e2e/walk-import.h"
#include "pages/results/import-journal.h"
#include "pages/results/import-row.h"

/* What the user would feel: how long the window did not answer */

#define TICK 10 /* ms */

typedef struct
{
  gint64 last, longest;
  guint source;
} Pulse;

static gboolean
beat_cb (gpointer data)
{
  Pulse *pulse = data;
  gint64 now = g_get_monotonic_time ();

  pulse->longest = MAX (pulse->longest, now - pulse->last - TICK * 1000);
  pulse->last = now;
  return G_SOURCE_CONTINUE;
}

static void
begin_pulse (Pulse *pulse)
{
  *pulse = (Pulse){ g_get_monotonic_time (), 0, 0 };
  pulse->source = g_timeout_add_full (G_PRIORITY_HIGH, TICK, beat_cb, pulse, NULL);
}

static void
end_pulse (Pulse *pulse)
{
  g_source_remove (pulse->source);
}

static gint64
get_memory (void)
{
  g_autofree char *text = NULL;

  if (!g_file_get_contents ("/proc/self/statm", &text, NULL, NULL))
    return 0;
  return g_ascii_strtoll (strchr (text, ' '), NULL, 10) * 4 / 1024;
}

/* The dialog */

static AppImportQueue *
get_queue (AppResultsImport *dialog)
{
  return app_results_import_get_queue (dialog);
}

static guint
count_files (AppResultsImport *dialog)
{
  return g_list_model_get_n_items (app_import_queue_get_files (get_queue (dialog)));
}

/* the bar says as many as there are, and never fewer than before */
static gboolean
is_truthful (AppResultsImport *dialog, const char *verb, guint done, double *last)
{
  GtkProgressBar *bar
      = GTK_PROGRESS_BAR (ui_find (GTK_WIDGET (dialog), GTK_TYPE_PROGRESS_BAR, NULL));
  g_autofree char *said = g_strdup_printf ("%s %u из %u", verb, done, count_files (dialog));
  double fraction = gtk_progress_bar_get_fraction (bar);
  gboolean holds = fraction >= *last && g_str_equal (gtk_progress_bar_get_text (bar), said);

  *last = fraction;
  if (!holds)
    g_print ("# %s, not %s (%g)\n", gtk_progress_bar_get_text (bar), said, fraction);
  return holds;
}

/* until @state has @wanted files; at every step what the bar says is looked at, and how long the
 * window was not there for its user is told: no test depends on it */
static gboolean
follow (Walk *walk, AppResultsImport *dialog, const char *verb, AppImportState state, guint wanted)
{
  gboolean truthful = TRUE;
  double last = 0;
  Pulse pulse;

  begin_pulse (&pulse);
  for (guint n = 0; n < wanted;)
    {
      guint now;

      WALK_WAIT (walk, (now = app_import_queue_count (get_queue (dialog), state)) > n);
      n = now;
      if (app_import_queue_is_busy (get_queue (dialog)))
        truthful = is_truthful (dialog, verb, n, &last) && truthful;
    }
  end_pulse (&pulse);
  g_print ("# %u, %" G_GINT64_FORMAT " ms of silence, %" G_GINT64_FORMAT " MB\n", wanted,
           pulse.longest / 1000, get_memory ());
  return truthful;
}

static void
stop_midway (Walk *walk, AppResultsImport *dialog, AppImportState state, guint half)
{
  guint n = app_import_queue_count (get_queue (dialog), state);

  walk_click (walk, dialog, "Остановить");
  WALK_WAIT (walk, !app_import_queue_is_busy (get_queue (dialog)));
  walk_point (walk, app_import_queue_count (get_queue (dialog), state) <= n + 1 && n >= half,
              "stopped after the file at hand, %u", n + 1);
}

static void
read_all (Walk *walk, AppResultsImport *dialog, GFile *folder, guint all)
{
  gboolean truthful;

  app_results_import_take (dialog, folder);
  truthful = follow (walk, dialog, "Прочитано", APP_IMPORT_READ, all / 2);
  stop_midway (walk, dialog, APP_IMPORT_READ, all / 2);
  walk_point (walk, truthful, "its bar says what is read");
  walk_point (walk, count_files (dialog) == all, "all %u files are in the list", all);
  walk_shot (walk, "many-stopped", FALSE);
  walk_click (walk, dialog, "Продолжить");
  WALK_WAIT (walk, app_import_queue_is_busy (get_queue (dialog)));
  walk_point (walk, follow (walk, dialog, "Прочитано", APP_IMPORT_READ, all), "all are read");
  WALK_WAIT (walk, !app_import_queue_is_busy (get_queue (dialog)));
  walk_point (walk, ui_count (GTK_WIDGET (dialog), APP_TYPE_IMPORT_ROW) <= 40,
              "and has lines for those that are seen, %u",
              ui_count (GTK_WIDGET (dialog), APP_TYPE_IMPORT_ROW));
}

static void
answer (Walk *walk, const char *label)
{
  WALK_WAIT (walk, ui_window (ADW_TYPE_MESSAGE_DIALOG) != NULL);
  walk_click (walk, ui_window (ADW_TYPE_MESSAGE_DIALOG), label);
  WALK_WAIT (walk, ui_window (ADW_TYPE_MESSAGE_DIALOG) == NULL);
}

static void
store_all (Walk *walk, AppResultsImport *dialog, guint all)
{
  gboolean truthful;
  guint stored;

  walk_click (walk, dialog, "Записать результаты");
  truthful = follow (walk, dialog, "Записано", APP_IMPORT_STORED, all / 2);
  stop_midway (walk, dialog, APP_IMPORT_STORED, all / 2); /* a file is stored in no time */
  walk_point (walk, truthful, "its bar says what is stored");
  stored = app_import_queue_count (get_queue (dialog), APP_IMPORT_STORED);
  walk_point (walk, walk_count ("select count (*) from import") == stored,
              "the base has those that the list says, %u", stored);
  walk_shot (walk, "many-half", FALSE);
  walk_click (walk, dialog, "Записать результаты");
  ui_press_bound (GTK_WIDGET (dialog), GDK_KEY_Escape, 0);
  answer (walk, "Остаться");
  walk_point (walk, follow (walk, dialog, "Записано", APP_IMPORT_STORED, all), "all are stored");
  WALK_WAIT (walk, !app_import_queue_is_busy (get_queue (dialog)));
}

void
walk_many_load (Walk *walk)
{
  AppResultsImport *dialog = walk_import_open (walk);
  g_autofree char *path = g_build_filename (g_getenv ("MERILO_WALK_STATE"), "many", NULL);
  g_autoptr (GFile) folder = g_file_new_for_path (path);
  guint all = (guint) atoi (g_getenv ("MERILO_WALK_FILES"));

  g_print ("# %" G_GINT64_FORMAT " MB before\n", get_memory ());
  read_all (walk, dialog, folder, all);
  walk_choose (walk, dialog, "Строки с замечаниями", "Строки с замечаниями: брать с пометкой");
  store_all (walk, dialog, all);
  walk_point (walk,
              walk_count ("select count (*) from import") == all
                  && walk_count ("select count (*) from work where marked") == all / 10,
              "each file is in the base once, with the rows that were taken");
  walk_shot (walk, "many-stored", TRUE);
  gtk_window_close (GTK_WINDOW (dialog));
  WALK_SEE (walk, ui_window (APP_TYPE_RESULTS_IMPORT) == NULL, "and the dialog goes unasked");
}

/* The journal */

void
walk_many_journal (Walk *walk)
{
  AppPage *page = walk_go (walk, "results");
  AppImportJournal *journal;
  GtkAdjustment *scrolled;
  guint all = (guint) walk_count ("select count (*) from import");

  walk_act (walk, page, "results.journal", NULL);
  WALK_WAIT (walk, (journal = ui_window (APP_TYPE_IMPORT_JOURNAL)) != NULL);
  WALK_WAIT (walk, app_import_journal_get_n (journal) > 0);
  walk_settle (walk);
  walk_point (walk, app_import_journal_get_n (journal) == MIN (all, 100),
              "the journal comes with its first page, %u of %u", app_import_journal_get_n (journal),
              all);
  walk_shot (walk, "many-journal", FALSE);
  scrolled = gtk_scrollable_get_vadjustment (
      GTK_SCROLLABLE (ui_find (GTK_WIDGET (journal), GTK_TYPE_LIST_VIEW, "Загрузки")));
  for (guint n = app_import_journal_get_n (journal); n < all; n = MIN (n + 100, all))
    {
      gtk_adjustment_set_value (scrolled, gtk_adjustment_get_upper (scrolled));
      WALK_WAIT (walk, app_import_journal_get_n (journal) >= MIN (n + 100, all));
      walk_settle (walk);
    }
  walk_point (walk, app_import_journal_get_n (journal) == all, "the others come as it scrolls");
}
