#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "client/home.h"
#include "common/exchange/zip-maker.h"
#include "model/error.h"
#include "store/names-file.h"

#define SERVER "https://merilo.example.ru"

static GBytes *
text_bytes (const char *text)
{
  return g_bytes_new (text, strlen (text));
}

static GPtrArray *
read_text (const char *text, AppNamesLeft *left, GError **error)
{
  g_autoptr (GBytes) bytes = text_bytes (text);

  return app_names_read (bytes, left, error);
}

static void
test_tables (void)
{
  static const struct
  {
    const char *name, *text;
    guint n, left;
    const char *code, *who, *class_name; /* of the first */
    guint doubled;
  } rows[] = {
    { "headings", "Код участника;ФИО;Класс\r\n11001;Ёлкин Пётр;4А\r\n11002;Щукина Анна;4Б", 2, 0,
      "11001", "Ёлкин Пётр", "4А" },
    { "three columns of a name", "Фамилия\tИмя\tОтчество\tКод\nЁлкин\tПётр\tИльич\t11001", 1, 0,
      "11001", "Ёлкин Пётр Ильич", "" },
    { "no headings", "11001,Ёлкин Пётр\n11002,Щукина Анна\n", 2, 0, "11001", "Ёлкин Пётр", "" },
    { "the other way round", "Ёлкин Пётр|11001\nЩукина Анна|11002", 2, 0, "11001", "Ёлкин Пётр",
      "" },
    { "quotes", "Код;ФИО\n11001;\"Ёлкин; \"\"Пётр\"\"\nИльич\"", 1, 0, "11001",
      "Ёлкин; \"Пётр\" Ильич", "" },
    { "a title above", "Список 4 классов\n\nКод;ФИО\n11001;Ёлкин Пётр", 1, 0, "11001", "Ёлкин Пётр",
      "" },
    { "rows without one of them", "Код;ФИО\n11001;Ёлкин Пётр\n;Щукина Анна\n11003;\n\n", 1, 2,
      "11001", "Ёлкин Пётр", "" },
    { "commas in a name", "11001\tЁлкин, Пётр, Ильич\n11002\tЩукина, Анна, Юрьевна", 2, 0, "11001",
      "Ёлкин, Пётр, Ильич", "" },
    { "blanks of Word",
      "Код;ФИО;Класс\n\u00a011001\u00a0;Ёлкин\u00a0 Пётр\u200b;4А\u00a0\n\u00a0;\u00a0", 1, 0,
      "11001", "Ёлкин Пётр", "4А" },
    { "Latin letters", "Код;ФИО\n11001;O'Neil Ann-Mari", 1, 0, "11001", "O'Neil Ann-Mari", "" },
    { "a row twice", "Код;ФИО\n11001;Ёлкин Пётр\n11001;Ёлкин Пётр\n", 1, 0, "11001", "Ёлкин Пётр",
      "" },
    { "a code of two",
      "Код;ФИО\n11003;Щукина Анна\n11001;Ёлкин Пётр\n11001;Ершов Илья\n11001;Ёлкин Пётр", 1, 0,
      "11003", "Щукина Анна", "", 3 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      AppNamesLeft left = { 99, 99 };
      g_autoptr (GPtrArray) names = read_text (rows[i].text, &left, &error);
      const AppName *first;

      g_test_message ("%s", rows[i].name);
      g_assert_no_error (error);
      g_assert_cmpuint (names->len, ==, rows[i].n);
      g_assert_cmpuint (left.bare, ==, rows[i].left);
      g_assert_cmpuint (left.doubled, ==, rows[i].doubled);
      first = names->pdata[0];
      g_assert_cmpstr (first->code, ==, rows[i].code);
      g_assert_cmpstr (first->name, ==, rows[i].who);
      g_assert_cmpstr (first->class_name, ==, rows[i].class_name);
    }
}

static void
test_encodings (void)
{
  static const char *const sets[] = { "WINDOWS-1251", "UTF-16", "UTF-8" };

  for (guint i = 0; i < G_N_ELEMENTS (sets); i++)
    {
      gsize size;
      g_autoptr (GError) error = NULL;
      char *text
          = g_convert ("Код;ФИО\n11001;Ёлкин Пётр\n", -1, sets[i], "UTF-8", NULL, &size, NULL);
      g_autoptr (GBytes) bytes = g_bytes_new_take (text, size);
      g_autoptr (GPtrArray) names = app_names_read (bytes, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (((AppName *) names->pdata[0])->name, ==, "Ёлкин Пётр");
    }
}

#define OLE(stream) "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 R\0o\0o\0t\0 \0\0" stream

/* each says what it is and what to do */
static const struct
{
  const char *name, *bytes;
  gsize size;
  const char *words;
} bad[] = {
#define BAD(name, bytes, words)                                                                    \
  {                                                                                                \
    name, bytes, sizeof bytes - 1, words                                                           \
  }
  BAD ("empty", "", "файл пуст: сохраните список ещё раз"),
  BAD ("words", "просто слова", "не видно столбца с кодами участников: добавьте его"),
  BAD ("names alone", "Фамилия;Имя\nЁлкин;Пётр\nЩукина;Анна", "не видно столбца с кодами"),
  BAD ("codes alone", "Код\n11001\n11002", "не видно столбца с фамилиями: добавьте его"),
  BAD ("neither", "1;2\n3;4", "нужны столбец с кодами участников и столбец с фамилиями"),
  BAD ("heads alone", "Код;Фамилия\n", "под заголовками нет ни одной строки"),
  BAD ("all codes of two", "11001;Ёлкин\n11001;Ершов", "у каждого кода здесь разные имена"),
  BAD ("a password",
       OLE ("E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"),
       "снимите пароль и сохраните снова"),
  BAD ("old Excel", OLE ("W\0o\0r\0k\0b\0o\0o\0k\0"), "старого вида (.xls)"),
  BAD ("old Word", OLE ("W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0"), "это документ Word"),
  BAD ("half a zip", "PK\3\4\x14\0\0\0", "записан не до конца"),
  BAD ("bytes", "\0\1\2\3", "это не таблица"),
  BAD ("no letters", "11001;\x98\x98\n", "её буквы не читаются: откройте список в Excel"),
#undef BAD
};

static void
test_bad (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = g_bytes_new (bad[i].bytes, bad[i].size);
      g_autoptr (GPtrArray) names = app_names_read (bytes, NULL, &error);

      g_assert_null (names);
      g_assert_error (error, MERILO_ERROR, MERILO_ERROR_BAD_FILE);
      if (strstr (error->message, bad[i].words) == NULL)
        g_error ("%s: «%s» is not in «%s»", bad[i].name, bad[i].words, error->message);
    }
}

/* Files */

static void
assert_closed (const char *path, int code, const char *words)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;

  g_assert_null (app_names_read_file (file, NULL, &error));
  g_assert_error (error, MERILO_ERROR, code);
  if (strstr (error->message, words) == NULL)
    g_error ("%s: «%s» is not in «%s»", path, words, error->message);
}

