#define G_LOG_DOMAIN "merilo-model"

#include "model/percent.h"

int
merilo_percent (gint64 count, gint64 whole)
{
  gint64 size = ABS (count), rounded;

  if (whole <= 0)
    return MERILO_NO_PERCENT;
  rounded = (size * 20000 + whole) / (whole * 2);
  return (int) (count < 0 ? -rounded : rounded);
}

char *
merilo_percent_print (int hundredths)
{
  if (hundredths == MERILO_NO_PERCENT)
    return g_strdup ("");
  return g_strdup_printf ("%s%d.%02d", hundredths < 0 ? "-" : "", ABS (hundredths) / 100,
                          ABS (hundredths) % 100);
}
