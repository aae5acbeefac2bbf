/* What the server says when it refuses: application/problem+json. */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef struct
{
  guint status;
  char *code;       /* stable: "version-conflict"; never NULL */
  char *title;      /* in words for people; never NULL */
  char *detail;     /* or NULL */
  char *field;      /* name of the field that is wrong, or NULL */
  char *request_id; /* for the administrator, or NULL */
  JsonNode *body;   /* the whole of it: `current`, `items`; NULL when it was not JSON */
} AppProblem;

void app_problem_free (AppProblem *problem);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AppProblem, app_problem_free)

/* never fails: an answer that is no problem document becomes one of its status */
AppProblem *app_problem_parse (guint status, GBytes *body);

/* MERILO_ERROR with the problem's title and detail; transfer full */
GError *app_problem_to_error (const AppProblem *problem);

/* the record as the server has it, from a conflict; JSON text, transfer full, or NULL */
char *app_problem_get_current (const AppProblem *problem);

/* The problem behind an error of a call of AppApi or AppOutbox; %NULL when the server was not
 * reached. Owned by @result. */
const AppProblem *app_problem_of (GAsyncResult *result);

void app_problem_attach (GTask *task, AppProblem *take);

/* ends the task that made a call with the call's @error (transfer full) and its problem */
void app_problem_return (GTask *task, GAsyncResult *from, GError *error);

G_END_DECLS
