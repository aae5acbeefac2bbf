#define G_LOG_DOMAIN "merilo-model"

#include "model/entities/org-settings.h"

#include <glib/gi18n.h>

static const MeriloChoice ends[] = {
  { "august", N_ ("31 августа") },
  { "may", N_ ("31 мая") },
  { "june", N_ ("30 июня") },
  { NULL, NULL },
};

static const MeriloChoice no_dates[] = {
  { "year", N_ ("31 декабря") },
  { "school-year", N_ ("конец учебного года") },
  { NULL, NULL },
};

static const MeriloChoice years[] = {
  { "calendar", N_ ("календарный год") },
  { "school", N_ ("учебный год") },
  { NULL, NULL },
};

static const MeriloField fields[MERILO_ORG_SETTINGS_N_FIELDS] = {
  [MERILO_ORG_SETTINGS_ID] = { "id", MERILO_WHOLE, N_ ("№ записи"),
                               MERILO_READ_ONLY | MERILO_SORTED | MERILO_FILTERED | MERILO_HIDDEN },
  [MERILO_ORG_SETTINGS_ORG_ID] = { "org_id", MERILO_WHOLE, N_ ("Организация"),
                                   MERILO_READ_ONLY | MERILO_FILTERED | MERILO_HIDDEN },
  [MERILO_ORG_SETTINGS_SCHOOL_YEAR_END]
  = { "school_year_end", MERILO_CHOICE, N_ ("Конец учебного года"), 0, .choices = ends,
      .width = 14 },
  [MERILO_ORG_SETTINGS_NO_DATE] = { "no_date", MERILO_CHOICE, N_ ("Срок «ежегодно» без даты"), 0,
                                    .choices = no_dates, .width = 20 },
  [MERILO_ORG_SETTINGS_YEAR_WORDS]
  = { "year_words", MERILO_CHOICE, N_ ("«В течение года»"), 0, .choices = years, .width = 20 },
  [MERILO_ORG_SETTINGS_MOVE_DAYS]
  = { "move_days", MERILO_FLAG, N_ ("Переносить с выходного"), 0, .width = 10 },
  [MERILO_ORG_SETTINGS_REPORT_DAY]
  = { "report_day", MERILO_WHOLE, N_ ("День сдачи отчёта"), 0, .min = 1, .max = 28, .width = 8 },
  [MERILO_ORG_SETTINGS_VERSION]
  = { "version", MERILO_WHOLE, N_ ("Версия"), MERILO_READ_ONLY | MERILO_HIDDEN },
  [MERILO_ORG_SETTINGS_UPDATED_AT]
  = { "updated_at", MERILO_MOMENT, N_ ("Изменено"), MERILO_READ_ONLY | MERILO_SORTED, .width = 16 },
  [MERILO_ORG_SETTINGS_UPDATED_BY] = { "updated_by", MERILO_TEXT, N_ ("Кто изменил"),
                                       MERILO_READ_ONLY | MERILO_PERSONAL, .width = 18 },
};

const MeriloEntity merilo_org_settings_entity
    = MERILO_ENTITY ("MeriloOrgSettings",
                     "org_settings",
                     "org-settings",
                     N_ ("Настройки муниципалитета"),
                     fields,
                     .readers = MERILO_BY_METHODOLOGIST | MERILO_BY_OBSERVER,
                     .writers = MERILO_BY_METHODOLOGIST,
                     .state_field = NULL);
