/* How the rules of one clause are made: what comes every quarter or month is a file of its own.
 * Private to the reader. */
#pragma once

#include "schedule/terms.h"

G_BEGIN_DECLS

typedef struct
{
  Clause *clause;
  GPtrArray *rules;
  GArray *written;
  MeriloRule *months; /* the list that the next month joins */
} Builder;

/* build.c */
void builder_add (Builder *self, MeriloRule *rule, const char *scope, gboolean written);
/* gives the end of a span that has no year the year of the other */
void builder_settle_refs (Builder *self, Span *span);
void builder_fill_window (Builder *self, const Span *span, MeriloRule *rule);
gboolean span_is_exclusive (const Span *span);

/* build-months.c */
void builder_add_periodic (Builder *self, MeriloRuleKind kind, int day, int lag);
void builder_add_day (Builder *self);
void builder_add_monthly (Builder *self);
gboolean clause_names_quarters (const Clause *clause);

G_END_DECLS
