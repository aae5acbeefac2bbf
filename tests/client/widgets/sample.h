/* A described thing of every kind of field, and a list of them. */
#pragma once

#include "model/record.h"

enum
{
  SAMPLE_ID,
  SAMPLE_NO,
  SAMPLE_TITLE,
  SAMPLE_RESPONSIBLE,
  SAMPLE_STAGE,
  SAMPLE_DUE,
  SAMPLE_COUNT,
  SAMPLE_SHARE,
  SAMPLE_URGENT,
  SAMPLE_NOTE,
  SAMPLE_STATE,
  SAMPLE_CHANGED,
  SAMPLE_N_FIELDS,
};

static const MeriloChoice sample_stages[] = {
  { "none", "не начато" },
  { "going", "в работе" },
  { "done", "исполнено" },
  { NULL, NULL },
};

static const MeriloField sample_fields[SAMPLE_N_FIELDS] = {
  [SAMPLE_ID] = { "id", MERILO_WHOLE, "№ записи", MERILO_READ_ONLY | MERILO_HIDDEN },
  [SAMPLE_NO] = { "no", MERILO_TEXT, "№", MERILO_REQUIRED, .max = 6, .width = 5,
                  .pattern = "^[0-9]+([.][0-9]+)*$", .pattern_hint = "цифры через точку" },
  [SAMPLE_TITLE] = { "title", MERILO_TEXT, "Мероприятие", MERILO_REQUIRED | MERILO_MULTILINE,
                     .max = 400, .width = 40 },
  [SAMPLE_RESPONSIBLE] = { "responsible", MERILO_TEXT, "Ответственный", 0, .max = 60, .width = 20 },
  [SAMPLE_STAGE]
  = { "stage", MERILO_CHOICE, "Состояние", 0, .choices = sample_stages, .width = 12 },
  [SAMPLE_DUE] = { "due", MERILO_DATE, "Срок", 0, .width = 11 },
  [SAMPLE_COUNT] = { "works_count", MERILO_WHOLE, "Работ", 0, .min = 0, .max = 500, .width = 7 },
  [SAMPLE_SHARE] = { "share", MERILO_REAL, "Доля", 0, .width = 7 },
  [SAMPLE_URGENT] = { "urgent", MERILO_FLAG, "Срочно", 0, .width = 7 },
  [SAMPLE_NOTE] = { "note", MERILO_TEXT, "Замечание", 0, .width = 12, .states = "open",
                    .writers = MERILO_BY_METHODOLOGIST },
  [SAMPLE_STATE] = { "state", MERILO_TEXT, "Этап", MERILO_READ_ONLY | MERILO_HIDDEN },
  [SAMPLE_CHANGED] = { "updated_at", MERILO_MOMENT, "Изменено", MERILO_READ_ONLY, .width = 16 },
};

static const MeriloEntity sample_entity
    = MERILO_ENTITY ("TestSample",
                     "sample",
                     "samples",
                     "Пункт",
                     sample_fields,
                     .readers = MERILO_BY_EVERYONE,
                     .writers = MERILO_BY_METHODOLOGIST | MERILO_BY_SCHOOL,
                     .state_field = "state");

static inline MeriloRecord *
sample_make (guint i)
{
  static const char *const titles[]
      = { "Анализ результатов ВПР по школам", "Обучение экспертов предметных комиссий",
          "Ёмкость заданий: разбор с учителями", "Перепроверка работ 4 классов",
          "Собеседование с руководителями школ" };
  static const char *const people[] = { "Петрова М. И.", "Щёголев А. В.", "Иванова Ю. С." };
  MeriloRecord *r = g_object_new (merilo_entity_register (&sample_entity), NULL);

  merilo_record_load_whole (r, SAMPLE_ID, i);
  merilo_record_load_text (r, SAMPLE_NO, g_strdup_printf ("%u.%u", i / 9 + 1, i % 9 + 1));
  merilo_record_load_text (r, SAMPLE_TITLE, g_strdup (titles[i % G_N_ELEMENTS (titles)]));
  merilo_record_load_text (r, SAMPLE_RESPONSIBLE, g_strdup (people[i % G_N_ELEMENTS (people)]));
  merilo_record_load_whole (r, SAMPLE_STAGE, i % 3);
  if (i % 4 != 3) /* a date not set yet is a normal state */
    merilo_record_load_whole (r, SAMPLE_DUE, 20700 + (i * 37) % 300);
  merilo_record_load_whole (r, SAMPLE_COUNT, (i * 53) % 400);
  merilo_record_load_real (r, SAMPLE_SHARE, (i * 17 % 100) / 10.0);
  merilo_record_load_whole (r, SAMPLE_URGENT, i % 5 == 0);
  merilo_record_load_text (r, SAMPLE_STATE, g_strdup (i % 2 ? "closed" : "open"));
  merilo_record_load_whole (r, SAMPLE_CHANGED, G_GINT64_CONSTANT (1780000000000000) + i);
  return r;
}
