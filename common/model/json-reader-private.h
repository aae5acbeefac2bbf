/* Inside of the reader: what JSON is made of is a file of its own, what records are made of
 * another. One pass over bounded, already valid UTF-8. */
#pragma once

#include "model/json-reader.h"

G_BEGIN_DECLS

typedef struct
{
  const char *start, *p, *end;
  const MeriloJsonBounds *bounds;
  MeriloJsonUnknown unknown;
  guint64 seen;
  guint depth;
  GError **error;
} MeriloJsonReader;

static inline void
_merilo_json_skip_space (MeriloJsonReader *r)
{
  while (r->p < r->end && (*r->p == ' ' || *r->p == '\n' || *r->p == '\r' || *r->p == '\t'))
    r->p++;
}

/* json-scan.c: from the cursor on; %FALSE: the error is set */

/* gives %FALSE */
gboolean _merilo_json_fail (MeriloJsonReader *r, const char *what);
gboolean _merilo_json_expect (MeriloJsonReader *r, char c);
/* a comma, or the end of what @close ends */
gboolean _merilo_json_more (MeriloJsonReader *r, char close, gboolean *ret_more);
gboolean _merilo_json_literal (MeriloJsonReader *r, const char *word, gsize n);

/* *ret_text points into the input when there is nothing to unescape, so that keys cost no copy */
gboolean
_merilo_json_read_text (MeriloJsonReader *r, const char **ret_text, gsize *ret_n, char **ret_owned);
gboolean _merilo_json_read_whole (MeriloJsonReader *r, gint64 *ret);
gboolean _merilo_json_read_real (MeriloJsonReader *r, double *ret);
gboolean _merilo_json_skip_value (MeriloJsonReader *r);

G_END_DECLS
