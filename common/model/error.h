/* The one error domain of the house. Errors of libraries become ours where they enter;
 * the server turns a code into an HTTP status, the client turns it back. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define MERILO_ERROR (merilo_error_quark ())

/**
 * MeriloErrorCode:
 * @MERILO_ERROR_INTERNAL: our own fault; the message is for the log
 * @MERILO_ERROR_INVALID: input breaks a rule of the description or of the database
 * @MERILO_ERROR_BAD_JSON: input is not the JSON that was asked for
 * @MERILO_ERROR_BAD_FILE: a file from outside cannot be read; the message says what to do
 * @MERILO_ERROR_UNAUTHENTICATED: nobody is signed in, or the session has ended
 * @MERILO_ERROR_FORBIDDEN: the signed-in user may not do that
 * @MERILO_ERROR_NOT_WRITABLE: a field that the user may not write in this state
 * @MERILO_ERROR_NOT_FOUND: there is no such thing, or the user may not know of it
 * @MERILO_ERROR_CONFLICT: the thing was changed by another meanwhile (If-Match)
 * @MERILO_ERROR_EXISTS: a thing with that key is there already
 * @MERILO_ERROR_LOCKED: the state of the thing forbids the change; the message says who unlocks
 * @MERILO_ERROR_KEY_REUSED: an Idempotency-Key came again with another request
 * @MERILO_ERROR_TOO_LARGE: past a bound of size
 * @MERILO_ERROR_TOO_MANY: past a bound of rate
 * @MERILO_ERROR_TIMEOUT: not done in the time given
 * @MERILO_ERROR_UNAVAILABLE: the server or its database cannot be reached; try again
 * @MERILO_ERROR_CANCELLED: the caller gave up
 * @MERILO_ERROR_UNKNOWN_LAYOUT: a file that can be read, but holds no table that anybody has
 * described
 */
typedef enum
{
  MERILO_ERROR_INTERNAL,
  MERILO_ERROR_INVALID,
  MERILO_ERROR_BAD_JSON,
  MERILO_ERROR_BAD_FILE,
  MERILO_ERROR_UNAUTHENTICATED,
  MERILO_ERROR_FORBIDDEN,
  MERILO_ERROR_NOT_WRITABLE,
  MERILO_ERROR_NOT_FOUND,
  MERILO_ERROR_CONFLICT,
  MERILO_ERROR_EXISTS,
  MERILO_ERROR_LOCKED,
  MERILO_ERROR_KEY_REUSED,
  MERILO_ERROR_TOO_LARGE,
  MERILO_ERROR_TOO_MANY,
  MERILO_ERROR_TIMEOUT,
  MERILO_ERROR_UNAVAILABLE,
  MERILO_ERROR_CANCELLED,
  MERILO_ERROR_UNKNOWN_LAYOUT,
  MERILO_ERROR_N_CODES,
} MeriloErrorCode;

GQuark merilo_error_quark (void);

/* the stable `code` of problem+json: "not-found"; static */
const char *merilo_error_code_name (MeriloErrorCode code);

/* HTTP status of a code */
guint merilo_error_code_status (MeriloErrorCode code);

/* the code that a problem's `code` names; the nearest to @status for a name not known here */
MeriloErrorCode merilo_error_code_from_problem (const char *name, guint status);

G_END_DECLS
