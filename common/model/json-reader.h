/* Reads arrays of records in one pass, within bounds, without a tree. */
#pragma once

#include "model/record.h"

G_BEGIN_DECLS

typedef struct
{
  gsize max_bytes;
  guint max_depth;
  guint max_rows;
} MeriloJsonBounds;

typedef enum
{
  MERILO_JSON_SKIP_UNKNOWN,   /* the client: a newer server may say more */
  MERILO_JSON_REFUSE_UNKNOWN, /* the server: a key that is not described is a mistake */
} MeriloJsonUnknown;

typedef void (*MeriloRecordFunc) (MeriloRecord *record, gpointer data);

/**
 * merilo_records_from_json:
 * @type: a registered entity's type
 * @func: called with each record as it is read; ref it to keep it
 *
 * Returns: %FALSE with MERILO_ERROR_BAD_JSON and the byte where it stands
 */
gboolean merilo_records_from_json (GType type,
                                   const char *json,
                                   gsize length,
                                   const MeriloJsonBounds *bounds,
                                   MeriloRecordFunc func,
                                   gpointer data,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * merilo_record_from_json:
 * @ret_seen: (out) (optional): a bit for each field whose key stood in the object (null too)
 *
 * Reads one object over @record: fields that the text names are loaded, others stay. A null clears.
 */
gboolean merilo_record_from_json (gpointer record,
                                  const char *json,
                                  gsize length,
                                  const MeriloJsonBounds *bounds,
                                  MeriloJsonUnknown unknown,
                                  guint64 *ret_seen,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
