/* Results of a procedure out of the workbooks people have: one file a layout, each with a function
 * that recognises a sheet by what stands in it and one that reads it. Names of files and of sheets
 * decide nothing: people rename them.
 *
 * Reading judges but never repairs: a faulty value stays out of the scores, the row is faulty, and
 * an issue names the cell and what stood there. */
#pragma once

#include "exchange/grid.h"

G_BEGIN_DECLS

/* a mark, a total that is not there */
#define MERILO_RESULT_NONE (-1)

typedef struct
{
  char *code; /* "1", "4К1", "5(1)": without blanks, К Cyrillic */
  int max;
  char *level; /* "Б", "П", "В"; "" if the file names none */
} MeriloResultItem;

typedef struct
{
  guint row;        /* of the sheet, from 1 */
  char *org_login;  /* as written: "edu990001" */
  char *org_digits; /* "990001": what stays when the letters change; "" if there are none */
  char *org_name;
  char *municipality;
  char *code; /* of the participant */
  char *class_name;
  char *variant;
  gint16 *scores; /* one an item; MERILO_SCORE_X, MERILO_NO_SCORE for a blank or a faulty value */
  int total;
  int mark;
  int journal_mark;
  gboolean absent; /* no work was written */
  gboolean faulty; /* an issue names it */
} MeriloResultRow;

/* codes of issues: bad-value, item-above-max, empty-item, total-not-sum, total-above-max,
 * bad-total, bad-mark, bad-journal-mark, mark-off-scale, unknown-class, bad-org, bad-code,
 * doubled-code, bad-variant */
typedef struct
{
  guint row;
  guint column;
  const char *code;
  char *value; /* as it stands in the cell */
} MeriloResultIssue;

typedef struct
{
  const char *layout; /* id of the layout: "individual-results" */
  char *sheet;
  char *kind; /* "vpr" */
  int year;
  char *subject;      /* "Русский язык" */
  char *subject_code; /* "РУ", "" if the file does not say */
  int grade;
  gint64 date; /* days since 1970-01-01; MERILO_NONE if the file does not say */
  int max;
  GPtrArray *items;  /* of MeriloResultItem */
  GPtrArray *rows;   /* of MeriloResultRow */
  GArray *issues;    /* of MeriloResultIssue, by row */
  guint mark_column; /* of the sheet, for issues found later */
} MeriloResults;

/* an entry of the table of layouts */
typedef struct
{
  const char *id;
  const char *title;
  gboolean (*recognise) (const MeriloGrid *grid);
  /* rows into @results; MERILO_ERROR_BAD_FILE if the sheet has not what the layout needs */
  gboolean (*read) (const MeriloGrid *grid, MeriloResults *results, GError **error);
} MeriloLayout;

/* the layout of a sheet, NULL if it is none of those known */
const MeriloLayout *merilo_layout_recognise (const MeriloGrid *grid);

/* the first visible sheet whose layout is known, read */
MeriloResults *merilo_results_read (GBytes *bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;
MeriloResults *merilo_results_open (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
MeriloResults *merilo_results_from_grid (const MeriloGrid *grid,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
void merilo_results_free (MeriloResults *self);

/* a scale is not in the files: adds mark-off-scale where a mark is not the one of the total;
 * @bounds: lowest total of «3», «4», «5» */
void merilo_results_check_scale (MeriloResults *self, const int bounds[3]);

/* members without braces: "layout":…,"procedure":{…},"rows":N,"issues":[…] */
void merilo_results_put_json (const MeriloResults *self, GString *out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MeriloResults, merilo_results_free)

G_END_DECLS
