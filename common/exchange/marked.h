/* The register of marked schools (ОО с признаками необъективности): which works of a school gave
 * signs in which year. Official facts: taken as they stand, never computed. A school that stands
 * twice in a year is one entry. */
#pragma once

#include "exchange/issue.h"

G_BEGIN_DECLS

typedef struct
{
  char *code; /* "4 РУ" */
  int grade;
  char *subject_code;
  guint column;
} MeriloMarkedWork;

typedef struct
{
  guint row;   /* the first one */
  guint again; /* how many rows say the same once more */
  int year;
  char *login;
  char *digits;
  char *municipality;
  char *name;
  gboolean *works; /* one a work: has signs */
  int markers;     /* how many works have */
  gboolean faulty;
} MeriloMarkedSchool;

typedef struct
{
  const char *layout; /* "marked-schools" */
  char *sheet;
  GPtrArray *works;   /* of MeriloMarkedWork */
  GPtrArray *schools; /* of MeriloMarkedSchool: one a year and school */
  guint n_rows;       /* of the sheet, doubled ones too */
  GArray *issues;     /* of MeriloResultIssue */
} MeriloMarked;

MeriloMarked *merilo_marked_new (const char *layout, const char *sheet);
void merilo_marked_free (MeriloMarked *self);

/* members without braces: "layout":…,"procedure":null,"rows":N,"schools":[…],"issues":[…] */
void merilo_marked_put_json (const MeriloMarked *self, GString *out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MeriloMarked, merilo_marked_free)

G_END_DECLS
