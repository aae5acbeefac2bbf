/* «Журнал»: marks lowered, confirmed and raised against the journal, of those who have a journal
 * mark. */
#pragma once

#include "pages/results/results-tab.h"

G_BEGIN_DECLS

#define APP_TYPE_TAB_JOURNAL (app_tab_journal_get_type ())
G_DECLARE_FINAL_TYPE (AppTabJournal, app_tab_journal, APP, TAB_JOURNAL, AppResultsTab)

G_END_DECLS
