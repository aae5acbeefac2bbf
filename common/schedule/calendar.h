/* The working calendar: which days are off. Immutable after loading, so any thread may read it.
 *
 * A file of days off is CSV: `date,kind,note`, lines with # are remarks, the heading is skipped.
 * Kinds: weekend, holiday, transferred (a weekday off), working_saturday (works). A year with any
 * line is known whole: its days that are not listed work. Other years have Saturdays, Sundays and
 * the holidays of art. 112 of the Labour Code. */
#pragma once

#include "schedule/day.h"

G_BEGIN_DECLS

typedef struct _MeriloCalendar MeriloCalendar;

/* Error: MERILO_ERROR_BAD_FILE, with the number of the line; transfer full */
MeriloCalendar *
merilo_calendar_parse (const char *csv, gssize length, GError **error) G_GNUC_WARN_UNUSED_RESULT;
MeriloCalendar *merilo_calendar_load (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* the calendar that is shipped; static */
const MeriloCalendar *merilo_calendar_get_shipped (void);

/* the calendar wherever none is named: the shipped one, or what the program was told to use. To be
 * set once, before there are threads; @calendar is kept for ever, transfer full */
const MeriloCalendar *merilo_calendar_get_default (void);
void merilo_calendar_set_default (MeriloCalendar *calendar);

void merilo_calendar_free (MeriloCalendar *self);

/* does the file speak of that year */
gboolean merilo_calendar_covers (const MeriloCalendar *self, int year);
gboolean merilo_calendar_is_off (const MeriloCalendar *self, gint64 date);

/* the next working day, @date itself if it works; back to the last working day before if that
 * would leave the calendar year */
gint64 merilo_calendar_move (const MeriloCalendar *self, gint64 date);

/* so many working days on (or back); @date itself is not counted */
gint64 merilo_calendar_add_working (const MeriloCalendar *self, gint64 date, int days);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MeriloCalendar, merilo_calendar_free)

G_END_DECLS
