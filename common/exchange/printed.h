/* What ФИС ОКО counted itself: marks, comparison with the journal, distribution of scores, for the
 * whole sample, regions, municipalities and schools. Figures as printed: counts where the report
 * has counts, percents as hundredths. */
#pragma once

#include "exchange/issue.h"
#include "exchange/procedure.h"
#include "model/percent.h"

G_BEGIN_DECLS

typedef enum
{
  MERILO_SCOPE_SAMPLE, /* «Вся выборка» */
  MERILO_SCOPE_REGION,
  MERILO_SCOPE_MUNICIPALITY,
  MERILO_SCOPE_SCHOOL,
} MeriloScope;

typedef struct
{
  gint64 count; /* MERILO_NONE: the report has percents only */
  int percent;  /* hundredths; MERILO_NO_PERCENT: nothing stands there */
} MeriloPrintedCell;

typedef struct
{
  guint row;
  MeriloScope scope;
  char *name;               /* without the login */
  char *login;              /* "edu990001", "reg99_m001"; "" of the whole sample */
  char *digits;             /* of a school's login; "" of others */
  gint64 schools;           /* MERILO_NONE: not printed */
  gint64 n;                 /* participants; of a comparison those with a journal mark */
  MeriloPrintedCell *cells; /* one a column */
  gboolean faulty;
} MeriloPrintedUnit;

typedef struct
{
  const char *layout; /* "marks", "journal-comparison", "score-distribution" … */
  char *sheet;
  MeriloProcedure procedure;
  GPtrArray *columns; /* char *: "2"…"5"; "lowered", "confirmed", "raised"; "0"… */
  GPtrArray *units;   /* of MeriloPrintedUnit */
  GArray *issues;     /* of MeriloResultIssue */
} MeriloPrinted;

MeriloPrinted *merilo_printed_new (const char *layout, const char *sheet);
void merilo_printed_free (MeriloPrinted *self);

/* "sample", "region", "municipality", "school" */
const char *merilo_scope_get_id (MeriloScope scope);

/* members without braces: "layout":…,"procedure":{…},"rows":N,"units":[…],"issues":[…] */
void merilo_printed_put_json (const MeriloPrinted *self, GString *out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MeriloPrinted, merilo_printed_free)

G_END_DECLS
