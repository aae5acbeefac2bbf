#define G_LOG_DOMAIN "merilo-exchange"

#include "exchange/package.h"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/error.h"

/* What people bring instead of a .docx or .xlsx. Each message says what to do next. */

static const guint8 ole2_magic[] = { 0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1 };

typedef struct
{
  const char *name;
  const char *message;
} Ole2Stream;

/* names of streams stand in the OLE2 directory as UTF-16LE; the first that is found decides */
static const Ole2Stream ole2_streams[] = {
  { "EncryptedPackage", N_ ("файл защищён паролем; откройте его в Word или Excel, снимите пароль, "
                            "сохраните и загрузите снова") },
  { "WordDocument", N_ ("это документ Word старого вида (.doc); откройте его в Word или "
                        "LibreOffice, сохраните как .docx и загрузите снова") },
  { "Workbook", N_ ("это книга Excel старого вида (.xls); откройте её в Excel или LibreOffice, "
                    "сохраните как .xlsx и загрузите снова") },
  { "Book", N_ ("это книга Excel старого вида (.xls); откройте её в Excel или LibreOffice, "
                "сохраните как .xlsx и загрузите снова") },
};

typedef struct
{
  const char *magic;
  const char *message;
} Foreign;

static const Foreign foreign[] = {
  { "%PDF", N_ ("это PDF, таблицы из него не читаются; попросите исходный документ Word (.docx) "
                "или книгу Excel (.xlsx)") },
  { "{\\rtf", N_ ("это документ RTF; откройте его в Word или LibreOffice, сохраните как .docx и "
                  "загрузите снова") },
  { "<?xml", N_ ("это XML без упаковки; откройте файл в Word или Excel, сохраните как .docx или "
                 ".xlsx и загрузите снова") },
  { "<!doctype html",
    N_ ("это веб-страница; откройте её в Word или Excel, сохраните как .docx или .xlsx "
        "и загрузите снова") },
  { "<html", N_ ("это веб-страница; откройте её в Word или Excel, сохраните как .docx или .xlsx и "
                 "загрузите снова") },
  { "Rar!", N_ ("это архив RAR; распакуйте его и загрузите документ из него") },
  { "7z\xbc\xaf", N_ ("это архив 7z; распакуйте его и загрузите документ из него") },
};

static gboolean
contains_utf16 (const guint8 *data, gsize size, const char *name)
{
  guint8 wide[64];
  gsize length = strlen (name) * 2;

  g_assert (length <= sizeof wide);
  for (gsize i = 0; i < length; i++)
    wide[i] = i % 2 == 0 ? (guint8) name[i / 2] : 0;
  for (gsize i = 0; i + length <= size; i++) /* Windows has no memmem */
    if (data[i] == wide[0] && memcmp (data + i, wide, length) == 0)
      return TRUE;
  return FALSE;
}

static const char *
explain_ole2 (const guint8 *data, gsize size)
{
  for (guint i = 0; i < G_N_ELEMENTS (ole2_streams); i++)
    if (contains_utf16 (data, size, ole2_streams[i].name))
      return _ (ole2_streams[i].message);
  return _ ("это файл Microsoft Office старого вида; сохраните его как .docx или .xlsx и загрузите "
            "снова");
}

/* NULL if nothing is known of it */
static const char *
explain_foreign (const guint8 *data, gsize size)
{
  gsize blank = size >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;

  while (blank < size && g_ascii_isspace (data[blank])) /* a page may begin below an empty line */
    blank++;
  data += blank;
  size -= blank;
  for (guint i = 0; i < G_N_ELEMENTS (foreign); i++)
    {
      gsize length = strlen (foreign[i].magic);

      if (size >= length
          && g_ascii_strncasecmp ((const char *) data, foreign[i].magic, length) == 0)
        return _ (foreign[i].message);
    }
  return NULL;
}

static gboolean
is_ole2 (const guint8 *data, gsize size)
{
  return size >= sizeof ole2_magic && memcmp (data, ole2_magic, sizeof ole2_magic) == 0;
}

gboolean
merilo_package_may_be_text (const guint8 *data, gsize size)
{
  if (size < 2 || memcmp (data, "PK", 2) == 0 || is_ole2 (data, size)
      || explain_foreign (data, size) != NULL)
    return FALSE;
  return memcmp (data, "\xff\xfe", 2) == 0 || memcmp (data, "\xfe\xff", 2) == 0
         || memchr (data, '\0', size) == NULL;
}

gboolean
merilo_package_sniff (const guint8 *data, gsize size, GError **error)
{
  const char *message;

  if (size >= 4 && memcmp (data, "PK\3\4", 4) == 0)
    return TRUE;
  if (size == 0)
    message = _ ("файл пуст; выберите другой файл");
  else if (size >= 4 && memcmp (data, "PK\5\6", 4) == 0)
    message = _ ("это пустой архив; выберите другой файл");
  else if (is_ole2 (data, size))
    message = explain_ole2 (data, size);
  else
    message = explain_foreign (data, size);
  if (message == NULL)
    message = _ ("это не документ Word (.docx) и не книга Excel (.xlsx); выберите другой файл");
  g_set_error_literal (error, MERILO_ERROR, MERILO_ERROR_BAD_FILE, message);
  return FALSE;
}
