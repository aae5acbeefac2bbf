/* Results of a procedure, a row a participant: what forms, individual results and regional exports
 * hold. Read by the layouts (layout.h), judged and never repaired: a faulty value stays out of the
 * scores, the row is faulty, and an issue names the cell and what stood there.
 *
 * Texts belong to the results and live as long. */
#pragma once

#include "exchange/arena.h"
#include "exchange/excerpt.h"
#include "exchange/issue.h"
#include "exchange/procedure.h"

G_BEGIN_DECLS

typedef struct
{
  char *code;  /* "1", "4К1", "5.1": without blanks, К Cyrillic, 5(1) as 5.1 */
  int max;     /* MERILO_RESULT_NONE if neither the file nor norms.h says */
  char *level; /* "Б", "П", "В"; "" if the file names none */
} MeriloResultItem;

typedef struct
{
  guint row;              /* of the sheet, from 1 */
  const char *org_login;  /* as written: "edu990001"; "" in a form of nobody knows which school */
  const char *org_digits; /* "990001": what stays when the letters change; "" if there are none */
  const char *org_name;
  const char *municipality;
  const char *region;
  const char *code;       /* of the participant */
  const char *class_name; /* "4А": with the grade, as the file's list of classes names it */
  const char *variant;
  const char *gender;   /* "м", "ж", "" */
  const char *loaded;   /* when the school sent it: "2022-03-17T05:33:20"; "" */
  const char *textbook; /* of the class */
  const char *note;     /* a column that a person called so: the kind of a medal */
  const char *award;    /* what the note says: "winner", "prize", "medal-1", "medal-2"; "" */
  gint16 *scores;       /* one an item; MERILO_SCORE_X, MERILO_NO_SCORE for a blank or a fault */
  int total;
  int mark;
  int journal_mark;
  gboolean absent; /* no work was written */
  gboolean faulty; /* an issue names it */
} MeriloResultRow;

typedef struct
{
  const char *layout; /* id of the layout: "individual-results" */
  char *sheet;
  MeriloProcedure procedure;
  GPtrArray *items;       /* of MeriloResultItem */
  GPtrArray *rows;        /* of MeriloResultRow */
  GArray *issues;         /* of MeriloResultIssue, by row */
  MeriloExcerpt *excerpt; /* rows that the reading found issues in */
  guint mark_column;      /* of the sheet, for issues found later; 0: marks are not in it */
  MeriloArena *memory;    /* of the rows */
  GStringChunk *texts;
} MeriloResults;

MeriloResults *merilo_results_new (const char *layout, const char *sheet);
void merilo_results_free (MeriloResults *self);

/* a scale is not in the files: adds mark-off-scale where a mark is not the one of the total;
 * @bounds: lowest total of «3», «4», «5» */
void merilo_results_check_scale (MeriloResults *self, const int bounds[3]);

/* the same with the published scale of this very work and year, if there is one */
void merilo_results_check_norm (MeriloResults *self);

/* members without braces: "layout":…,"procedure":{…},"rows":N,"issues":[…],
 * "columns":[…],"excerpt":[…] */
void merilo_results_put_json (const MeriloResults *self, GString *out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MeriloResults, merilo_results_free)

G_END_DECLS
