/* The second walk: the life of a plan after it was made, and what is seen of its execution. */
#pragma once

#include "e2e/walk.h"
#include "pages/plans/plan-view.h"
#include "pages/plans/plans-page.h"

G_BEGIN_DECLS

#define LIFE_TOWN     "Карта проверочных работ"
#define LIFE_SCHOOL   "План школы № 1 по карте"
#define LIFE_DECISION "Решение совещания"

/* the sittings, in their order */
void walk_life_import (Walk *walk);    /* 1: methodologist, a workbook whose columns are chosen */
void walk_life_first (Walk *walk);     /* 2: types while … */
void walk_life_second (Walk *walk);    /* 2: … another methodologist writes the same item */
void walk_life_rule (Walk *walk);      /* 3: methodologist, a rule by hand, approval */
void walk_life_event (Walk *walk);     /* 4: methodologist */
void walk_life_version (Walk *walk);   /* 5: methodologist */
void walk_life_decision (Walk *walk);  /* 6: methodologist */
void walk_life_own (Walk *walk);       /* 7: school, its own plan */
void walk_life_beside (Walk *walk);    /* 7: methodologist */
void walk_life_report (Walk *walk);    /* 8: school */
void walk_life_views (Walk *walk);     /* 9: methodologist */
void walk_life_annual (Walk *walk);    /* 10: methodologist, a conclusion typed */
void walk_life_concluded (Walk *walk); /* 10: after a restart of all */
void walk_life_papers (Walk *walk);    /* 11: methodologist */
void walk_life_archive (Walk *walk);   /* 12: methodologist */

/* the page with the plan of this title open, all its items in the editor */
AppPage *walk_life_open (Walk *walk, const char *title, AppPlanView **ret_view);
void walk_life_select (Walk *walk, AppPlanView *view, const char *no);

/* the dialog of an action, or what it asks: text and button */
void walk_life_reason (Walk *walk, AppPage *page, const char *action, const char *text);
void walk_life_approve (Walk *walk, AppPage *page, const char *number);

/* today, as typed: «30.11.2026»; transfer full */
char *walk_life_today (void);

G_END_DECLS
