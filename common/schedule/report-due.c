#define G_LOG_DOMAIN "merilo-schedule"

#include "schedule/report-due.h"

#include <string.h>

gboolean
merilo_quarter_is_good (const char *text)
{
  return strlen (text) == 7 && g_str_has_prefix (text, "20") && g_ascii_isdigit (text[2])
         && g_ascii_isdigit (text[3]) && text[4] == '-' && text[5] == 'Q' && text[6] >= '1'
         && text[6] <= '4';
}

gint64
merilo_report_due (const char *quarter, const MeriloReportRule *rule)
{
  const MeriloCalendar *calendar
      = rule->calendar != NULL ? rule->calendar : merilo_calendar_get_default ();
  int year, month;
  gint64 due;

  if (!merilo_quarter_is_good (quarter))
    return MERILO_NONE;
  year = (int) g_ascii_strtoll (quarter, NULL, 10);
  month = (quarter[6] - '0') * 3 + 1;
  if (month > 12)
    {
      month = 1;
      year++;
    }
  due = merilo_date_join (year, month, CLAMP (rule->day, 1, merilo_month_length (year, month)));
  return rule->keep_days_off ? due : merilo_calendar_move (calendar, due);
}

void
merilo_report_closed (char out[MERILO_QUARTER_SIZE], gint64 today, const MeriloReportRule *rule)
{
  for (int back = 3;; back += 3)
    {
      merilo_quarter_print (out, merilo_date_add_months (today, -back));
      if (merilo_report_due (out, rule) < today) /* no day at all is long ago */
        return;
    }
}
