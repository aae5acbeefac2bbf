/* An OOXML file (.docx, .xlsx) as a package of parts.
 *
 * The zip is read by ourselves: every bound (number of parts, sizes, ratio) is checked on the
 * directory before the first byte is inflated, and a part never yields more than its directory
 * entry promised. libgsf would build its tree of the directory first and ask later.
 * What is not an OOXML file is recognised by its first bytes, and the message says what to do.
 * A package and its parts belong to one thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * MeriloPackageLimits:
 * @file: bytes of the file itself
 * @parts: entries of the zip
 * @part: bytes of one part, inflated
 * @total: bytes of all parts, inflated
 * @ratio: inflated to packed bytes, of a part larger than 1 MiB
 */
typedef struct
{
  guint64 file;
  guint parts;
  guint64 part;
  guint64 total;
  guint ratio;
} MeriloPackageLimits;

extern const MeriloPackageLimits merilo_package_limits;

typedef struct _MeriloPackage MeriloPackage;
typedef struct _MeriloPart MeriloPart;

/* @limits: NULL for merilo_package_limits. MERILO_ERROR_TOO_LARGE past a bound, otherwise
 * MERILO_ERROR_BAD_FILE. The bytes are referenced, not copied. */
MeriloPackage *merilo_package_new (GBytes *bytes,
                                   const MeriloPackageLimits *limits,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
MeriloPackage *merilo_package_open (const char *path,
                                    const MeriloPackageLimits *limits,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
void merilo_package_free (MeriloPackage *package);

/* names as in the zip, without a leading slash; letters' case does not matter (OPC) */
gboolean merilo_package_has (const MeriloPackage *package, const char *name);

/* a part to read once from its beginning; it may not outlive the package */
MeriloPart *merilo_package_read (MeriloPackage *package,
                                 const char *name,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* the same manner over bytes that lie in no zip; @name is for messages */
MeriloPart *merilo_part_new_for_bytes (const char *name, GBytes *bytes);
const char *merilo_part_get_name (const MeriloPart *part);

/* 0 at the end, -1 with @error set: damaged, or more or less bytes than promised */
gssize merilo_part_pull (MeriloPart *part, void *buffer, gsize size, GError **error);
void merilo_part_free (MeriloPart *part);

/* the whole package's own error for a part that does not hold what it should */
void merilo_package_set_damaged (GError **error, const char *part, const char *detail);

/* MERILO_ERROR_BAD_FILE that says why @data is no package; %TRUE if it is one */
gboolean merilo_package_sniff (const guint8 *data, gsize size, GError **error);

/* no package and nothing else that is known by its first bytes: text, perhaps */
gboolean merilo_package_may_be_text (const guint8 *data, gsize size);

/* the bytes of a file; MERILO_ERROR_NOT_FOUND or MERILO_ERROR_BAD_FILE */
GBytes *merilo_package_map_file (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MeriloPackage, merilo_package_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MeriloPart, merilo_part_free)

G_END_DECLS
