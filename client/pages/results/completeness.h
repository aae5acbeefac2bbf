/* Who has sent the results of which procedure, of one year. Read from a document; no display. */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef enum
{
  APP_SENT_NONE,     /* nothing is waited for */
  APP_SENT_EXPECTED, /* waited for, and not here */
  APP_SENT_HERE,
} AppSentState;

typedef struct
{
  AppSentState state;
  gint64 n, absent; /* -1: not told */
  char *imported_at;
} AppSentCell;

typedef struct
{
  gint64 id, grade;
  char *title, *subject, *kind;
} AppSentProcedure;

typedef struct
{
  gint64 org_id;
  char *name;
  GArray *cells; /* of AppSentCell, as many as there are procedures */
} AppSentRow;

typedef struct
{
  GPtrArray *procedures; /* of AppSentProcedure */
  GPtrArray *rows;       /* of AppSentRow */
} AppCompleteness;

/* Returns: (transfer full): MERILO_ERROR_BAD_JSON */
AppCompleteness *app_completeness_read (JsonNode *node, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void app_completeness_free (AppCompleteness *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AppCompleteness, app_completeness_free)

/* schools that something is waited for from, and how many things in all */
guint app_completeness_count_missing (const AppCompleteness *self, guint *ret_cells);
const AppSentCell *app_completeness_get (const AppCompleteness *self, guint row, guint procedure);

G_END_DECLS
