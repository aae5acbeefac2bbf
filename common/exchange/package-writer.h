/* Writes an OOXML file: parts into a zip in memory. The zip is libgsf's. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _MeriloPackageWriter MeriloPackageWriter;

MeriloPackageWriter *merilo_package_writer_new (void);

/* @name: as in the zip, without a leading slash. An error is kept and told by the end */
void merilo_package_writer_add (MeriloPackageWriter *self,
                                const char *name,
                                gconstpointer data,
                                gsize size);
void merilo_package_writer_add_text (MeriloPackageWriter *self, const char *name, const char *text);

/* the file; frees @take */
GBytes *merilo_package_writer_finish (MeriloPackageWriter *take,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
