/* A plan (roadmap of a town or a school, functioning plan of ВСОКО) out of a Word document.
 *
 *   document -> act (number, date) from the paragraphs
 *            -> tables -> heading row -> columns by their headings
 *                      -> section rows, items, continuations of items cut by a page
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
  char *key;     /* no, activity, responsible, document, deadline, result, actions, object, … */
  char *heading; /* as written */
} MeriloPlanColumn;

typedef struct
{
  char *no;          /* as written, without its final dot; "" where the plan has no numbers */
  char **cells;      /* one a column */
  char **inherits;   /* keys of blank cells that hold what the object's first row holds; NULL */
  GPtrArray *source; /* char *: "table.row" */
  MeriloRowState state;
  const char
      *why;     /* "", blank-deadline, column-shift, doubled-number, automatic-number, no-number */
  guint object; /* of a ВСОКО plan, from 1; 0 in others */
  gboolean new_object;
} MeriloPlanRow;

typedef struct
{
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
  const char *why; /* repeated-heading, column-numbers, blank-row, stray-paragraph */
} MeriloDropped;

typedef struct
{
  const char *kind; /* "roadmap", "vsoko" */
  char *title;
  char *period;       /* "2024-01-01..2026-12-31", "" if the title names none */
  GArray *tables;     /* of MeriloPlanTable */
  GPtrArray *columns; /* of MeriloPlanColumn */
  GPtrArray *sections;
  GPtrArray *dropped; /* of MeriloDropped */
  guint n_rows;
  guint n_objects;
} MeriloPlan;

typedef struct
{
  char *act_kind; /* "приказ", "распоряжение", …; "" if the document names none */
  char *act_number; /* "486-О" */
  char *act_date;   /* "2024-12-17" */
  GPtrArray *plans; /* of MeriloPlan, at least one */
} MeriloRoadmap;

/* @table: number of a table, only the plan that it begins or continues is read; -1 for all.
 * MERILO_ERROR_BAD_FILE if there is no plan in the document, or what package.h says. */
MeriloRoadmap *
merilo_roadmap_read (GBytes *bytes, int table, GError **error) G_GNUC_WARN_UNUSED_RESULT;
MeriloRoadmap *
merilo_roadmap_open (const char *path, int table, GError **error) G_GNUC_WARN_UNUSED_RESULT;
MeriloRoadmap *merilo_roadmap_from_docx (const MeriloDocx *docx,
                                         int table,
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
