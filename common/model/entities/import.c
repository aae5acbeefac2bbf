#define G_LOG_DOMAIN "merilo-model"

#include "model/entities/import.h"

#include <glib/gi18n.h>

static const MeriloChoice states[] = {
  { "", N_ ("принята") },
  { "to-recheck", N_ ("на перепроверке в школе") },
  { "confirmed", N_ ("подтверждена руководителем") },
  { NULL, NULL },
};

static const MeriloField fields[MERILO_IMPORT_N_FIELDS] = {
  [MERILO_IMPORT_ID] = { "id", MERILO_WHOLE, N_ ("№ записи"),
                         MERILO_READ_ONLY | MERILO_SORTED | MERILO_FILTERED | MERILO_HIDDEN },
  [MERILO_IMPORT_ORG_ID] = { "org_id", MERILO_WHOLE, N_ ("Организация"),
                             MERILO_READ_ONLY | MERILO_FILTERED | MERILO_HIDDEN },
  [MERILO_IMPORT_NAME]
  = { "name", MERILO_TEXT, N_ ("Файл"), MERILO_READ_ONLY | MERILO_SORTED, .width = 40 },
  [MERILO_IMPORT_SHA256]
  = { "sha256", MERILO_TEXT, N_ ("SHA-256"), MERILO_READ_ONLY | MERILO_HIDDEN },
  [MERILO_IMPORT_LAYOUT] = { "layout", MERILO_TEXT, N_ ("Форма"), MERILO_READ_ONLY, .width = 12 },
  [MERILO_IMPORT_PROCEDURE_ID] = { "procedure_id", MERILO_WHOLE, N_ ("Процедура"),
                                   MERILO_READ_ONLY | MERILO_FILTERED | MERILO_HIDDEN },
  [MERILO_IMPORT_ROWS] = { "rows", MERILO_WHOLE, N_ ("Строк"), MERILO_READ_ONLY, .width = 8 },
  [MERILO_IMPORT_NEW_ROWS]
  = { "new_rows", MERILO_WHOLE, N_ ("Новых"), MERILO_READ_ONLY, .width = 8 },
  [MERILO_IMPORT_SAME_ROWS]
  = { "same_rows", MERILO_WHOLE, N_ ("Прежних"), MERILO_READ_ONLY, .width = 8 },
  [MERILO_IMPORT_CHANGED_ROWS]
  = { "changed_rows", MERILO_WHOLE, N_ ("Изменено"), MERILO_READ_ONLY, .width = 8 },
  [MERILO_IMPORT_MARKED_ROWS]
  = { "marked_rows", MERILO_WHOLE, N_ ("С пометкой"), MERILO_READ_ONLY, .width = 8 },
  [MERILO_IMPORT_REFUSED_ROWS]
  = { "refused_rows", MERILO_WHOLE, N_ ("Отклонено"), MERILO_READ_ONLY, .width = 8 },
  [MERILO_IMPORT_CREATED_AT]
  = { "created_at", MERILO_MOMENT, N_ ("Загружен"), MERILO_READ_ONLY | MERILO_SORTED, .width = 16 },
  [MERILO_IMPORT_CREATED_BY] = { "created_by", MERILO_TEXT, N_ ("Кто загрузил"),
                                 MERILO_READ_ONLY | MERILO_PERSONAL, .width = 18 },
  [MERILO_IMPORT_WITHDRAWN_AT]
  = { "withdrawn_at", MERILO_MOMENT, N_ ("Отменена"), MERILO_READ_ONLY, .width = 16 },
  [MERILO_IMPORT_WITHDRAWN_REASON] = { "withdrawn_reason", MERILO_TEXT, N_ ("Причина отмены"),
                                       MERILO_READ_ONLY | MERILO_MULTILINE, .width = 30 },
  [MERILO_IMPORT_REASON]
  = { "reason", MERILO_TEXT, N_ ("Причина"), MERILO_READ_ONLY | MERILO_MULTILINE, .width = 30 },
  [MERILO_IMPORT_SUBMISSION]
  = { "submission", MERILO_WHOLE, N_ ("Сдача"), MERILO_READ_ONLY | MERILO_FILTERED, .width = 6 },
  [MERILO_IMPORT_STATE] = { "state", MERILO_CHOICE, N_ ("Состояние"),
                            MERILO_READ_ONLY | MERILO_FILTERED, .choices = states, .width = 20 },
  [MERILO_IMPORT_PRECHECK]
  = { "precheck", MERILO_TEXT, N_ ("Предварительная проверка"), MERILO_READ_ONLY | MERILO_HIDDEN },
  [MERILO_IMPORT_CONFIRMED_NAME] = { "confirmed_name", MERILO_TEXT, N_ ("Кто подтвердил"),
                                     MERILO_READ_ONLY | MERILO_PERSONAL, .width = 24 },
  [MERILO_IMPORT_CONFIRMED_POSITION]
  = { "confirmed_position", MERILO_TEXT, N_ ("Должность"), MERILO_READ_ONLY, .width = 20 },
  [MERILO_IMPORT_CONFIRMED_TEXT] = { "confirmed_text", MERILO_TEXT, N_ ("Слова подтверждения"),
                                     MERILO_READ_ONLY | MERILO_MULTILINE, .width = 30 },
  [MERILO_IMPORT_CONFIRMED_FILE_ID] = { "confirmed_file_id", MERILO_TEXT, N_ ("Файл подтверждения"),
                                        MERILO_READ_ONLY | MERILO_HIDDEN },
  [MERILO_IMPORT_CONFIRMED_AT]
  = { "confirmed_at", MERILO_MOMENT, N_ ("Подтверждена"), MERILO_READ_ONLY, .width = 16 },
};

const MeriloEntity merilo_import_entity
    = MERILO_ENTITY ("MeriloImport",
                     "import",
                     "imports",
                     N_ ("Загрузка результатов"),
                     fields,
                     .readers = MERILO_BY_METHODOLOGIST | MERILO_BY_SCHOOL,
                     .writers = 0,
                     .state_field = NULL);
