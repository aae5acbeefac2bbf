/* The canon's parser takes the canonical spelling and nothing else; the JSON and the plain words.
 */
#include <locale.h>
#include <string.h>

#include "model/error.h"
#include "schedule/canon.h"
#include "schedule/explain.h"
#include "schedule/reading-json.h"

static const char *const good[] = {
  "empty",
  "none",
  "none; warn=column-shift",
  "once(until=2024-02-29T15:00+03:00,scope=\"11 класс\",who=\"УО,ОО\")",
  "once(from=2024-13-32); warn=misprint,no-date",
  "yearly",
  "yearly(from=01-01,until=02-last)",
  "yearly(months=12,5,since=2025,scope=\"9-е классы\",who=\"\")",
  "yearly(on=last.fri.05.working)",
  "quarterly(day=31)",
  "monthly(day=7,lag=1,from=2024-01-01,until=2024-12-31)",
  "sy(2023/2024,who=\"план мероприятий\")",
  "every(years=3,per=school)",
  "event(id=other,name=\"утверждения «бюджета»\",when=before,offset=-3wd,time=09:00,latest=02-last,"
  "year=2025,since=2024,scope=\"4 класс\",who=\"УО\")",
  "all(external(who=\"\") | continuous | ondemand | period(from=2024-01-01,until=2026-12-31))",
  "blackout(from=2025-07-01,until=2025-07-15); warn=ambiguous,before-order,cross-year,day-off",
};

static const char *const bad[] = {
  "",
  " ",
  "empty; warn=no-date",
  "none;warn=column-shift",
  "none; warn=",
  "none; warn=unknown",
  "none; warn=no-date,no-date",
  "none; warn=no-date,ambiguous",
  "once",
  "once()",
  "once(from=2024-1-01)",
  "once(from=05-01)",
  "once(until=2024-05-01,from=2024-01-01)",
  "once(until=2024-05-01 ,who=\"\")",
  "once(until=2024-05-01T25:00)",
  "once(until=2024-05-01",
  "once(until=2024-05-01))",
  "once(until=2024-05-01,until=2024-05-01)",
  "once(until=2024-05-01,day=5)",
  "once(until=2024-05-01,who=\"a|b\")",
  "once(until=2024-05-01,who=\"УО)",
  "once(until=02-last)",
  "yearly()",
  "yearly(until=2024-05-01)",
  "yearly(until=03-last)",
  "yearly(until=00-01)",
  "yearly(months=)",
  "yearly(months=05)",
  "yearly(months=13)",
  "yearly(months=1,2,3,4,5,6,7,8,9,10,11,12,1)",
  "yearly(from=01-01,months=5)",
  "yearly(on=5.mon.10)",
  "yearly(on=1.xxx.10)",
  "yearly(since=25)",
  "quarterly(lag=1)",
  "quarterly(day=32)",
  "quarterly(day=0)",
  "monthly(day=7,lag=2)",
  "sy",
  "sy(2023/2025)",
  "sy(who=\"\",2023/2024)",
  "every(years=3)",
  "every(years=0,per=school)",
  "event(id=vpr)",
  "event(id=vpr,name=\"a\",when=after)",
  "event(id=other,when=after)",
  "event(id=birthday,when=after)",
  "event(id=vpr,when=later)",
  "event(id=vpr,when=after,offset=10d)",
  "event(id=vpr,when=after,offset=+10)",
  "external",
  "continuous(who=\"\")",
  "all(yearly)",
  "all(yearly | yearly",
  "all(yearly|continuous)",
  "all(yearly | none)",
  "weekly",
  "Yearly",
};

static void
test_good (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (MeriloReading) reading = merilo_reading_from_canon (good[i], &error);
      g_autofree char *canon = NULL;

      g_assert_no_error (error);
      canon = merilo_reading_to_canon (reading);
      g_assert_cmpstr (canon, ==, good[i]);
    }
}

static void
test_bad (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (MeriloReading) reading = merilo_reading_from_canon (bad[i], &error);

      if (reading != NULL)
        g_error ("taken for a canon: “%s”", bad[i]);
      g_assert_error (error, MERILO_ERROR, MERILO_ERROR_INVALID);
    }
}

/* ---- JSON ------------------------------------------------------------------------------- */

