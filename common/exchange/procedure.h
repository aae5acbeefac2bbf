/* Which assessment a file speaks of: year, subject, grade. Reports of ФИС ОКО say it above their
 * table; forms and regional exports only in the names of the file and its folders. */
#pragma once

#include "exchange/grid.h"
#include "model/value.h"

G_BEGIN_DECLS

/* a maximum, a mark, a total that is not there */
#define MERILO_RESULT_NONE (-1)

typedef struct
{
  char *kind;         /* "vpr", "oge", "ege" …; "" if nothing says */
  int year;           /* 0 if nothing says */
  char *subject;      /* "Русский язык" */
  char *subject_code; /* "РУ"; "" if it is none of ВПР's subjects */
  char *level;        /* "базовый", "углублённый"; "" if the work has no levels */
  int grade;
  gint64 date; /* days since 1970-01-01; MERILO_NONE if the file does not say */
  int max;     /* MERILO_RESULT_NONE if nobody knows */
} MeriloProcedure;

void merilo_procedure_init (MeriloProcedure *self);
void merilo_procedure_clear (MeriloProcedure *self);

/* "vpr", "oge" …: one that the base knows */
gboolean merilo_procedure_is_kind (const char *id);

/* the lines above a table, @n rows of @grid, and the sheet's name */
void merilo_procedure_read_title (MeriloProcedure *self, const MeriloGrid *grid, guint n);

/* «2020/4/Математика.xlsx», «Форма сбора … Русский язык 4 класс ВПР 2022.xlsx»: fills what is
 * not known yet; a name says more than its folders. NULL says nothing */
void merilo_procedure_read_path (MeriloProcedure *self, const char *path);

/* the login that a folder of @path is named by: "edu990006"; NULL if none is */
char *merilo_path_dup_school (const char *path);

/* MERILO_ERROR_BAD_FILE that says what is missing and what to do */
gboolean merilo_procedure_check (const MeriloProcedure *self, GError **error);

/* "procedure":{…; the caller adds to it and closes it */
void merilo_procedure_begin_json (const MeriloProcedure *self, GString *out);

G_END_DECLS
