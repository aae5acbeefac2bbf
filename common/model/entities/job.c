#define G_LOG_DOMAIN "merilo-model"

#include "model/entities/job.h"

#include <glib/gi18n.h>

static const MeriloChoice kinds[] = {
  { "read-roadmap", N_ ("чтение дорожной карты") },
  { "import-results", N_ ("загрузка результатов") },
  { "read-grid", N_ ("чтение таблицы") },
  { NULL, NULL },
};

static const MeriloChoice states[] = {
  { "queued", N_ ("в очереди") },  { "running", N_ ("выполняется") }, { "done", N_ ("готово") },
  { "failed", N_ ("не удалась") }, { "cancelled", N_ ("отменена") },  { NULL, NULL },
};

static const MeriloField fields[MERILO_JOB_N_FIELDS] = {
  [MERILO_JOB_ID] = { "id", MERILO_WHOLE, N_ ("№ записи"),
                      MERILO_READ_ONLY | MERILO_SORTED | MERILO_FILTERED | MERILO_HIDDEN },
  [MERILO_JOB_KIND]
  = { "kind", MERILO_CHOICE, N_ ("Вид"), MERILO_REQUIRED | MERILO_CREATE_ONLY | MERILO_FILTERED,
      .choices = kinds, .width = 20 },
  [MERILO_JOB_FILE_ID]
  = { "file_id", MERILO_TEXT, N_ ("Файл"), MERILO_CREATE_ONLY | MERILO_HIDDEN, .max = 36 },
  [MERILO_JOB_DRY_RUN]
  = { "dry_run", MERILO_FLAG, N_ ("Только посмотреть"), MERILO_CREATE_ONLY | MERILO_HIDDEN },
  [MERILO_JOB_STATE] = { "state", MERILO_CHOICE, N_ ("Состояние"),
                         MERILO_READ_ONLY | MERILO_FILTERED, .choices = states, .width = 12 },
  [MERILO_JOB_DONE] = { "done", MERILO_WHOLE, N_ ("Сделано"), MERILO_READ_ONLY, .width = 8 },
  [MERILO_JOB_TOTAL] = { "total", MERILO_WHOLE, N_ ("Всего"), MERILO_READ_ONLY, .width = 8 },
  [MERILO_JOB_MESSAGE]
  = { "message", MERILO_TEXT, N_ ("Сообщение"), MERILO_READ_ONLY | MERILO_MULTILINE, .width = 40 },
  [MERILO_JOB_CREATED_AT]
  = { "created_at", MERILO_MOMENT, N_ ("Начата"), MERILO_READ_ONLY | MERILO_SORTED, .width = 16 },
  [MERILO_JOB_COLUMNS] = { "columns", MERILO_TEXT, N_ ("Назначения столбцов"),
                           MERILO_CREATE_ONLY | MERILO_HIDDEN, .max = 400 },
  [MERILO_JOB_ONLY_TABLE] = { "only_table", MERILO_WHOLE, N_ ("Только таблица"),
                              MERILO_CREATE_ONLY | MERILO_HIDDEN, .max = 9999 },
  [MERILO_JOB_SCHOOL]
  = { "school", MERILO_TEXT, N_ ("Логин школы"), MERILO_CREATE_ONLY | MERILO_HIDDEN, .max = 13,
      .pattern = "^[A-Za-z]{2,5}[0-9]{4,8}$",
      .pattern_hint = N_ ("логин школы, например edu990001") },
  [MERILO_JOB_LAYOUT_MAP_ID]
  = { "layout_map_id", MERILO_WHOLE, N_ ("Описание столбцов"), MERILO_CREATE_ONLY | MERILO_HIDDEN },
  [MERILO_JOB_CODE]
  = { "code", MERILO_TEXT, N_ ("Почему не удалась"), MERILO_READ_ONLY | MERILO_HIDDEN },
};

const MeriloEntity merilo_job_entity
    = MERILO_ENTITY ("MeriloJob",
                     "job",
                     "jobs",
                     N_ ("Фоновая работа"),
                     fields,
                     .readers = MERILO_BY_METHODOLOGIST | MERILO_BY_SCHOOL,
                     .writers = MERILO_BY_METHODOLOGIST | MERILO_BY_SCHOOL,
                     .state_field = NULL);
