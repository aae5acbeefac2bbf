#define G_LOG_DOMAIN "merilo-exchange"

#include "exchange/package.h"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "exchange/inflate.h"
#include "model/error.h"

#define END_SIZE     22 /* end of central directory, without its comment */
#define CENTRAL_SIZE 46 /* entry of the central directory, without its name */
#define LOCAL_SIZE   30 /* header before a part's bytes, without its name */
#define SMALL_PART   (1024 * 1024)

const MeriloPackageLimits merilo_package_limits = {
  .file = 20 * 1024 * 1024, /* the bound of uploads */
  .parts = 2000,
  .part = 256 * 1024 * 1024,
  .total = 512 * 1024 * 1024,
  .ratio = 200, /* the densest sheets of prepared empty rows reach 60 */
};

typedef struct
{
  guint16 method;
  guint16 flags;
  guint32 crc;
  guint32 packed;
  guint32 size;
  guint32 offset; /* of the local header */
} Entry;

struct _MeriloPackage
{
  GBytes *bytes;
  const guint8 *data;
  gsize size;
  GHashTable *entries; /* lower-case name -> Entry */
};

struct _MeriloPart
{
  char *name;
  GBytes *packed;
  gsize at;               /* in them, when they are as they are */
  MeriloInflate *inflate; /* NULL: they are */
  guint64 left;           /* bytes still promised */
  guint32 crc;
  guint32 promised_crc;
  gboolean checked;
};

static guint16
get_u16 (const guint8 *p)
{
  return (guint16) (p[0] | p[1] << 8);
}

static guint32
get_u32 (const guint8 *p)
{
  return (guint32) p[0] | (guint32) p[1] << 8 | (guint32) p[2] << 16 | (guint32) p[3] << 24;
}

/* Errors */

void
merilo_package_set_damaged (GError **error, const char *part, const char *detail)
{
  g_set_error (
      error, MERILO_ERROR, MERILO_ERROR_BAD_FILE,
      _ ("файл повреждён (часть «%s»: %s); откройте его в Word или Excel, сохраните заново "
         "и загрузите снова"),
      part, detail);
}

static gboolean
refuse_directory (GError **error)
{
  g_set_error_literal (error, MERILO_ERROR, MERILO_ERROR_BAD_FILE,
                       _ ("оглавление файла повреждено; откройте его в Word или Excel, сохраните "
                          "заново и загрузите снова"));
  return FALSE;
}

static gboolean
refuse_bomb (GError **error)
{
  g_set_error_literal (error, MERILO_ERROR, MERILO_ERROR_TOO_LARGE,
                       _ ("файл раскрывается в необычно большой объём, такие файлы не принимаются; "
                          "сохраните нужные таблицы в новый документ и загрузите его"));
  return FALSE;
}

/* Directory */

static const guint8 *
find_end (const MeriloPackage *self)
{
  gsize furthest = MIN (self->size, END_SIZE + (gsize) G_MAXUINT16);

  for (gsize back = END_SIZE; back <= furthest; back++)
    {
      const guint8 *p = self->data + self->size - back;

      if (p[0] == 'P' && memcmp (p, "PK\5\6", 4) == 0)
        return p;
    }
  return NULL;
}

static gboolean
check_entry (const Entry *entry, const MeriloPackageLimits *limits, guint64 *total, GError **error)
{
  if (entry->flags & 1)
    {
      g_set_error_literal (error, MERILO_ERROR, MERILO_ERROR_BAD_FILE,
                           _ ("архив защищён паролем; сохраните документ без пароля и загрузите "
                              "снова"));
      return FALSE;
    }
  *total += entry->size;
  if (entry->size > limits->part || *total > limits->total)
    return refuse_bomb (error);
  if (entry->size > SMALL_PART && entry->size / limits->ratio > entry->packed)
    return refuse_bomb (error);
  return TRUE;
}

