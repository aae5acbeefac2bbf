#define G_LOG_DOMAIN "merilo-objectivity"

#include "objectivity/agreement.h"

gint16
merilo_agreement_item (gint16 first, gint16 second, gint16 max, gint tolerance)
{
  gint a = MAX (first, 0), b = MAX (second, 0);
  gint apart = ABS (a - b);

  if (apart > tolerance || (apart > 0 && max == 1))
    return MERILO_ITEM_OPEN;
  return (gint16) ((a + b + 1) / 2);
}

gint
merilo_mark_of_total (gint total, gint from3, gint from4, gint from5)
{
  return 2 + (total >= from3) + (total >= from4) + (total >= from5);
}
