/* What every target is, and what every parser owes: a result or an error of ours, never both. */
#pragma once

#include <glib.h>

#include "model/error.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static inline void
check_outcome (gboolean done, const GError *error)
{
  g_assert_true (done == (error == NULL));
  g_assert_true (error == NULL || error->domain == MERILO_ERROR);
  g_assert_true (error == NULL || g_utf8_validate (error->message, -1, NULL));
}
