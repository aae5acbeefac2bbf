#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/plans/plan-words.h"

#include <glib/gi18n.h>

const char *
app_plan_state_tone (gint64 state)
{
  return state == MERILO_PLAN_STATE_APPROVED ? "success"
         : state == MERILO_PLAN_STATE_DRAFT  ? "accent"
                                             : "dim";
}

char *
app_plan_describe (MeriloRecord *plan)
{
  gint64 sections = MAX (0, merilo_record_get_whole (plan, MERILO_PLAN_SECTIONS));
  gint64 items = MAX (0, merilo_record_get_whole (plan, MERILO_PLAN_ITEMS));
  gint64 revision = merilo_record_get_whole (plan, MERILO_PLAN_REVISION);
  g_autofree char *from = merilo_record_show (plan, MERILO_PLAN_PERIOD_FROM);
  g_autofree char *until = merilo_record_show (plan, MERILO_PLAN_PERIOD_UNTIL);
  g_autofree char *number = merilo_record_show (plan, MERILO_PLAN_ACT_NUMBER);
  g_autofree char *date = merilo_record_show (plan, MERILO_PLAN_ACT_DATE);
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, ngettext ("%d раздел", "%d раздела", (gulong) sections),
                          (int) sections);
  g_string_append (text, ", ");
  g_string_append_printf (text, ngettext ("%d пункт", "%d пункта", (gulong) items), (int) items);
  g_string_append_printf (text, ", %s – %s", from, until);
  if (*number != 0)
    g_string_append_printf (text, _ (", акт № %s от %s"), number, date);
  if (revision > 1)
    g_string_append_printf (text, _ (", редакция %d"), (int) revision);
  return g_string_free (g_steal_pointer (&text), FALSE);
}
