#define G_LOG_DOMAIN "merilo-model"

#include "model/entities/evidence.h"

#include <glib/gi18n.h>

static const MeriloField fields[MERILO_EVIDENCE_N_FIELDS] = {
  [MERILO_EVIDENCE_ID] = { "id", MERILO_WHOLE, N_ ("№ записи"),
                           MERILO_READ_ONLY | MERILO_SORTED | MERILO_FILTERED | MERILO_HIDDEN },
  [MERILO_EVIDENCE_ORG_ID] = { "org_id", MERILO_WHOLE, N_ ("Организация"),
                               MERILO_READ_ONLY | MERILO_FILTERED | MERILO_HIDDEN },
  [MERILO_EVIDENCE_EXECUTION_ID]
  = { "execution_id", MERILO_WHOLE, N_ ("Исполнение"),
      MERILO_REQUIRED | MERILO_CREATE_ONLY | MERILO_FILTERED | MERILO_HIDDEN },
  [MERILO_EVIDENCE_FILE_ID] = { "file_id", MERILO_TEXT, N_ ("Файл"),
                                MERILO_REQUIRED | MERILO_CREATE_ONLY | MERILO_HIDDEN, .max = 36 },
  [MERILO_EVIDENCE_TITLE] = { "title", MERILO_TEXT, N_ ("Название"),
                              MERILO_REQUIRED | MERILO_CREATE_ONLY, .max = 300, .width = 30 },
  [MERILO_EVIDENCE_NAME] = { "name", MERILO_TEXT, N_ ("Имя файла"), MERILO_READ_ONLY, .width = 24 },
  [MERILO_EVIDENCE_MEDIA_TYPE]
  = { "media_type", MERILO_TEXT, N_ ("Тип"), MERILO_READ_ONLY | MERILO_HIDDEN },
  [MERILO_EVIDENCE_SIZE]
  = { "size", MERILO_WHOLE, N_ ("Размер, байт"), MERILO_READ_ONLY, .width = 10 },
  [MERILO_EVIDENCE_WITHDRAWN_AT]
  = { "withdrawn_at", MERILO_MOMENT, N_ ("Отозван"), MERILO_READ_ONLY, .width = 16 },
  [MERILO_EVIDENCE_WITHDRAWN_REASON]
  = { "withdrawn_reason", MERILO_TEXT, N_ ("Причина отзыва"), MERILO_READ_ONLY, .width = 24 },
  [MERILO_EVIDENCE_REPORT_STATE]
  = { "report_state", MERILO_TEXT, N_ ("Состояние отчёта"), MERILO_READ_ONLY | MERILO_HIDDEN },
  [MERILO_EVIDENCE_VERSION]
  = { "version", MERILO_WHOLE, N_ ("Версия"), MERILO_READ_ONLY | MERILO_HIDDEN },
  [MERILO_EVIDENCE_UPDATED_AT]
  = { "updated_at", MERILO_MOMENT, N_ ("Изменено"), MERILO_READ_ONLY | MERILO_SORTED, .width = 16 },
  [MERILO_EVIDENCE_UPDATED_BY] = { "updated_by", MERILO_TEXT, N_ ("Кто изменил"),
                                   MERILO_READ_ONLY | MERILO_PERSONAL, .width = 18 },
};

const MeriloEntity merilo_evidence_entity
    = MERILO_ENTITY ("MeriloEvidence",
                     "evidence",
                     "evidence",
                     N_ ("Подтверждение"),
                     fields,
                     .readers = MERILO_BY_METHODOLOGIST | MERILO_BY_SCHOOL | MERILO_BY_OBSERVER,
                     .writers = MERILO_BY_METHODOLOGIST | MERILO_BY_SCHOOL,
                     .state_field = "report_state");
