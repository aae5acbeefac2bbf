/* A plan (roadmap of a town or a school, functioning plan of ВСОКО, decision) out of a Word
 * document, a workbook, a CSV file or a table copied from one of them.
 *
 *   document -> act (number, date) from the paragraphs
 *            -> tables -> heading row -> columns by their headings, or by the roles given
 *                      -> section rows, items, continuations of items cut by a page
 *            -> no table: numbered points of a decision, terms inside their text
 *
 * Nothing is repaired in silence: a row made of several says so, a row one should look at is
 * doubtful and says why, a row left out stands in `dropped` with the reason.
 * Texts are as in the document: words are never changed, runs of white space are one blank (or one
 * '\n' where the document breaks a line). The rules are those of the README of this room. */
#pragma once

#include <gio/gio.h>

#include "exchange/docx.h"

G_BEGIN_DECLS

typedef enum
{
  MERILO_ROW_WHOLE,
  MERILO_ROW_JOINED,   /* of several rows of the document */
  MERILO_ROW_DOUBTFUL, /* a person has to look; `why` says at what */
} MeriloRowState;

/* "whole", "joined", "doubtful" */
const char *merilo_row_state_name (MeriloRowState state);

typedef struct
{
  char *key;        /* the role; "activity-2" if there is one already, "column-5" without a role */
  char *heading;    /* as written */
  const char *role; /* one of merilo_plan_roles, "" if the heading tells none */
  gboolean given;   /* the role was given, not guessed */
} MeriloPlanColumn;

/* what a column may be: no, activity, deadline, …; ends with NULL */
extern const char *const merilo_plan_roles[];

typedef struct
{
  char *no;          /* as written, without its final dot; "" where the plan has no numbers */
  char **cells;      /* one a column */
  char **inherits;   /* keys of blank cells that hold what the object's first row holds; NULL */
  GPtrArray *source; /* char *: "table.row" */
  MeriloRowState state;
  const char *why; /* "", blank-deadline, column-shift, misprint, doubled-number, automatic-number,
                      no-number, date-for-number */
  guint object;    /* of a ВСОКО plan, from 1; 0 in others */
  gboolean new_object;
  char **deadlines; /* of a decision: the words of the terms in its text; NULL in others */
} MeriloPlanRow;

typedef struct
{
  char *no;        /* of a decision's point; NULL in others */
  char *addressee; /* whom the point tells to do it, "" if it does not say; NULL in others */
  char *title;
  guint level; /* 2: numbered with a Roman numeral inside the part above */
  guint part;  /* number of the level-1 part, from 1 */
  GPtrArray *source;
  MeriloRowState state;
  const char *why; /* "", broken-heading */
  GPtrArray *gaps; /* char *: numbers that are missing between neighbours */
  GPtrArray *rows; /* of MeriloPlanRow */
} MeriloPlanSection;

typedef struct
{
  guint table;
  guint rows;
  guint columns;
  gboolean heading;
} MeriloPlanTable;

typedef struct
{
  char *source;    /* "table.row" or "pN", the body's paragraph */
  const char *why; /* repeated-heading, column-numbers, blank-row, stray-paragraph, below-table,
                      point-without-task */
} MeriloDropped;

typedef struct
{
  const char *kind;      /* "roadmap", "vsoko", "decision" */
  const char *plan_kind; /* municipal-roadmap, school-roadmap, vsoko-plan, decision: a guess */
  char *title;
  char *period;       /* "2024-01-01..2026-12-31", "" if the title names none */
  GArray *tables;     /* of MeriloPlanTable */
  GPtrArray *columns; /* of MeriloPlanColumn */
  GPtrArray *sections;
  GPtrArray *headings;  /* char *: rows of the heading and above it */
  GPtrArray *dropped;   /* of MeriloDropped */
  GPtrArray *signature; /* char *: paragraphs below a decision's points */
  guint n_rows;
  guint n_objects;
  guint n_sub_points;
} MeriloPlan;

/* any table of the file, or its points; a plan that pages cut is several tables */
typedef struct
{
  int table;        /* -1: the points of a decision */
  const char *kind; /* a plan_kind, or "not-a-plan" */
  guint count;      /* items that begin in it */
  guint rows;
  guint columns;
} MeriloFoundTable;

typedef struct
{
  char *act_kind; /* "приказ", "распоряжение", …; "" if the document names none */
  char *act_number; /* "486-О" */
  char *act_date;   /* "2024-12-17" */
  GPtrArray *plans; /* of MeriloPlan, at least one */
  GArray *found;    /* of MeriloFoundTable: all that the file has */
} MeriloRoadmap;

/**
 * MeriloRoadmapOptions:
 * @table: number of a table or sheet, only the plan that it begins or continues is read; -1 for all
 * @roles: (nullable): roles of the columns in their order, "-" for none; NULL: by the headings.
 *   A table then needs no heading that is understood
 */
typedef struct
{
  int table;
  const char *const *roles;
} MeriloRoadmapOptions;

/* Word, Excel, CSV, or a table copied as HTML: the bytes tell. @options: NULL for all tables.
 * MERILO_ERROR_BAD_FILE if there is no plan in the document, or what package.h says;
 * MERILO_ERROR_INVALID for roles that are none or more than the columns. */
MeriloRoadmap *merilo_roadmap_read (GBytes *bytes,
                                    const MeriloRoadmapOptions *options,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
MeriloRoadmap *merilo_roadmap_open (const char *path,
                                    const MeriloRoadmapOptions *options,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
MeriloRoadmap *merilo_roadmap_from_docx (const MeriloDocx *docx,
                                         const MeriloRoadmapOptions *options,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
void merilo_roadmap_free (MeriloRoadmap *self);

/* place of the column @key, -1 if the plan has none */
int merilo_plan_find_column (const MeriloPlan *plan, const char *key);

/* "" if the plan has no such column */
const char *
merilo_plan_get_cell (const MeriloPlan *plan, const MeriloPlanRow *row, const char *key);

/* canonical reading of a deadline's words, owned by the caller; NULL leaves "canon" out */
typedef char *(*MeriloCanonFunc) (const MeriloRoadmap *roadmap,
                                  const MeriloPlan *plan,
                                  const char *words,
                                  gpointer data);

/* the MeriloCanonFunc of the deadline language: the order's date and the plan's period in mind */
char *merilo_roadmap_read_canon (const MeriloRoadmap *roadmap,
                                 const MeriloPlan *plan,
                                 const char *words,
                                 gpointer data);

/* the document `import roadmap --json` prints; @canon may be NULL */
void merilo_roadmap_to_json (const MeriloRoadmap *self,
                             GString *out,
                             MeriloCanonFunc canon,
                             gpointer data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MeriloRoadmap, merilo_roadmap_free)

G_END_DECLS