#define NOBODY 65534

static void
test_files (void)
{
  g_autofree char *folder = g_dir_make_tmp ("merilo-names-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "список.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GPtrArray) names = NULL;
  gboolean root = geteuid () == 0; /* who may read all */

  assert_closed (path, MERILO_ERROR_BAD_FILE, "больше нет на прежнем месте");
  assert_closed (folder, MERILO_ERROR_BAD_FILE, "это папка");
  g_assert_true (g_file_set_contents (path, "11001;Ёлкин Пётр", -1, NULL));
  names = app_names_read_file (file, NULL, NULL);
  g_assert_cmpuint (names->len, ==, 1);
  g_assert_cmpint (g_chmod (folder, 0755), ==, 0);
  g_assert_cmpint (g_chmod (path, 0), ==, 0);
  g_assert_true (!root || seteuid (NOBODY) == 0);
  assert_closed (path, MERILO_ERROR_BAD_FILE, "нет прав читать этот файл");
  g_assert_true (!root || seteuid (0) == 0);
  g_assert_cmpint (g_chmod (path, 0600), ==, 0);
  g_assert_cmpint (truncate (path, APP_NAMES_MAX_BYTES + 1), ==, 0);
  assert_closed (path, MERILO_ERROR_TOO_LARGE, "больше 20 МБ");
  g_assert_cmpint (g_remove (path) + g_rmdir (folder), ==, 0);
}

/* Workbooks */

#define SHEET(rows) "<?xml version=\"1.0\"?><worksheet><sheetData>" rows "</sheetData></worksheet>"

