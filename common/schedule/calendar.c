#define G_LOG_DOMAIN "merilo-schedule"

#include <string.h>

#include <gio/gio.h>

#include "calendar-resource.h"
#include "model/error.h"
#include "schedule/calendar.h"

#define FIRST_YEAR 1990
#define N_YEARS    120
#define YEAR_WORDS 12 /* 12 × 32 bits hold 366 days */

struct _MeriloCalendar
{
  guint8 known[N_YEARS];
  guint32 off[N_YEARS][YEAR_WORDS]; /* a bit a day of the year */
};

/* ---- reading the file ------------------------------------------------------------------- */

static gboolean
find_kind (const char *kind, gsize length, gboolean *ret_off)
{
  static const char *const kinds[] = { "weekend", "holiday", "transferred", "working_saturday" };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (strlen (kinds[i]) == length && strncmp (kind, kinds[i], length) == 0)
      {
        *ret_off = i != G_N_ELEMENTS (kinds) - 1;
        return TRUE;
      }
  return FALSE;
}

static gboolean
read_line (MeriloCalendar *self, const char *line, gsize length)
{
  const char *kind = memchr (line, ',', length);
  const char *end = line + length;
  const char *stop;
  gint64 date, day;
  gboolean off;
  int year;

  if (kind == NULL || !merilo_date_parse (line, (gsize) (kind - line), &date))
    return FALSE;
  kind++;
  stop = memchr (kind, ',', (gsize) (end - kind));
  if (!find_kind (kind, (gsize) ((stop != NULL ? stop : end) - kind), &off))
    return FALSE;
  year = merilo_date_year (date);
  if (year < FIRST_YEAR || year >= FIRST_YEAR + N_YEARS)
    return FALSE;
  day = date - merilo_date_join (year, 1, 1);
  self->known[year - FIRST_YEAR] = 1;
  if (off)
    self->off[year - FIRST_YEAR][day / 32] |= 1u << (day % 32);
  return TRUE;
}

MeriloCalendar *
merilo_calendar_parse (const char *csv, gssize length, GError **error)
{
  g_autoptr (MeriloCalendar) self = g_new0 (MeriloCalendar, 1);
  const char *end = csv + (length < 0 ? strlen (csv) : (gsize) length);
  guint number = 0, days = 0;

  for (const char *line = csv, *next; line < end; line = next)
    {
      const char *stop = memchr (line, '\n', (gsize) (end - line));
      gsize size = (gsize) ((stop != NULL ? stop : end) - line);

      next = stop != NULL ? stop + 1 : end;
      number++;
      if (size > 0 && line[size - 1] == '\r')
        size--;
      if (size == 0 || line[0] == '#' || (size >= 5 && strncmp (line, "date,", 5) == 0))
        continue;
      if (!read_line (self, line, size))
        {
          g_set_error (error, MERILO_ERROR, MERILO_ERROR_BAD_FILE,
                       "calendar, line %u: not a day of the calendar: date,kind,note", number);
          return NULL;
        }
      days++;
    }
  if (days == 0)
    {
      g_set_error_literal (error, MERILO_ERROR, MERILO_ERROR_BAD_FILE, "calendar: no day in it");
      return NULL;
    }
  return g_steal_pointer (&self);
}

MeriloCalendar *
merilo_calendar_load (const char *path, GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) local = NULL;
  gsize length;

  if (!g_file_get_contents (path, &text, &length, &local))
    {
      g_set_error_literal (error, MERILO_ERROR, MERILO_ERROR_BAD_FILE, local->message);
      return NULL;
    }
  return merilo_calendar_parse (text, (gssize) length, error);
}

static MeriloCalendar *
load_shipped (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  MeriloCalendar *calendar;
  gsize size;
  const char *text;

  bytes
      = g_resource_lookup_data (merilo_schedule_get_resource (), "/merilo/schedule/calendar-ru.csv",
                                G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  g_assert_no_error (error);
  text = g_bytes_get_data (bytes, &size);
  calendar = merilo_calendar_parse (text, (gssize) size, &error);
  g_assert_no_error (error);
  return calendar;
}

const MeriloCalendar *
merilo_calendar_get_shipped (void)
{
  static MeriloCalendar *shipped = NULL;

  if (g_once_init_enter (&shipped))
    g_once_init_leave (&shipped, load_shipped ());
  return shipped;
}

void
merilo_calendar_free (MeriloCalendar *self)
{
  g_free (self);
}

/* ---- questions -------------------------------------------------------------------------- */

static const MeriloCalendar *told;

const MeriloCalendar *
merilo_calendar_get_default (void)
{
  return told != NULL ? told : merilo_calendar_get_shipped ();
}

void
merilo_calendar_set_default (MeriloCalendar *calendar)
{
  told = calendar;
}

gboolean
merilo_calendar_covers (const MeriloCalendar *self, int year)
{
  return year >= FIRST_YEAR && year < FIRST_YEAR + N_YEARS && self->known[year - FIRST_YEAR];
}

/* Labour Code, art. 112: 1–8 January, 23 February, 8 March, 1 and 9 May, 12 June, 4 November */
static gboolean
is_holiday_by_law (int month, int day)
{
  switch (month * 100 + day)
    {
    case 223:
    case 308:
    case 501:
    case 509:
    case 612:
    case 1104:
      return TRUE;
    default:
      return month == 1 && day <= 8;
    }
}

gboolean
merilo_calendar_is_off (const MeriloCalendar *self, gint64 date)
{
  int year, month, day;
  gint64 nth;

  merilo_date_split (date, &year, &month, &day);
  if (!merilo_calendar_covers (self, year))
    return merilo_date_weekday (date) >= 6 || is_holiday_by_law (month, day);
  nth = date - merilo_date_join (year, 1, 1);
  return (self->off[year - FIRST_YEAR][nth / 32] >> (nth % 32)) & 1;
}

gint64
merilo_calendar_move (const MeriloCalendar *self, gint64 date)
{
  int year = merilo_date_year (date);
  gint64 moved = date;

  while (merilo_calendar_is_off (self, moved))
    moved++;
  if (merilo_date_year (moved) == year)
    return moved;
  for (moved = date; merilo_calendar_is_off (self, moved);)
    moved--;
  return moved;
}

gint64
merilo_calendar_add_working (const MeriloCalendar *self, gint64 date, int days)
{
  int step = days < 0 ? -1 : 1;

  for (int left = ABS (days); left > 0;)
    {
      date += step;
      left -= !merilo_calendar_is_off (self, date);
    }
  return date;
}
