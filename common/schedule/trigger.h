/* The words before an event's name: «после», «при», «накануне», «не позднее чем за 3 дня до».
 * Private to the reader. */
#pragma once

#include "schedule/items.h"

G_BEGIN_DECLS

/**
 * Trigger:
 * @by_outcome: «по итогам»: what it is the outcome of may be no event but a stretch of time
 * @weak: «до», «при»: the name must be that of something that happens
 */
typedef struct
{
  MeriloWhen when;
  MeriloUnit unit;
  int offset;
  gboolean by_outcome, weak;
} Trigger;

/* Each reads at *pos and moves it, or returns FALSE. */
gboolean trigger_read (Scan *scan, guint *pos, Trigger *ret);
gboolean trigger_read_during (Scan *scan, guint *pos, Trigger *ret);

/* «10 рабочих дней», «месяц», «двухнедельный срок» */
gboolean trigger_read_length (Scan *scan, guint *pos, Trigger *ret);

/* does a name of something that happens begin here: «проведения», «утверждении», «ВПР» */
gboolean token_is_happening (const Token *token);

G_END_DECLS