static GPtrArray *
read_book (const char *shared, const char *sheet, GError **error)
{
  ZipMaker *zip = zip_maker_new ();
  g_autoptr (GBytes) bytes = NULL;

  if (shared != NULL)
    zip_maker_add (zip, "xl/sharedStrings.xml", shared, strlen (shared), ZIP_DEFLATED);
  if (sheet != NULL)
    zip_maker_add (zip, "xl/worksheets/sheet1.xml", sheet, strlen (sheet), ZIP_DEFLATED);
  zip_maker_add_text (zip, "xl/worksheets/sheet2.xml", SHEET (""));
  bytes = zip_maker_finish (zip);
  return app_names_read (bytes, NULL, error);
}

static void
test_book (void)
{
  g_autoptr (GError) error = NULL, none = NULL, torn = NULL;
  g_autoptr (GPtrArray) names = read_book (
      "<sst><si><t>Код</t></si><si><t>ФИО</t></si><si><r><t>Ёлкин </t></r><r><t>Пётр</t></r></si>"
      "</sst>",
      SHEET ("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"C1\" t=\"s\"><v>1</v></c></row>"
             "<row r=\"2\"><c r=\"A2\"><v>11001</v></c><c r=\"C2\" t=\"s\"><v>2</v></c></row>"
             "<row r=\"3\"><c r=\"A3\"><v>11002</v></c><c r=\"C3\" t=\"inlineStr\"><is><t>Щукина "
             "Анна</t></is></c></row><row r=\"4\"><c r=\"A4\" t=\"s\"><v>999</v></c></row>"),
      &error);

  g_assert_no_error (error);
  g_assert_cmpuint (names->len, ==, 2);
  g_assert_cmpstr (((AppName *) names->pdata[0])->code, ==, "11001");
  g_assert_cmpstr (((AppName *) names->pdata[0])->name, ==, "Ёлкин Пётр");
  g_assert_cmpstr (((AppName *) names->pdata[1])->name, ==, "Щукина Анна");
  g_assert_null (read_book (NULL, "<worksheet><sheetData><row>", &torn));
  g_assert_error (torn, MERILO_ERROR, MERILO_ERROR_BAD_FILE);
  g_assert_null (read_book (NULL, SHEET (""), &none));
  g_assert_error (none, MERILO_ERROR, MERILO_ERROR_BAD_FILE);
}

/* a directory that leads out of the file, a part that unpacks to more than there is room for, and
 * what is no book of Excel's */
static void
test_bad_book (void)
{
  g_autoptr (GError) outside = NULL, none = NULL;
  ZipMaker *zip = zip_maker_new ();
  g_autoptr (GBytes) bytes = NULL, moved = NULL;
  g_autofree guint8 *data = NULL;
  const guint8 *made;
  gsize size;

  zip_maker_add_text (zip, "xl/sharedStrings.xml", "<sst/>");
  zip_maker_add_text (zip, "xl/worksheets/sheet1.xml", SHEET (""));
  bytes = zip_maker_finish (zip);
  made = g_bytes_get_data (bytes, &size);
  data = g_memdup2 (made, size);
  for (gsize i = 0; i + 46 < size; i++)
    if (memcmp (data + i, "PK\1\2", 4) == 0)
      memset (data + i + 42, 0xFF, 4);
  moved = g_bytes_new (data, size);
  g_assert_null (app_names_read (moved, NULL, &outside));
  g_assert_error (outside, MERILO_ERROR, MERILO_ERROR_BAD_FILE);
  g_assert_nonnull (strstr (outside->message, "книга испорчена: откройте её в Excel"));
  zip = zip_maker_new ();
  zip_maker_add_text (zip, "word/document.xml", "<document/>");
  g_clear_pointer (&bytes, g_bytes_unref);
  bytes = zip_maker_finish (zip);
  g_assert_null (app_names_read (bytes, NULL, &none));
  g_assert_nonnull (strstr (none->message, "нет листа Excel: откройте список в Excel"));
}

/* The store */

static char *
find_path (const char *end)
{
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "merilo", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, end))
      return g_build_filename (folder, name, NULL);
  return NULL;
}

/* in how many files of the folder these words stand */
static guint
count_files_with (const char *words)
{
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "merilo", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *bytes = NULL;
      gsize size;

      g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
      n += memmem (bytes, size, words, strlen (words)) != NULL;
    }
  return n;
}

