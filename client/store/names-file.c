#define G_LOG_DOMAIN "app-store"

#include "config.h"

#include "store/names-file.h"

#include <glib/gi18n-lib.h>

#include "model/charset.h"
#include "model/error.h"

#define MAX_COLUMNS 64
#define LOOKED      50 /* rows that say which column is which */
#define MAX_NAME    200

static gboolean
refuse (GError **error, const char *what)
{
  g_set_error_literal (error, MERILO_ERROR, MERILO_ERROR_BAD_FILE, what);
  return FALSE;
}

/* Text */

/* the one that most of the first lines have: there may be a title above, and commas in a name */
static char
find_separator (const char *text)
{
  static const char separators[] = { '\t', ';', ',', '|' };
  char best = '\t';
  guint most = 0;

  for (guint i = 0; i < G_N_ELEMENTS (separators); i++)
    {
      guint n = 0, lines = 0;
      gboolean here = FALSE;

      for (const char *p = text; *p != 0 && lines < LOOKED; p++)
        {
          n += !here && *p == separators[i];
          here = *p != '\n' && (here || *p == separators[i]);
          lines += *p == '\n';
        }
      if (n > most)
        {
          most = n;
          best = separators[i];
        }
    }
  return best;
}

static void
end_row (GPtrArray *rows, GPtrArray *row)
{
  char **cells = g_new0 (char *, row->len + 1);

  for (guint i = 0; i < row->len; i++)
    cells[i] = row->pdata[i];
  g_ptr_array_set_size (row, 0);
  g_ptr_array_add (rows, cells);
}

static GPtrArray *
split (const char *text)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_autoptr (GPtrArray) row = g_ptr_array_new ();
  g_autoptr (GString) cell = g_string_new (NULL);
  char separator = find_separator (text);
  gboolean quoted = FALSE;

  for (const char *p = text;; p++)
    {
      if (quoted && *p != 0)
        {
          if (*p != '"')
            g_string_append_c (cell, *p);
          else if (p[1] == '"')
            g_string_append_c (cell, *p++);
          else
            quoted = FALSE;
          continue;
        }
      if (*p == '"' && cell->len == 0)
        quoted = TRUE;
      else if (*p == separator || *p == '\n' || *p == 0)
        {
          if (row->len < MAX_COLUMNS)
            g_ptr_array_add (row, g_strdup (cell->str));
          g_string_truncate (cell, 0);
          if (*p != separator)
            end_row (rows, row);
        }
      else if (*p != '\r')
        g_string_append_c (cell, *p);
      if (*p == 0)
        return rows;
    }
}

/* Which column is what */

typedef struct
{
  int code, class_name;
  int names[3]; /* the whole name, or surname, name, patronymic; -1 */
} Columns;

static const char *
cell_at (char **row, int column)
{
  for (int i = 0; i <= column; i++)
    if (row[i] == NULL)
      return "";
  return column >= 0 ? row[column] : "";
}

/* "11001", and what Excel makes of a number: "11001.0" is none */
static gboolean
is_code (const char *text)
{
  gsize digits = strspn (text, "0123456789");

  return digits >= 3 && digits <= 12 && text[digits] == 0;
}

static gboolean
is_name (const char *text)
{
  guint letters = 0;

  for (const char *p = text; *p != 0; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isdigit (c))
        return FALSE;
      letters += g_unichar_isalpha (c);
    }
  return letters >= 2;
}

/* what headings begin with: of the code, of the class, of the whole name or its parts */
static const struct
{
  const char *begins;
  int what; /* -2: code, -1: class, else a place in names */
} headings[] = {
  /* not for the screen */
  { "код", -2 },     { "класс", -1 }, { "фио", 0 },         { "ф.и.о", 0 }, { "фамилия", 0 },
  { "участник", 0 }, { "ученик", 0 }, { "обучающийся", 0 }, { "имя", 1 },   { "отчество", 2 },
};

