#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include <glib/gi18n.h>

#include "pages/frame/trust-words.h"

#define DAY "%d.%m.%Y"

static char *
print_day (GDateTime *day)
{
  return day != NULL ? g_date_time_format (day, DAY) : g_strdup ("—");
}

char *
app_trust_dup_title (AppTrustProblem problem, const AppTrust *trust)
{
  g_autofree char *from = print_day (trust->from), *until = print_day (trust->until);

  switch (problem)
    {
    case APP_TRUST_SELF_SIGNED:
      return g_strdup (_ ("Сервер поручился за себя сам"));
    case APP_TRUST_UNKNOWN_CA:
      return g_strdup_printf (_ ("Этот компьютер не знает, кто такой «%s»"), trust->issuer);
    case APP_TRUST_WRONG_HOST:
      return g_strdup (_ ("Сертификат выдан для другого адреса"));
    case APP_TRUST_EXPIRED:
      return g_strdup_printf (_ ("Срок сертификата истёк %s"), until);
    case APP_TRUST_NOT_YET:
      return g_strdup_printf (_ ("Сертификат начнёт действовать только %s"), from);
    case APP_TRUST_REVOKED:
      return g_strdup (_ ("Сертификат отозван"));
    case APP_TRUST_WEAK:
    default:
      return g_strdup (_ ("Сертификат слишком слабый или собран с ошибкой"));
    }
}

char *
app_trust_dup_advice (AppTrustProblem problem, const AppTrust *trust)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *today = print_day (now);

  switch (problem)
    {
    case APP_TRUST_SELF_SIGNED:
      return g_strdup (_ ("Никто другой этот сервер не подтверждает: так бывает сразу после "
                          "установки. Попросите у администратора управления файл сертификата и "
                          "возьмите его здесь."));
    case APP_TRUST_UNKNOWN_CA:
      return g_strdup (_ ("Если это удостоверяющий центр управления или области, попросите у "
                          "администратора файл его сертификата и возьмите его здесь."));
    case APP_TRUST_WRONG_HOST:
      return g_strdup_printf (_ ("Вы указали «%s», а в сертификате записано: %s. Наберите адрес "
                                 "так, как он записан, или спросите администратора."),
                              trust->host, trust->names);
    case APP_TRUST_EXPIRED:
      return g_strdup_printf (_ ("Новый ставит администратор управления: сообщите ему. Проверьте и "
                                 "часы этого компьютера, на них %s."),
                              today);
    case APP_TRUST_NOT_YET:
      return g_strdup_printf (_ ("Скорее всего, отстают часы этого компьютера: на них %s."), today);
    case APP_TRUST_REVOKED:
      return g_strdup (_ ("Пользоваться им больше нельзя: сообщите администратору управления."));
    case APP_TRUST_WEAK:
    default:
      return g_strdup (_ ("Администратору управления нужно выпустить его заново."));
    }
}
