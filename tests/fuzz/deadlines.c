/* A phrase, or after «=» a canon: never crashes, and what is read can be written and read again. */
#include <string.h>

#include "schedule/canon.h"
#include "schedule/control-dates.h"
#include "schedule/explain.h"
#include "schedule/read.h"
#include "schedule/reading-json.h"

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

/* everything that is made of a reading */
static void
use_reading (const MeriloReading *reading, const MeriloDeadlineContext *context)
{
  g_autofree char *words = merilo_reading_explain (reading);
  g_autoptr (GString) json = g_string_new (NULL);
  MeriloScheduleParams params = MERILO_SCHEDULE_PARAMS_INIT;
  g_autoptr (GArray) dates = NULL;

  params.order_date = context->order_date;
  params.period_from = context->period_from;
  params.period_until = context->period_until;
  params.today = context->today;
  dates = merilo_control_dates (reading, &params);
  merilo_reading_put_json (reading, words, strlen (words), json);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  MeriloDeadlineContext context = MERILO_DEADLINE_CONTEXT_INIT;
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr (MeriloReading) reading = NULL, again = NULL;
  g_autofree char *canon = NULL;

  context.today = context.order_date = merilo_date_join (2024, 12, 17);
  context.period_from = merilo_date_join (2024, 1, 1);
  context.period_until = merilo_date_join (2026, 12, 31);
  if (text[0] == '=')
    {
      reading = merilo_reading_from_canon (text + 1, NULL);
      if (reading != NULL)
        use_reading (reading, &context);
      return 0;
    }
  reading = merilo_deadline_read_len ((const char *) data, size, &context);
  canon = merilo_reading_to_canon (reading);
  again = merilo_reading_from_canon (canon, NULL);
  if (again == NULL)
    { /* g_error () ends by a signal that libFuzzer does not catch */
      g_printerr ("not a canon: %s\n", canon);
      abort ();
    }
  use_reading (reading, &context);
  return 0;
}
