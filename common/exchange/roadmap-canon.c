#define G_LOG_DOMAIN "merilo-exchange"

#include "exchange/roadmap-private.h"

#include "schedule/canon.h"
#include "schedule/read.h"

MeriloReading *
merilo_roadmap_read_words (const MeriloRoadmap *roadmap, const MeriloPlan *plan, const char *words)
{
  MeriloDeadlineContext context = MERILO_DEADLINE_CONTEXT_INIT;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  if (roadmap->act_date[0] != '\0')
    g_string_append_printf (text, "date=%s", roadmap->act_date);
  if (plan->period[0] != '\0')
    g_string_append_printf (text, "%speriod=%s", text->len > 0 ? " " : "", plan->period);
  if (text->len > 0 && !merilo_deadline_context_parse (&context, text->str, &error))
    g_info ("context of a plan: %s", error->message); /* read without it: a warning less */
  return merilo_deadline_read (words, &context);
}

char *
merilo_roadmap_read_canon (const MeriloRoadmap *roadmap,
                           const MeriloPlan *plan,
                           const char *words,
                           gpointer data)
{
  g_autoptr (MeriloReading) reading = merilo_roadmap_read_words (roadmap, plan, words);

  return merilo_reading_to_canon (reading);
}
