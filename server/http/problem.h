/* application/problem+json: every refusal of the server has this shape. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define SRV_PROBLEM_TYPE "application/problem+json"

typedef struct
{
  guint status;
  const char *code;       /* stable: "not-found"; NULL: the usual one of the status */
  const char *title;      /* Russian; NULL: the usual one of the code */
  const char *detail;     /* or NULL */
  const char *field;      /* path of the field: "items[3].no", or NULL */
  const char *request_id; /* or NULL */
  const char *members;    /* further members as JSON without braces, or NULL */
} SrvProblem;

void srv_problem_write (GString *out, const SrvProblem *problem);

const char *srv_problem_code (guint status);      /* "bad-request"; static */
const char *srv_problem_title (const char *code); /* translated */

G_END_DECLS
