/* Relations of a package (OPC): which part is the document, where its sheets and styles lie.
 * Paths in files are never trusted to be the usual ones; some writers choose their own. */
#pragma once

#include <glib.h>

#include "exchange/package.h"

G_BEGIN_DECLS

typedef struct _MeriloRelations MeriloRelations;

/* of part @of, "" for those of the package itself; a part without relations has none: no error */
MeriloRelations *merilo_relations_read (MeriloPackage *package,
                                        const char *of,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
void merilo_relations_free (MeriloRelations *self);

/* names of parts in the package, NULL if there is none; @type is the last piece of the type's
 * address: "styles" */
const char *merilo_relations_by_id (const MeriloRelations *self, const char *id);
const char *merilo_relations_by_type (const MeriloRelations *self, const char *type);

/* name of the main part, which must be what @folder ("word", "xl") says by habit;
 * MERILO_ERROR_BAD_FILE that names what the file is instead */
char *merilo_package_dup_main (MeriloPackage *package,
                               const char *folder,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MeriloRelations, merilo_relations_free)

G_END_DECLS
