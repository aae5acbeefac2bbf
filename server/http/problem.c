#define G_LOG_DOMAIN "srv-http"

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "http/problem.h"
#include "model/json-writer.h"

/* the first code of a status is the usual one */
static const struct
{
  guint status;
  const char *code, *title;
} codes[] = {
  { 400, "bad-request", N_ ("Запрос составлен неверно") },
  { 400, "bad-json", N_ ("Тело запроса — не тот JSON, который ожидался") },
  { 401, "unauthenticated", N_ ("Нужно войти в систему") },
  { 403, "forbidden", N_ ("Для этого не хватает прав") },
  { 403, "field-not-writable", N_ ("Это поле сейчас нельзя изменить") },
  { 404, "not-found", N_ ("Не найдено") },
  { 405, "method-not-allowed", N_ ("Такое действие здесь не предусмотрено") },
  { 408, "timeout", N_ ("Время ожидания истекло") },
  { 409, "exists", N_ ("Такая запись уже есть") },
  { 409, "locked", N_ ("В этом состоянии запись не изменяется") },
  { 412, "version-conflict", N_ ("Запись уже изменена другим пользователем") },
  { 413, "too-large", N_ ("Слишком большой объём данных") },
  { 414, "uri-too-long", N_ ("Слишком длинный адрес") },
  { 415, "unsupported-media-type", N_ ("Тип содержимого не поддерживается") },
  { 417, "expectation-failed", N_ ("Заголовок Expect не поддерживается") },
  { 422, "invalid", N_ ("Данные не прошли проверку") },
  { 422, "bad-file", N_ ("Файл не удалось прочитать") },
  { 422, "unknown-layout", N_ ("Такой таблицы никто ещё не описал") },
  { 422, "idempotency-key-reused", N_ ("Ключ повтора уже использован с другим запросом") },
  { 428, "precondition-required", N_ ("Не указана версия записи, которую вы видели") },
  { 429, "too-many", N_ ("Слишком много запросов, повторите позже") },
  { 431, "headers-too-large", N_ ("Слишком большие заголовки запроса") },
  { 499, "cancelled", N_ ("Запрос отменён") },
  { 500, "internal", N_ ("Внутренняя ошибка сервера") },
  { 501, "not-implemented", N_ ("Такой способ передачи не поддерживается") },
  { 503, "unavailable", N_ ("Сервер временно недоступен, повторите позже") },
  { 505, "version-not-supported", N_ ("Версия HTTP не поддерживается") },
};

const char *
srv_problem_code (guint status)
{
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    if (codes[i].status == status)
      return codes[i].code;
  return status >= 500 ? "internal" : "bad-request";
}

const char *
srv_problem_title (const char *code)
{
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    if (strcmp (codes[i].code, code) == 0)
      return _ (codes[i].title);
  return _ ("Запрос не выполнен");
}

void
srv_problem_write (GString *out, const SrvProblem *problem)
{
  const char *code = problem->code != NULL ? problem->code : srv_problem_code (problem->status);

  g_string_append (out, "{\"type\":\"urn:merilo:problem:");
  g_string_append (out, code);
  g_string_append_c (out, '"');
  merilo_json_put_text_member (out, "title",
                               problem->title != NULL ? problem->title : srv_problem_title (code));
  merilo_json_put_whole_member (out, "status", problem->status);
  merilo_json_put_text_member (out, "code", code);
  if (problem->detail != NULL)
    merilo_json_put_text_member (out, "detail", problem->detail);
  if (problem->field != NULL)
    merilo_json_put_text_member (out, "field", problem->field);
  if (problem->request_id != NULL)
    merilo_json_put_text_member (out, "request_id", problem->request_id);
  if (problem->members != NULL && *problem->members != 0)
    {
      g_string_append_c (out, ',');
      g_string_append (out, problem->members);
    }
  g_string_append_c (out, '}');
}
