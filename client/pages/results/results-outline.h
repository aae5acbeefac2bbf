/* What there are results of: years, procedures, schools, classes; found by words. Read from a
 * document; no display. */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define APP_OUTLINE_MAX 200000 /* of everything in it */

typedef struct
{
  char *name;
  gint64 n; /* -1: hidden */
} AppOutlineClass;

typedef struct
{
  gint64 org_id, n;          /* n -1: hidden */
  const char *name, *folded; /* owned by the outline: schools come again and again */
  GPtrArray *classes;        /* of AppOutlineClass */
  gboolean shown;
} AppOutlineSchool;

typedef struct
{
  gint64 id, year, grade, n, n_schools;
  char *kind, *title, *subject, *folded;
  GPtrArray *schools; /* of AppOutlineSchool */
  gboolean shown;
  gboolean deep; /* found by its schools: they are to be seen */
} AppOutlineProcedure;

typedef struct
{
  gint64 year;
  GPtrArray *procedures; /* of AppOutlineProcedure */
} AppOutlineYear;

typedef struct
{
  int refs;
  GPtrArray *years; /* of AppOutlineYear, newest first */
  guint n_procedures, n_shown;
  GStringChunk *texts;
} AppOutline;

/* Returns: (transfer full): MERILO_ERROR_BAD_JSON for what is no such document */
AppOutline *app_outline_read (JsonNode *node, GError **error) G_GNUC_WARN_UNUSED_RESULT;
AppOutline *app_outline_ref (AppOutline *self);
void app_outline_unref (AppOutline *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AppOutline, app_outline_unref)

/* every word of @text is in the year, the title or the subject of a procedure, or in the name of
 * one of its schools; "" shows all */
void app_outline_filter (AppOutline *self, const char *text);

/* NULL: there is none */
const AppOutlineProcedure *app_outline_find (const AppOutline *self, gint64 procedure_id);
const AppOutlineSchool *app_outline_find_school (const AppOutlineProcedure *procedure,
                                                 gint64 org_id);

G_END_DECLS
