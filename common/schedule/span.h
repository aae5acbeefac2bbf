/* A stretch of time as words name it: «до 5 мая», «I квартал 2025 г.», «сентябрь – май текущего
 * учебного года». Years are not settled yet: that needs the words around it. Private. */
#pragma once

#include "schedule/day.h"
#include "schedule/rule.h"
#include "schedule/words.h"

G_BEGIN_DECLS

typedef enum
{
  GRAIN_DAY,
  GRAIN_NTH,  /* the second Tuesday of October */
  GRAIN_PART, /* ten days, or half, of a month */
  GRAIN_MONTH,
  GRAIN_QUARTER,
  GRAIN_HALF,
  GRAIN_YEAR,
  GRAIN_SCHOOL,
} Grain;

typedef enum
{
  REF_NONE,
  REF_OWN,    /* year … last_year */
  REF_SCHOOL, /* the school year that begins in year … last_year */
  REF_THIS_SCHOOL,
  REF_NEXT_SCHOOL,
  REF_PREVIOUS_SCHOOL,
  REF_THIS,
  REF_NEXT,
  REF_PREVIOUS,
} Ref;

/* from…until have no years; ref says which year they are in */
typedef struct
{
  Grain grain;
  MeriloDay from, until;
  MeriloNth nth;
  Ref ref;
  int year, last_year;
} Point;

typedef enum
{
  EDGE_WHOLE,
  EDGE_FROM,
  EDGE_UNTIL,
  EDGE_BETWEEN,
} Edge;

/**
 * Span:
 * @first: the beginning, or the whole
 * @last: the end, if @edge is EDGE_UNTIL or EDGE_BETWEEN
 * @exclusive: «до мая»: the day before @last begins
 * @on: «на 2025 год»
 * @every_year: «… каждого года»
 */
typedef struct
{
  Edge edge;
  Point first, last;
  gboolean exclusive, on, every_year, ambiguous;
  gint16 time, zone;
} Span;

/* Each reads at *pos and moves it, or returns FALSE and leaves it. */
gboolean span_read (const Words *words, guint *pos, Span *ret, gboolean school_years);
gboolean point_read (const Words *words, guint *pos, Point *ret);
gboolean ref_read (const Words *words, guint *pos, Point *point, gboolean *ret_every_year);
gboolean time_read (const Words *words, guint *pos, gint16 *ret_time, gint16 *ret_zone);
gboolean number_read (const Words *words, guint *pos, int *ret); /* «10», «десяти», «10 (десяти)» */

Point point_of_year (int year, int last_year);
Point point_of_school_year (void);

/* @day, which lies in the point, with its year; @order: for «текущего» */
MeriloDay point_settle (const Point *point, MeriloDay day, gint64 order);

/* is the token the beginning of some time: a month, a date, a year … */
gboolean words_start_time (const Words *words, guint pos);

G_END_DECLS
