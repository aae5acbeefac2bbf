/* A layout given by a person, for sheets that no layout knows: where the heading row is and what
 * each column is. A small JSON document, kept and shared; the sheet is found by its headings, so
 * that next year's file is read by the same description.
 *
 *   { "name": "ОГЭ, математика", "kind": "oge", "subject": "Математика", "grade": 9, "max": 31,
 *     "row": 3,
 *     "columns": [
 *       { "column": 1, "heading": "Код", "is": "code" },
 *       { "column": 2, "heading": "Логин ОО", "is": "org" },
 *       { "column": 5, "heading": "№ 1", "is": "item", "code": "1", "max": 2 },
 *       { "column": 9, "heading": "Балл", "is": "total" } ] }
 *
 * Columns that are not named are never read: a column of names stays in the file. */
#pragma once

#include "exchange/grid.h"

G_BEGIN_DECLS

/* what a column of a table of participants is */
typedef enum
{
  MERILO_COLUMN_CODE,
  MERILO_COLUMN_ORG,
  MERILO_COLUMN_ORG_NAME,
  MERILO_COLUMN_MUNICIPALITY,
  MERILO_COLUMN_REGION,
  MERILO_COLUMN_CLASS,
  MERILO_COLUMN_VARIANT,
  MERILO_COLUMN_VARIANT_2, /* where there are two, one of them blank */
  MERILO_COLUMN_GENDER,
  MERILO_COLUMN_LOADED,
  MERILO_COLUMN_TEXTBOOK,
  MERILO_COLUMN_TOTAL,
  MERILO_COLUMN_MARK,
  MERILO_COLUMN_JOURNAL,
  MERILO_COLUMN_NOTE,
  MERILO_N_COLUMNS,
  MERILO_COLUMN_ITEM = MERILO_N_COLUMNS,
} MeriloColumn;

typedef struct
{
  guint column;  /* where the person pointed; a heading found elsewhere is followed there */
  char *heading; /* as it stands; "" for a column without one */
  MeriloColumn is;
  char *code; /* of an item */
  int max;    /* of an item; MERILO_RESULT_NONE if the person does not know */
} MeriloMapColumn;

typedef struct
{
  char *name;
  char *kind; /* "" and 0: the file's name says it */
  int year;
  char *subject;
  int grade;
  int max;            /* of the work, where it has no items; MERILO_RESULT_NONE */
  guint row;          /* the heading row */
  GPtrArray *columns; /* of MeriloMapColumn */
} MeriloLayoutMap;

/* MERILO_ERROR_BAD_JSON for what is no such document, MERILO_ERROR_INVALID for one that cannot be
 * read by: the message says which member */
MeriloLayoutMap *
merilo_layout_map_read (const char *json, gssize length, GError **error) G_GNUC_WARN_UNUSED_RESULT;
char *merilo_layout_map_write (const MeriloLayoutMap *self);
void merilo_layout_map_free (MeriloLayoutMap *self);

/* a description to begin with: what the headings of @row of @grid most likely are; columns that
 * nobody can guess are left out */
MeriloLayoutMap *merilo_layout_map_guess (const MeriloGrid *grid, guint row);

/* the place in @grid's rows of the heading row, -1 if this is another sheet; @ret_columns (of
 * guint, one a column of the map) is where each of them stands */
int
merilo_layout_map_find (const MeriloLayoutMap *self, const MeriloGrid *grid, GArray *ret_columns);

/* "code", "org" … "item" */
const char *merilo_column_get_id (MeriloColumn column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MeriloLayoutMap, merilo_layout_map_free)

G_END_DECLS
