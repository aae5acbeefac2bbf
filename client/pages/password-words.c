#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/password-words.h"

#include <glib/gi18n.h>

#include "model/error.h"
#include "model/password.h"
#include "widgets/words.h"

char *
app_password_describe_rules (void)
{
  return g_strdup_printf (_ ("Новый пароль – от %d до %d знаков: буквы, цифры, пробелы и любые "
                             "другие. Надёжнее всего несколько слов подряд."),
                          MERILO_PASSWORD_MIN, MERILO_PASSWORD_MAX);
}

char *
app_password_describe_length (const char *password)
{
  glong n = g_utf8_strlen (password, -1);

  if (n < MERILO_PASSWORD_MIN)
    return g_strdup_printf (_ ("Новый пароль слишком короткий: нужно не меньше %d знаков, сейчас "
                               "%ld. Допишите его."),
                            MERILO_PASSWORD_MIN, n);
  if (n > MERILO_PASSWORD_MAX)
    return g_strdup_printf (_ ("Новый пароль слишком длинный: можно не больше %d знаков, сейчас "
                               "%ld. Сократите его."),
                            MERILO_PASSWORD_MAX, n);
  return NULL;
}

const char *
app_password_describe_old (gboolean doubtful)
{
  if (doubtful)
    return _ ("Прежний пароль больше не подходит: похоже, с прошлой попытки действует новый. "
              "Закройте это окно; в следующий раз войдите с новым паролем.");
  return _ ("Прежний пароль неверен: проверьте раскладку и Caps Lock и введите его ещё раз. Если "
            "вы его забыли, новый задаст администратор.");
}

static const char *
describe_lost (gboolean given)
{
  if (given)
    return _ ("Ответ сервера не пришёл, и неизвестно, задан ли пароль. Подождите минуту и "
              "нажмите «Задать» ещё раз.");
  return _ ("Ответ сервера не пришёл, и неизвестно, сменился ли пароль. Подождите минуту и "
            "нажмите «Сменить» ещё раз.");
}

static const char *
describe_end (gboolean given)
{
  if (given)
    return _ ("Пароль не задан: ваш сеанс закончился. Войдите и задайте его ещё раз.");
  return _ ("Пароль не сменён: сеанс закончился. Войдите и смените его ещё раз.");
}

char *
app_password_describe (const GError *error, gboolean given)
{
  g_autofree char *capital = app_capital (error->message);

  if (g_error_matches (error, MERILO_ERROR, MERILO_ERROR_UNAUTHENTICATED))
    return g_strdup (describe_end (given));
  if (g_error_matches (error, MERILO_ERROR, MERILO_ERROR_TIMEOUT))
    return g_strdup (describe_lost (given));
  if (!g_error_matches (error, MERILO_ERROR, MERILO_ERROR_UNAVAILABLE))
    return g_steal_pointer (&capital);
  return g_strdup_printf (given ? _ ("%s. Пароль не задан: повторите, когда связь появится.")
                                : _ ("%s. Пароль не сменён: повторите, когда связь появится."),
                          capital);
}
