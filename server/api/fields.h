/* Small bodies of actions: an object of a few named texts, numbers and flags, no more. What they
 * hold is wiped when they are freed: it may be a password. */
#pragma once

#include <json-glib/json-glib.h>

#include "http/request.h"

G_BEGIN_DECLS

typedef struct _SrvFields SrvFields;

/* @names: ends with NULL; a name that ends with '?' may be absent. NULL after a reply (400, 422) */
SrvFields *srv_fields_read (SrvRequest *req, const char *const *names) G_GNUC_WARN_UNUSED_RESULT;
void srv_fields_free (SrvFields *self);

/* as text: "7" for a number, "true" for a flag, JSON for objects and arrays; NULL: absent or null
 */
const char *srv_fields_get (SrvFields *self, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SrvFields, srv_fields_free)

G_END_DECLS
