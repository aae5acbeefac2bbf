#define G_LOG_DOMAIN "merilo-model"

#include "model/entities/recorded-event.h"

#include <glib/gi18n.h>

static const MeriloChoice events[] = {
  { "vpr", N_ ("проведение ВПР") },
  { "vpr-results", N_ ("получение результатов ВПР") },
  { "federal-list", N_ ("получение федерального списка") },
  { "exam", N_ ("экзамен") },
  { "results", N_ ("объявление результатов") },
  { "procedure-day", N_ ("день проведения процедуры") },
  { "measure-end", N_ ("завершение мероприятий") },
  { "analysis", N_ ("анализ") },
  { "signing", N_ ("подписание") },
  { "other", N_ ("другое событие") },
  { NULL, NULL },
};

static const MeriloField fields[MERILO_RECORDED_EVENT_N_FIELDS] = {
  [MERILO_RECORDED_EVENT_ID]
  = { "id", MERILO_WHOLE, N_ ("№ записи"),
      MERILO_READ_ONLY | MERILO_SORTED | MERILO_FILTERED | MERILO_HIDDEN },
  [MERILO_RECORDED_EVENT_ORG_ID] = { "org_id", MERILO_WHOLE, N_ ("Организация"),
                                     MERILO_READ_ONLY | MERILO_FILTERED | MERILO_HIDDEN },
  [MERILO_RECORDED_EVENT_EVENT]
  = { "event", MERILO_CHOICE, N_ ("Событие"),
      MERILO_REQUIRED | MERILO_CREATE_ONLY | MERILO_SORTED | MERILO_FILTERED, .choices = events,
      .width = 30 },
  [MERILO_RECORDED_EVENT_NAME]
  = { "name", MERILO_TEXT, N_ ("Какое именно"), MERILO_CREATE_ONLY, .max = 300, .width = 30 },
  [MERILO_RECORDED_EVENT_FIRST]
  = { "first", MERILO_DATE, N_ ("Первый день"),
      MERILO_REQUIRED | MERILO_CREATE_ONLY | MERILO_SORTED, .width = 12 },
  [MERILO_RECORDED_EVENT_LAST]
  = { "last", MERILO_DATE, N_ ("Последний день"), MERILO_CREATE_ONLY | MERILO_SORTED, .width = 12 },
  [MERILO_RECORDED_EVENT_DUE]
  = { "due", MERILO_DATE, N_ ("Исполнить до"), MERILO_CREATE_ONLY, .width = 12 },
  [MERILO_RECORDED_EVENT_NOTE]
  = { "note", MERILO_TEXT, N_ ("Пояснение"), MERILO_CREATE_ONLY | MERILO_MULTILINE, .max = 2000,
      .width = 30 },
  [MERILO_RECORDED_EVENT_WITHDRAWN_AT] = { "withdrawn_at", MERILO_MOMENT, N_ ("Отменено"),
                                           MERILO_READ_ONLY | MERILO_SORTED, .width = 16 },
  [MERILO_RECORDED_EVENT_WITHDRAWN_REASON]
  = { "withdrawn_reason", MERILO_TEXT, N_ ("Почему отменено"), MERILO_READ_ONLY | MERILO_MULTILINE,
      .width = 30 },
  [MERILO_RECORDED_EVENT_VERSION]
  = { "version", MERILO_WHOLE, N_ ("Версия"), MERILO_READ_ONLY | MERILO_HIDDEN },
  [MERILO_RECORDED_EVENT_UPDATED_AT]
  = { "updated_at", MERILO_MOMENT, N_ ("Изменено"), MERILO_READ_ONLY | MERILO_SORTED, .width = 16 },
  [MERILO_RECORDED_EVENT_UPDATED_BY] = { "updated_by", MERILO_TEXT, N_ ("Кто изменил"),
                                         MERILO_READ_ONLY | MERILO_PERSONAL, .width = 18 },
};

const MeriloEntity merilo_recorded_event_entity
    = MERILO_ENTITY ("MeriloRecordedEvent",
                     "recorded_event",
                     "recorded-events",
                     N_ ("Событие"),
                     fields,
                     .readers = MERILO_BY_METHODOLOGIST | MERILO_BY_SCHOOL | MERILO_BY_OBSERVER,
                     .writers = MERILO_BY_METHODOLOGIST | MERILO_BY_SCHOOL,
                     .state_field = NULL);