/* reads the entry at *@at and moves on to the next */
static gboolean
read_entry (MeriloPackage *self,
            const MeriloPackageLimits *limits,
            const guint8 **at,
            const guint8 *end,
            guint64 *total,
            GError **error)
{
  const guint8 *p = *at;
  Entry entry;
  gsize name_size, skip;
  char *name;

  if (end - p < CENTRAL_SIZE || memcmp (p, "PK\1\2", 4) != 0)
    return refuse_directory (error);
  entry = (Entry){ .flags = get_u16 (p + 8),
                   .method = get_u16 (p + 10),
                   .crc = get_u32 (p + 16),
                   .packed = get_u32 (p + 20),
                   .size = get_u32 (p + 24),
                   .offset = get_u32 (p + 42) };
  name_size = get_u16 (p + 28);
  skip = CENTRAL_SIZE + name_size + get_u16 (p + 30) + get_u16 (p + 32);
  if ((gsize) (end - p) < skip)
    return refuse_directory (error);
  if (!check_entry (&entry, limits, total, error))
    return FALSE;
  name = g_ascii_strdown ((const char *) p + CENTRAL_SIZE, (gssize) name_size);
  g_strdelimit (name, "\\", '/'); /* some writers on Windows */
  if (g_hash_table_contains (self->entries, name))
    g_free (name); /* the first is the one that Word opens */
  else
    g_hash_table_insert (self->entries, name, g_memdup2 (&entry, sizeof entry));
  *at = p + skip;
  return TRUE;
}

static gboolean
read_directory (MeriloPackage *self, const MeriloPackageLimits *limits, GError **error)
{
  const guint8 *end = find_end (self), *p;
  guint count;
  gsize size, offset;
  guint64 total = 0;

  if (end == NULL)
    {
      g_set_error_literal (error, MERILO_ERROR, MERILO_ERROR_BAD_FILE,
                           _ ("файл обрезан: его конец не дошёл; получите файл заново и загрузите "
                              "снова"));
      return FALSE;
    }
  count = get_u16 (end + 10);
  size = get_u32 (end + 12);
  offset = get_u32 (end + 16);
  if (count > limits->parts)
    return refuse_bomb (error);
  if (offset > (gsize) (end - self->data) || size > (gsize) (end - self->data) - offset)
    return refuse_directory (error);
  p = self->data + offset;
  for (guint i = 0; i < count; i++)
    if (!read_entry (self, limits, &p, self->data + offset + size, &total, error))
      return FALSE;
  return TRUE;
}

MeriloPackage *
merilo_package_new (GBytes *bytes, const MeriloPackageLimits *limits, GError **error)
{
  g_autoptr (MeriloPackage) self = g_new0 (MeriloPackage, 1);

  if (limits == NULL)
    limits = &merilo_package_limits;
  self->bytes = g_bytes_ref (bytes);
  self->data = g_bytes_get_data (bytes, &self->size);
  self->entries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (self->size > limits->file)
    {
      g_set_error (error, MERILO_ERROR, MERILO_ERROR_TOO_LARGE,
                   _ ("файл больше %u МБ; оставьте в нём только нужные таблицы и загрузите снова"),
                   (guint) (limits->file >> 20));
      return NULL;
    }
  if (!merilo_package_sniff (self->data, self->size, error)
      || !read_directory (self, limits, error))
    return NULL;
  return g_steal_pointer (&self);
}

GBytes *
merilo_package_map_file (const char *path, GError **error)
{
  g_autoptr (GError) cause = NULL;
  GMappedFile *file = g_mapped_file_new (path, FALSE, &cause);
  gboolean absent = g_error_matches (cause, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  GBytes *bytes;

  if (file == NULL)
    {
      g_set_error (error, MERILO_ERROR, absent ? MERILO_ERROR_NOT_FOUND : MERILO_ERROR_BAD_FILE,
                   _ ("файл «%s» не открывается: %s"), path, cause->message);
      return NULL;
    }
  bytes = g_mapped_file_get_bytes (file);
  g_mapped_file_unref (file);
  return bytes;
}

MeriloPackage *
merilo_package_open (const char *path, const MeriloPackageLimits *limits, GError **error)
{
  g_autoptr (GBytes) bytes = merilo_package_map_file (path, error);

  return bytes != NULL ? merilo_package_new (bytes, limits, error) : NULL;
}

void
merilo_package_free (MeriloPackage *self)
{
  g_clear_pointer (&self->entries, g_hash_table_unref);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self);
}

