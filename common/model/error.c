#define G_LOG_DOMAIN "merilo-model"

#include "model/error.h"

static const struct
{
  const char *name;
  guint status;
} codes[MERILO_ERROR_N_CODES] = {
  [MERILO_ERROR_INTERNAL] = { "internal", 500 },
  [MERILO_ERROR_INVALID] = { "invalid", 422 },
  [MERILO_ERROR_BAD_JSON] = { "bad-json", 400 },
  [MERILO_ERROR_BAD_FILE] = { "bad-file", 422 },
  [MERILO_ERROR_UNAUTHENTICATED] = { "unauthenticated", 401 },
  [MERILO_ERROR_FORBIDDEN] = { "forbidden", 403 },
  [MERILO_ERROR_NOT_WRITABLE] = { "field-not-writable", 403 },
  [MERILO_ERROR_NOT_FOUND] = { "not-found", 404 },
  [MERILO_ERROR_CONFLICT] = { "version-conflict", 412 },
  [MERILO_ERROR_EXISTS] = { "exists", 409 },
  [MERILO_ERROR_LOCKED] = { "locked", 409 },
  [MERILO_ERROR_KEY_REUSED] = { "idempotency-key-reused", 422 },
  [MERILO_ERROR_TOO_LARGE] = { "too-large", 413 },
  [MERILO_ERROR_TOO_MANY] = { "too-many", 429 },
  [MERILO_ERROR_TIMEOUT] = { "timeout", 408 },
  [MERILO_ERROR_UNAVAILABLE] = { "unavailable", 503 },
  [MERILO_ERROR_CANCELLED] = { "cancelled", 499 },
  [MERILO_ERROR_UNKNOWN_LAYOUT] = { "unknown-layout", 422 },
};

G_DEFINE_QUARK (merilo - error - quark, merilo_error)

const char *
merilo_error_code_name (MeriloErrorCode code)
{
  g_return_val_if_fail (code < MERILO_ERROR_N_CODES, "internal");
  return codes[code].name;
}

guint
merilo_error_code_status (MeriloErrorCode code)
{
  g_return_val_if_fail (code < MERILO_ERROR_N_CODES, 500);
  return codes[code].status;
}

MeriloErrorCode
merilo_error_code_from_problem (const char *name, guint status)
{
  for (guint i = 0; name != NULL && i < MERILO_ERROR_N_CODES; i++)
    if (g_str_equal (codes[i].name, name))
      return (MeriloErrorCode) i;
  for (guint i = 1; i < MERILO_ERROR_N_CODES; i++)
    if (codes[i].status == status)
      return (MeriloErrorCode) i;
  return status >= 502 && status <= 504  ? MERILO_ERROR_UNAVAILABLE
         : status >= 400 && status < 500 ? MERILO_ERROR_INVALID
                                         : MERILO_ERROR_INTERNAL;
}
