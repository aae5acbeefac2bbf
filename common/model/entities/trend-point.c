#define G_LOG_DOMAIN "merilo-model"

#include "model/entities/trend-point.h"

#include <glib/gi18n.h>

static const MeriloChoice scopes[] = {
  { "school", N_ ("школа") },
  { "municipality", N_ ("муниципалитет") },
  { NULL, NULL },
};

static const MeriloField fields[MERILO_TREND_POINT_N_FIELDS] = {
  [MERILO_TREND_POINT_YEAR]
  = { "year", MERILO_WHOLE, N_ ("Год"), MERILO_READ_ONLY | MERILO_SORTED, .width = 6 },
  [MERILO_TREND_POINT_SCOPE]
  = { "scope", MERILO_CHOICE, N_ ("Кто"), MERILO_READ_ONLY, .choices = scopes, .width = 16 },
  [MERILO_TREND_POINT_ORG_NAME]
  = { "org_name", MERILO_TEXT, N_ ("Организация"), MERILO_READ_ONLY, .width = 20 },
  [MERILO_TREND_POINT_N]
  = { "n", MERILO_WHOLE, N_ ("Участников с отметкой по журналу"), MERILO_READ_ONLY, .width = 8 },
  [MERILO_TREND_POINT_LOWERED]
  = { "lowered", MERILO_WHOLE, N_ ("Понизили"), MERILO_READ_ONLY, .width = 8 },
  [MERILO_TREND_POINT_LOWERED_LOW]
  = { "lowered_low", MERILO_REAL, N_ ("нижняя граница"), MERILO_READ_ONLY | MERILO_HIDDEN },
  [MERILO_TREND_POINT_LOWERED_HIGH]
  = { "lowered_high", MERILO_REAL, N_ ("верхняя граница"), MERILO_READ_ONLY | MERILO_HIDDEN },
  [MERILO_TREND_POINT_CONFIRMED]
  = { "confirmed", MERILO_WHOLE, N_ ("Подтвердили"), MERILO_READ_ONLY, .width = 8 },
  [MERILO_TREND_POINT_CONFIRMED_LOW]
  = { "confirmed_low", MERILO_REAL, N_ ("нижняя граница"), MERILO_READ_ONLY | MERILO_HIDDEN },
  [MERILO_TREND_POINT_CONFIRMED_HIGH]
  = { "confirmed_high", MERILO_REAL, N_ ("верхняя граница"), MERILO_READ_ONLY | MERILO_HIDDEN },
  [MERILO_TREND_POINT_RAISED]
  = { "raised", MERILO_WHOLE, N_ ("Повысили"), MERILO_READ_ONLY, .width = 8 },
  [MERILO_TREND_POINT_RAISED_LOW]
  = { "raised_low", MERILO_REAL, N_ ("нижняя граница"), MERILO_READ_ONLY | MERILO_HIDDEN },
  [MERILO_TREND_POINT_RAISED_HIGH]
  = { "raised_high", MERILO_REAL, N_ ("верхняя граница"), MERILO_READ_ONLY | MERILO_HIDDEN },
  [MERILO_TREND_POINT_RECHECK_N]
  = { "recheck_n", MERILO_WHOLE, N_ ("Перепроверено работ"), MERILO_READ_ONLY, .width = 8 },
  [MERILO_TREND_POINT_RECHECK_CHANGED]
  = { "recheck_changed", MERILO_WHOLE, N_ ("Отметка изменена"), MERILO_READ_ONLY, .width = 8 },
  [MERILO_TREND_POINT_RECHECK_LOW]
  = { "recheck_low", MERILO_REAL, N_ ("нижняя граница"), MERILO_READ_ONLY | MERILO_HIDDEN },
  [MERILO_TREND_POINT_RECHECK_HIGH]
  = { "recheck_high", MERILO_REAL, N_ ("верхняя граница"), MERILO_READ_ONLY | MERILO_HIDDEN },
  [MERILO_TREND_POINT_SCALE_CHANGED]
  = { "scale_changed", MERILO_FLAG, N_ ("Шкала изменилась"), MERILO_READ_ONLY | MERILO_HIDDEN },
};

const MeriloEntity merilo_trend_point_entity
    = MERILO_ENTITY ("MeriloTrendPoint",
                     "trend_point",
                     "objectivity/trend",
                     N_ ("Точка тренда"),
                     fields,
                     .readers = MERILO_BY_METHODOLOGIST | MERILO_BY_OBSERVER | MERILO_BY_SCHOOL,
                     .writers = 0,
                     .state_field = NULL);
