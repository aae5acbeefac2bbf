/* What dates depend on beside the rules themselves: how the town counts, what has happened, the
 * order and the period. Read from the columns of schedule_terms() in the base. */
#pragma once

#include "db/rows.h"
#include "schedule/control-dates.h"
#include "schedule/read.h"

G_BEGIN_DECLS

typedef struct
{
  MeriloDeadlineContext context;
  MeriloScheduleParams schedule;
  GArray *events;        /* of MeriloRecordedEvent: the schedule's */
  GArray *ids;           /* of gint64: the records of @events, in their order */
  GStringChunk *strings; /* their names */
} SrvTerms;

void srv_terms_init (SrvTerms *self, SrvRows *rows, guint row);
void srv_terms_clear (SrvTerms *self);

/* the order whose version set the words, and the plan's period (columns period_from, period_until)
 */
void srv_terms_set_plan (SrvTerms *self, gint64 order, SrvRows *rows, guint row);

/* @id: of its record, or 0 for one that is not recorded yet */
void srv_terms_add_event (SrvTerms *self, gint64 id, const MeriloRecordedEvent *event);
/* %FALSE: there is none with that record */
gboolean srv_terms_drop_event (SrvTerms *self, gint64 id);

/* the records that were read, as PostgreSQL writes an array; transfer full */
char *srv_terms_show_ids (SrvTerms *self);

/* what is said of an item: @rule set by hand wins over the words. A rule that is no canon is
 * passed over; transfer full */
MeriloReading *srv_terms_read (SrvTerms *self, const char *words, const char *rule);

/**
 * srv_terms_put_dates:
 * @names: of the beginning, the nominal and the due day
 * @clocks: for the base: a rule on each school's own clock gives its date for every year of the
 *   last execution, named `clock`. %FALSE: for people, as if nothing were executed yet
 *
 * An array of objects.
 */
void srv_terms_put_dates (SrvTerms *self,
                          const MeriloReading *reading,
                          const char *const names[3],
                          gboolean clocks,
                          GString *json);

/* 2024-12-17, or MERILO_NONE */
gint64 srv_terms_parse_day (const char *iso);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SrvTerms, srv_terms_clear)

G_END_DECLS
