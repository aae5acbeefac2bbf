/* Percents out of counts: two decimals, half away from zero, as ФИС ОКО prints them. Whole
 * arithmetic, so that a half is a half. Percents are hundredths: 1372 is 13.72 %. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define MERILO_NO_PERCENT G_MININT

/* @count of @whole; MERILO_NO_PERCENT if @whole is not above 0 */
int merilo_percent (gint64 count, gint64 whole);

/* "13.72"; "" for MERILO_NO_PERCENT; transfer full */
char *merilo_percent_print (int hundredths);

G_END_DECLS
