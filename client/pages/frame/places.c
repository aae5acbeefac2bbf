#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include <glib/gi18n.h>

#include "pages/directories/directories-page.h"
#include "pages/frame/places.h"
#include "pages/objectivity/objectivity-page.h"
#include "pages/plans/plans-page.h"
#include "pages/procedures/procedures-page.h"
#include "pages/recheck/member-page.h"
#include "pages/recheck/recheck-page.h"
#include "pages/reports/reports-page.h"
#include "pages/results/results-page.h"
#include "pages/today/today-page.h"

#define STAFF (MERILO_BY_METHODOLOGIST | MERILO_BY_SCHOOL | MERILO_BY_OBSERVER)

const AppPlace app_places[] = {
  { "today", N_ ("Сегодня"), "alarm-symbolic", STAFF, app_today_page_get_type },
  { "plans", N_ ("Планы"), "view-list-symbolic", STAFF, app_plans_page_get_type },
  { "reports", N_ ("Отчёты"), "emblem-documents-symbolic", STAFF, app_reports_page_get_type },
  { "results", N_ ("Результаты"), "view-grid-symbolic", STAFF, app_results_page_get_type },
  { "recheck", N_ ("Перепроверка"), "edit-find-replace-symbolic",
    MERILO_BY_METHODOLOGIST | MERILO_BY_OBSERVER, app_recheck_page_get_type },
  { "objectivity", N_ ("Объективность"), "network-cellular-signal-good-symbolic", STAFF,
    app_objectivity_page_get_type },
  { "procedures", N_ ("Процедуры"), "document-properties-symbolic", STAFF,
    app_procedures_page_get_type },
  { "directories", N_ ("Справочники"), "system-users-symbolic", STAFF | MERILO_BY_ADMIN,
    app_directories_page_get_type },
  { "works", N_ ("Мои работы"), "document-edit-symbolic", MERILO_BY_COMMISSION,
    app_member_page_get_type },
};

const guint app_n_places = G_N_ELEMENTS (app_places);