static const Entry *
find_entry (const MeriloPackage *self, const char *name)
{
  g_autofree char *folded = g_ascii_strdown (name, -1);

  return g_hash_table_lookup (self->entries, folded);
}

gboolean
merilo_package_has (const MeriloPackage *self, const char *name)
{
  return find_entry (self, name) != NULL;
}

/* Parts */

/* the packed bytes of @entry; NULL if its local header does not lead to them */
static GBytes *
slice_entry (const MeriloPackage *self, const Entry *entry)
{
  const guint8 *p = self->data + entry->offset;
  gsize start;

  if (entry->offset > self->size || self->size - entry->offset < LOCAL_SIZE
      || memcmp (p, "PK\3\4", 4) != 0)
    return NULL;
  start = (gsize) entry->offset + LOCAL_SIZE + get_u16 (p + 26) + get_u16 (p + 28);
  if (start > self->size || self->size - start < entry->packed)
    return NULL;
  return g_bytes_new_from_bytes (self->bytes, start, entry->packed);
}

MeriloPart *
merilo_package_read (MeriloPackage *self, const char *name, GError **error)
{
  const Entry *entry = find_entry (self, name);
  g_autoptr (GBytes) packed = entry != NULL ? slice_entry (self, entry) : NULL;
  MeriloPart *part;

  if (packed == NULL || (entry->method != 0 && entry->method != 8))
    {
      merilo_package_set_damaged (error, name,
                                  entry == NULL    ? _ ("её нет")
                                  : packed == NULL ? _ ("обрезана")
                                                   : _ ("сжата неизвестным способом"));
      return NULL;
    }
  part = merilo_part_new_for_bytes (name, packed);
  part->left = entry->size;
  part->promised_crc = entry->crc;
  part->checked = TRUE;
  if (entry->method == 8)
    part->inflate = merilo_inflate_new (g_bytes_get_data (packed, NULL), g_bytes_get_size (packed));
  return part;
}

MeriloPart *
merilo_part_new_for_bytes (const char *name, GBytes *bytes)
{
  MeriloPart *part = g_new0 (MeriloPart, 1);

  part->name = g_strdup (name);
  part->packed = g_bytes_ref (bytes);
  part->left = g_bytes_get_size (bytes);
  return part;
}

const char *
merilo_part_get_name (const MeriloPart *part)
{
  return part->name;
}

void
merilo_part_free (MeriloPart *part)
{
  g_clear_pointer (&part->inflate, merilo_inflate_free);
  g_bytes_unref (part->packed);
  g_free (part->name);
  g_free (part);
}

/* -1: they are not what was deflated */
static gssize
take (MeriloPart *part, guint8 *buffer, gsize size)
{
  gsize whole;
  const guint8 *data = g_bytes_get_data (part->packed, &whole);

  if (part->inflate != NULL)
    return merilo_inflate_pull (part->inflate, buffer, size);
  size = MIN (size, whole - part->at);
  if (size > 0) /* an empty part has no data */
    memcpy (buffer, data + part->at, size);
  part->at += size;
  return (gssize) size;
}

gssize
merilo_part_pull (MeriloPart *part, void *buffer, gsize size, GError **error)
{
  gssize n = take (part, buffer, size);
  const char *wrong = NULL;

  if (n < 0)
    wrong = _ ("сжатые данные испорчены");
  else if ((guint64) n > part->left || (n == 0 && size > 0 && part->left > 0))
    wrong = _ ("размер не тот, что в оглавлении");
  else
    {
      part->left -= (guint64) n;
      if (part->checked)
        part->crc = merilo_crc (part->crc, buffer, (gsize) n);
      if (n == 0 && part->checked && part->crc != part->promised_crc)
        wrong = _ ("контрольная сумма не сходится");
    }
  if (wrong != NULL)
    merilo_package_set_damaged (error, part->name, wrong);
  return wrong != NULL ? -1 : n;
}