static const struct
{
  const char *canon, *json;
} jsons[] = {
  { "all(once(until=2024-02-01,scope=\"11 класс\") | once(until=2024-03-01,scope=\"9 класс\"))",
    "{\"phrase\":\"x\",\"rules\":[{\"kind\":\"once\",\"until\":\"2024-02-01\",\"scope\":\"11 класс\"},"
    "{\"kind\":\"once\",\"until\":\"2024-03-01\",\"scope\":\"9 класс\"}],\"warnings\":[],"
    "\"canon\":\"all(once(until=2024-02-01,scope=\\\"11 класс\\\") | "
    "once(until=2024-03-01,scope=\\\"9 класс\\\"))\"}" },
  { "none", "{\"phrase\":\"x\",\"rules\":[],\"warnings\":[\"not-read\"],\"canon\":\"none\"}" },
  { "empty", "{\"phrase\":\"x\",\"rules\":[],\"warnings\":[\"empty\"],\"canon\":\"empty\"}" },
  { "none; warn=column-shift", "{\"phrase\":\"x\",\"rules\":[],\"warnings\":[\"column-shift\"],"
                               "\"canon\":\"none; warn=column-shift\"}" },
  { "external(who=\"\")", "{\"phrase\":\"x\",\"rules\":[{\"kind\":\"external\",\"who\":[]}],"
                          "\"warnings\":[],\"canon\":\"external(who=\\\"\\\")\"}" },
  { "sy(2023/2024,who=\"УО,ОО\")",
    "{\"phrase\":\"x\",\"rules\":[{\"kind\":\"sy\",\"sy\":\"2023/2024\",\"who\":[\"УО\",\"ОО\"]}],"
    "\"warnings\":[],\"canon\":\"sy(2023/2024,who=\\\"УО,ОО\\\")\"}" },
  { "yearly(months=12,5,since=2025)",
    "{\"phrase\":\"x\",\"rules\":[{\"kind\":\"yearly\",\"months\":[12,5],\"since\":2025}],"
    "\"warnings\":[],\"canon\":\"yearly(months=12,5,since=2025)\"}" },
  { "monthly(day=7,lag=1)",
    "{\"phrase\":\"x\",\"rules\":[{\"kind\":\"monthly\",\"day\":7,\"lag\":1}],"
    "\"warnings\":[],\"canon\":\"monthly(day=7,lag=1)\"}" },
  { "event(id=vpr,when=after,offset=+10wd,time=09:00,latest=12-31,year=2025)",
    "{\"phrase\":\"x\",\"rules\":[{\"kind\":\"event\",\"id\":\"vpr\",\"when\":\"after\","
    "\"offset\":\"+10wd\",\"time\":\"09:00\",\"latest\":\"12-31\",\"year\":2025}],\"warnings\":[],"
    "\"canon\":\"event(id=vpr,when=after,offset=+10wd,time=09:00,latest=12-31,year=2025)\"}" },
  { "every(years=3,per=school)",
    "{\"phrase\":\"x\",\"rules\":[{\"kind\":\"every\",\"years\":3,\"per\":\"school\"}],"
    "\"warnings\":[],\"canon\":\"every(years=3,per=school)\"}" },
};

static void
test_json (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (jsons); i++)
    {
      g_autoptr (MeriloReading) reading = merilo_reading_from_canon (jsons[i].canon, NULL);
      g_autoptr (GString) out = g_string_new (NULL);

      g_assert_nonnull (reading);
      merilo_reading_put_json (reading, "x", 1, out);
      g_assert_cmpstr (out->str, ==, jsons[i].json);
    }
}

static void
test_json_bytes (void)
{
  g_autoptr (MeriloReading) reading = merilo_reading_new ();
  g_autoptr (GString) out = g_string_new (NULL);

  merilo_reading_put_json (reading, "a\"\xff\n", 4, out);
  g_assert_cmpstr (out->str, ==,
                   "{\"phrase\":\"a\\\"\xef\xbf\xbd\\n\",\"rules\":[],\"warnings\":[\"not-read\"],"
                   "\"canon\":\"none\"}");
}

/* ---- plain words ------------------------------------------------------------------------ */

static const struct
{
  const char *canon, *words;
} explained[] = {
  { "empty", "срок не указан" },
  { "none", "срок не прочитан" },
  { "yearly", "ежегодно" },
  { "yearly(from=10-01,until=12-31)", "ежегодно, с 1 октября по 31 декабря" },
  { "yearly(from=01-01,until=02-last)", "ежегодно, с 1 января до конца февраля" },
  { "yearly(until=11-30,since=2026,who=\"УО\")",
    "ежегодно с 2026 года, до 30 ноября, день назначает: УО" },
  { "yearly(months=4,10)", "ежегодно, апрель, октябрь" },
  { "yearly(on=2.tue.10)", "ежегодно, второй вторник октября" },
  { "yearly(on=last.fri.05.working)", "ежегодно, последняя рабочая пятница мая" },
  { "once(until=2024-05-10,scope=\"9 класс\")", "до 10 мая 2024 г. (9 класс)" },
  { "once(from=2024-05-10,until=2024-05-10)", "10 мая 2024 г." },
  { "once(until=2024-05-10T15:00+03:00)", "до 10 мая 2024 г., 15:00 по московскому времени" },
  { "quarterly(day=5)", "ежеквартально, до 5 числа следующего месяца" },
  { "monthly(day=20)", "ежемесячно, до 20 числа" },
  { "sy(2023/2024)", "2023/2024 учебный год" },
  { "external(who=\"УО\")", "по плану: УО" },
  { "external(who=\"\")", "по графику, которого ещё нет" },
  { "event(id=vpr-results,when=after,offset=+10wd,latest=12-31)",
    "в течение 10 раб. дн. после события «получение результатов ВПР», не позднее 31 декабря" },
  { "all(continuous | ondemand)", "постоянно; по мере необходимости" },
};

static void
test_explain (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (explained); i++)
    {
      g_autoptr (MeriloReading) reading = merilo_reading_from_canon (explained[i].canon, NULL);
      g_autofree char *words = NULL;

      g_assert_nonnull (reading);
      words = merilo_reading_explain (reading);
      g_assert_cmpstr (words, ==, explained[i].words);
    }
  for (guint i = 0; i < MERILO_N_WARNINGS; i++)
    g_assert_cmpuint (strlen (merilo_warning_explain (i)), >, 10);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/schedule/canon/good", test_good);
  g_test_add_func ("/schedule/canon/bad", test_bad);
  g_test_add_func ("/schedule/canon/json", test_json);
  g_test_add_func ("/schedule/canon/json-bytes", test_json_bytes);
  g_test_add_func ("/schedule/canon/explain", test_explain);
  return g_test_run ();
}