static void
assert_closed_to_others (void)
{
  static const char *const ends[] = { "", "-wal", "-shm" };
  g_autofree char *path = find_path ("-1.db");

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *file = g_strconcat (path, ends[i], NULL);
      GStatBuf info;

      g_assert_cmpint (g_stat (file, &info), ==, 0);
      g_assert_cmpuint (info.st_mode & 0777, ==, 0600);
    }
}

static void
test_store (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AppStore) store = app_store_open (SERVER, 1, &error);
  g_autoptr (AppStore) other = app_store_open (SERVER, 2, NULL);
  g_autoptr (GPtrArray) names = read_text ("Код;ФИО\n11001;Ёлкин Пётр\n11002;Щукина", NULL, NULL);
  g_autoptr (GPtrArray) fewer = read_text ("Код;ФИО\n11002;Щукина Анна", NULL, NULL);
  g_autoptr (GArray) years = NULL;
  g_autofree char *first = NULL, *second = NULL, *gone = NULL;

  assert_closed_to_others ();
  g_assert_true (app_names_replace (store, 2026, names));
  first = app_names_dup (store, 2026, "11001");
  g_assert_cmpstr (first, ==, "Ёлкин Пётр");
  /* codes are given anew each year, and two users of one machine do not share */
  g_assert_null (app_names_dup (store, 2025, "11001"));
  g_assert_null (app_names_dup (other, 2026, "11001"));
  g_assert_null (app_names_dup (store, 2026, ""));
  g_assert_null (app_names_dup (store, 2026, "11001' or '1'='1"));
  g_assert_true (app_names_replace (store, 2026, fewer));
  gone = app_names_dup (store, 2026, "11001");
  g_assert_null (gone);
  second = app_names_dup (store, 2026, "11002");
  g_assert_cmpstr (second, ==, "Щукина Анна");
  g_assert_true (app_names_replace (store, 2025, fewer));
  years = app_names_get_years (store);
  g_assert_cmpuint (years->len, ==, 2);
  g_assert_cmpint (g_array_index (years, int, 0), ==, 2026);
  g_assert_cmpuint (app_names_count (store, 0), ==, 2);
}

/* deleted: no file of the store holds any of the words, whatever was written and replaced before */
static void
test_erase (void)
{
  g_autoptr (AppStore) store = app_store_open (SERVER, 3, NULL);
  g_autoptr (GString) table = g_string_new ("Код;ФИО\n");
  g_autoptr (GPtrArray) names = NULL, again = NULL;
  g_autofree char *path = NULL, *torn = NULL;
  g_autofree char *kept = NULL;

  for (guint i = 0; i < 3000; i++)
    g_string_append_printf (table, "%u;Незабудкин-%s Пётр\n", 10000 + i, i % 2 ? "Ё" : "Ъ");
  names = read_text (table->str, NULL, NULL);
  again = read_text ("Код;ФИО\n10001;Незабудкин Илья", NULL, NULL);
  app_store_set_draft (store, "plan_item", "7", "title", "черновик");
  g_assert_true (app_names_replace (store, 2026, names));
  g_assert_true (app_names_replace (store, 2026, again));
  g_assert_true (app_names_replace (store, 2025, names));
  path = find_path ("-3.db");
  torn = g_strconcat (path, ".torn-1", NULL);
  g_assert_true (g_file_set_contents (torn, "Незабудкин", -1, NULL));
  g_assert_cmpuint (count_files_with ("Незабудкин"), >=, 2);
  g_assert_true (app_names_erase (store));
  g_assert_cmpuint (count_files_with ("Незабудкин"), ==, 0); /* while it is open */
  kept = app_store_dup_draft (store, "plan_item", "7", "title");
  g_assert_cmpstr (kept, ==, "черновик");
  g_clear_object (&store);
  g_assert_cmpuint (count_files_with ("Незабудкин"), ==, 0);
}

int
main (int argc, char **argv)
{
  int rc;

  set_home ("merilo-test-names");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/names/tables", test_tables);
  g_test_add_func ("/names/encodings", test_encodings);
  g_test_add_func ("/names/bad", test_bad);
  g_test_add_func ("/names/files", test_files);
  g_test_add_func ("/names/book", test_book);
  g_test_add_func ("/names/bad-book", test_bad_book);
  g_test_add_func ("/names/store", test_store);
  g_test_add_func ("/names/erase", test_erase);
  rc = g_test_run ();
  wipe_home (TRUE);
  return rc;
}
