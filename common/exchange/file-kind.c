#define G_LOG_DOMAIN "merilo-exchange"

#include "exchange/file-kind.h"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "exchange/package.h"
#include "exchange/relations.h"
#include "model/error.h"

#define DOCX "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
#define XLSX "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#define ODT  "application/vnd.oasis.opendocument.text"
#define ODS  "application/vnd.oasis.opendocument.spreadsheet"

typedef struct
{
  const char *magic;
  const char *kind;    /* what it is, or NULL: refused */
  const char *message; /* what to do instead */
} Beginning;

/* letters' case does not matter: no two of the binary ones differ by it */
static const Beginning beginnings[] = {
  { "%PDF-", "application/pdf", NULL },
  { "\x89PNG\r\n\x1a\n", "image/png", NULL },
  { "\xff\xd8\xff", "image/jpeg", NULL },
  { "Rar!", NULL, N_ ("это архив RAR; распакуйте его и приложите документы по одному") },
  { "7z\xbc\xaf", NULL, N_ ("это архив 7z; распакуйте его и приложите документы по одному") },
  { "\x1f\x8b", NULL, N_ ("это архив gzip; распакуйте его и приложите документы по одному") },
  { "MZ", NULL, N_ ("это программа; приложите документ, таблицу, снимок или текст") },
  { "\x7f"
    "ELF",
    NULL, N_ ("это программа; приложите документ, таблицу, снимок или текст") },
  { "#!", NULL, N_ ("это программа; приложите документ, таблицу, снимок или текст") },
  { "GIF8", NULL, N_ ("это рисунок GIF; сохраните его как PNG или JPEG и приложите снова") },
  { "{\\rtf", NULL, N_ ("это документ RTF; сохраните его как .docx или PDF и приложите снова") },
  { "<!doctype", NULL, N_ ("это веб-страница; сохраните её как PDF и приложите снова") },
  { "<html", NULL, N_ ("это веб-страница; сохраните её как PDF и приложите снова") },
  { "<?xml", NULL, N_ ("это XML; сохраните файл как .docx, .xlsx или PDF и приложите снова") },
  { "<svg", NULL, N_ ("это рисунок SVG; сохраните его как PNG и приложите снова") },
};

static const char *
refuse (GError **error, const char *message)
{
  g_set_error_literal (error, MERILO_ERROR, MERILO_ERROR_BAD_FILE, message);
  return NULL;
}

static gboolean
begins (const char *data, gsize size, const char *magic)
{
  gsize n = strlen (magic);

  return size >= n && g_ascii_strncasecmp (data, magic, n) == 0;
}

/* an OpenDocument says what it is in a part of its own */
static const char *
read_open_document (MeriloPackage *package)
{
  static const char *const kinds[] = { ODT, ODS };
  MeriloPart *part = merilo_package_read (package, "mimetype", NULL);
  char text[80] = { 0 };
  gsize used = 0;
  gssize n = 0;

  while (part != NULL && used < sizeof text - 1
         && (n = merilo_part_pull (part, text + used, sizeof text - 1 - used, NULL)) > 0)
    used += (gsize) n;
  g_clear_pointer (&part, merilo_part_free);
  for (guint i = 0; n >= 0 && i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (g_strchomp (text), kinds[i]))
      return kinds[i];
  return NULL;
}

static gboolean
has_main (MeriloPackage *package, const char *folder)
{
  g_autofree char *name = merilo_package_dup_main (package, folder, NULL);

  return name != NULL && merilo_package_has (package, name);
}

static gboolean
has_program (MeriloPackage *package)
{
  static const char *const parts[]
      = { "word/vbaProject.bin", "xl/vbaProject.bin", "Basic/script-lc.xml" };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (merilo_package_has (package, parts[i]))
      return TRUE;
  return FALSE;
}

static const char *
read_package (GBytes *bytes, GError **error)
{
  g_autoptr (MeriloPackage) package = merilo_package_new (bytes, NULL, error);

  if (package == NULL)
    return NULL;
  if (has_program (package))
    return refuse (error, _ ("в документе есть макросы; сохраните его без них (.docx, .xlsx) и "
                             "приложите снова"));
  if (merilo_package_has (package, "mimetype"))
    {
      const char *kind = read_open_document (package);

      if (kind != NULL)
        return kind;
    }
  else if (merilo_package_has (package, "[Content_Types].xml"))
    {
      if (has_main (package, "word"))
        return DOCX;
      if (has_main (package, "xl"))
        return XLSX;
    }
  return refuse (error, _ ("это архив; распакуйте его и приложите документы по одному"));
}

/* letters of UTF-8 or of the old Windows encoding, and nothing that is no letter */
static gboolean
is_text (const guint8 *data, gsize size)
{
  for (gsize i = 0; i < size; i++)
    if ((data[i] < 0x20 && strchr ("\t\n\r\f", data[i]) == NULL) || data[i] == 0x7f || data[i] == 0)
      return FALSE;
  return TRUE;
}

const char *
merilo_file_kind (GBytes *bytes, GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  if (size == 0)
    return refuse (error, _ ("файл пуст; выберите другой файл"));
  for (guint i = 0; i < G_N_ELEMENTS (beginnings); i++)
    if (begins (data, size, beginnings[i].magic))
      return beginnings[i].kind != NULL ? beginnings[i].kind
                                        : refuse (error, _ (beginnings[i].message));
  if (begins (data, size, "PK\3\4"))
    return read_package (bytes, error);
  if (is_text ((const guint8 *) data, size))
    return "text/plain";
  /* old documents of Office and empty archives: the reader of packages says what to do */
  if ((begins (data, size, "\xd0\xcf\x11\xe0") || begins (data, size, "PK\5\6"))
      && !merilo_package_sniff ((const guint8 *) data, size, error))
    return NULL;
  return refuse (error, _ ("такие файлы не принимаются; приложите PDF, документ (.docx, .odt), "
                           "таблицу (.xlsx, .ods), снимок (PNG, JPEG) или текст"));
}
