/* What a file of results does not say itself and who gives it does. */
#pragma once

#include "exchange/layout.h"
#include "exchange/layout-map.h"

G_BEGIN_DECLS

/**
 * SrvReadingHints:
 * @name: (nullable): what the file is called where it comes from: forms say there alone which
 *   procedure it is
 * @school: (nullable): whose form it is: a login
 * @map: (nullable): a file with the description of the columns, JSON
 */
typedef struct
{
  char *name;
  char *school;
  char *map;
  MeriloLayoutMap *columns; /* of @map, once it is loaded */
} SrvReadingHints;

/* reads @map, if there is one; %FALSE when it describes nothing */
gboolean srv_reading_hints_load (SrvReadingHints *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* lives as long as @self is not changed */
MeriloReadHint srv_reading_hints_get (const SrvReadingHints *self);
void srv_reading_hints_clear (SrvReadingHints *self);

G_END_DECLS