static int *
find_heading (Columns *columns, const char *text)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text));
  g_autofree char *folded = g_utf8_strdown (trimmed, -1);

  for (guint i = 0; i < G_N_ELEMENTS (headings); i++)
    if (g_str_has_prefix (folded, headings[i].begins))
      return headings[i].what == -2   ? &columns->code
             : headings[i].what == -1 ? &columns->class_name
                                      : &columns->names[headings[i].what];
  return NULL;
}

/* «Код участника | Фамилия | Имя | Класс»; of two that are called alike the first */
static gboolean
read_head (char **row, Columns *columns)
{
  *columns = (Columns){ -1, -1, { -1, -1, -1 } };
  for (int i = 0; row[i] != NULL; i++)
    {
      int *column = find_heading (columns, row[i]);

      if (column != NULL && *column < 0)
        *column = i;
    }
  return columns->code >= 0 && (columns->names[0] >= 0 || columns->names[1] >= 0);
}

/* no headings: codes are digits, names are words */
static gboolean
guess (GPtrArray *rows, Columns *columns)
{
  guint best_code = 0, best_name = 0;

  *columns = (Columns){ -1, -1, { -1, -1, -1 } };
  for (int c = 0; c < MAX_COLUMNS; c++)
    {
      guint codes = 0, names = 0;

      for (guint r = 0; r < MIN (rows->len, LOOKED); r++)
        {
          codes += is_code (cell_at (rows->pdata[r], c));
          names += is_name (cell_at (rows->pdata[r], c));
        }
      if (codes > best_code)
        {
          best_code = codes;
          columns->code = c;
        }
      if (names > best_name && names > codes) /* the heading of codes is a word too */
        {
          best_name = names;
          columns->names[0] = c;
        }
    }
  return columns->code >= 0 && columns->names[0] >= 0 && columns->names[0] != columns->code;
}

static guint
find_columns (GPtrArray *rows, Columns *columns)
{
  for (guint i = 0; i < MIN (rows->len, LOOKED); i++)
    if (read_head (rows->pdata[i], columns))
      return i + 1;
  return guess (rows, columns) ? 0 : G_MAXUINT;
}

/* Rows into names */

/* what is copied from Word and from web pages has blanks that do not look like others */
static char *
tidy (const char *text)
{
  GString *tidied = g_string_new (NULL);
  gboolean blank = FALSE;

  for (const char *p = text; *p != 0; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c) || g_unichar_iszerowidth (c))
        {
          blank |= tidied->len > 0 && !g_unichar_iszerowidth (c);
          continue;
        }
      if (blank)
        g_string_append_c (tidied, ' ');
      blank = FALSE;
      g_string_append_unichar (tidied, c);
    }
  return g_string_free (tidied, FALSE);
}

static char *
join_name (char **row, const Columns *columns)
{
  GString *name = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (columns->names); i++)
    {
      g_autofree char *part = tidy (cell_at (row, columns->names[i]));

      if (*part != 0 && name->len < MAX_NAME)
        g_string_append_printf (name, "%s%s", name->len > 0 ? " " : "", part);
    }
  return g_string_free (name, FALSE);
}

static AppName *
make_name (char **row, const Columns *columns)
{
  g_autofree char *code = tidy (cell_at (row, columns->code));
  g_autofree char *name = join_name (row, columns);
  AppName *made;

  if (*code == 0 || strlen (code) > 40 || !is_name (name))
    return NULL;
  made = g_new0 (AppName, 1);
  made->code = g_steal_pointer (&code);
  made->name = g_steal_pointer (&name);
  made->class_name = tidy (cell_at (row, columns->class_name));
  return made;
}

static gboolean
is_blank (char **row)
{
  for (guint i = 0; row[i] != NULL; i++)
    {
      g_autofree char *text = tidy (row[i]);

      if (*text != 0)
        return FALSE;
    }
  return TRUE;
}

/* A code with two names is nobody's: a wrong name beside it would be worse than none. What was said
 * twice is one. Returns how many rows are gone */
static guint
drop_doubled (GPtrArray *names)
{
  g_autoptr (GHashTable) first = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) doubled = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n = 0;

  for (guint i = 0; i < names->len; i++)
    {
      const AppName *name = names->pdata[i];
      const AppName *other = g_hash_table_lookup (first, name->code);

      if (other == NULL)
        g_hash_table_insert (first, name->code, (gpointer) name);
      else if (!g_str_equal (other->name, name->name))
        g_hash_table_add (doubled, g_strdup (name->code));
    }
  for (guint i = names->len; i > 0; i--)
    {
      const AppName *name = names->pdata[i - 1];
      gboolean nobodys = g_hash_table_contains (doubled, name->code);

      n += nobodys;
      if (nobodys || g_hash_table_lookup (first, name->code) != name)
        g_ptr_array_remove_index (names, i - 1);
    }
  return n;
}

/* what is there, and what to do so that both are */
static const char *
describe_missing (guint from, const Columns *columns)
{
  if (from != G_MAXUINT)
    return _ ("под заголовками нет ни одной строки с кодом и фамилией: заполните список и "
              "сохраните его снова");
  if (columns->code >= 0 && columns->names[0] < 0)
    return _ ("не видно столбца с фамилиями: добавьте его рядом с кодами и сохраните список снова");
  if (columns->code < 0 && columns->names[0] >= 0)
    return _ ("не видно столбца с кодами участников: добавьте его рядом с фамилиями и сохраните "
              "список снова");
  return _ ("не видно, где коды и где имена: нужны столбец с кодами участников и столбец с "
            "фамилиями, заголовки «Код» и «Фамилия» над ними помогут их узнать");
}

static GPtrArray *
take_names (GPtrArray *rows, AppNamesLeft *ret_left, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func ((GDestroyNotify) app_name_free);
  Columns columns;
  guint from = find_columns (rows, &columns);
  AppNamesLeft left = { 0, 0 };

  for (guint i = from; i < rows->len && names->len < APP_NAMES_MAX; i++)
    {
      AppName *name = make_name (rows->pdata[i], &columns);

      if (name != NULL)
        g_ptr_array_add (names, name);
      else
        left.bare += !is_blank (rows->pdata[i]);
    }
  left.doubled = drop_doubled (names);
  if (names->len == 0 && left.doubled > 0)
    {
      refuse (error, _ ("у каждого кода здесь разные имена: проверьте, те ли это столбцы, и "
                        "сохраните список снова"));
      return NULL;
    }
  if (names->len == 0)
    {
      refuse (error, describe_missing (from, &columns));
      return NULL;
    }
  if (ret_left != NULL)
    *ret_left = left;
  return g_steal_pointer (&names);
}

GPtrArray *
app_names_read (GBytes *bytes, AppNamesLeft *ret_left, GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  g_autoptr (GPtrArray) rows = NULL;
  g_autofree char *text = NULL;

  if (size > APP_NAMES_MAX_BYTES)
    {
      _app_names_refuse_size (error);
      return NULL;
    }
  if (size == 0)
    refuse (error, _ ("файл пуст: сохраните список ещё раз и загрузите его"));
  else if (size >= 4 && memcmp (data, "\xD0\xCF\x11\xE0", 4) == 0)
    refuse (error, _app_names_describe_old (bytes));
  else if (size >= 4 && memcmp (data, "PK\3\4", 4) == 0)
    rows = _app_names_read_book (bytes, error);
  else if ((text = merilo_charset_decode (data, size, NULL)) == NULL)
    refuse (error,
            _ ("это не таблица или её буквы не читаются: откройте список в Excel и сохраните "
               "как «Книга Excel (.xlsx)»"));
  else
    rows = split (text);
  return rows != NULL ? take_names (rows, ret_left, error) : NULL;
}
