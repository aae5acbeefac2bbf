#define G_LOG_DOMAIN "merilo-exchange"

#include "exchange/csv.h"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "exchange/package.h"
#include "model/charset.h"
#include "model/error.h"

#define PROBED_ROWS 20
#define BOM         "\xef\xbb\xbf"

static const char separators[] = ";,\t|";

/* Text */

static gboolean
refuse_text (GError **error)
{
  g_set_error_literal (error, MERILO_ERROR, MERILO_ERROR_BAD_FILE,
                       _ ("это не текстовая таблица; сохраните её как «CSV UTF-8» или .xlsx и "
                          "загрузите снова"));
  return FALSE;
}

/* the file as UTF-8 without a mark; NULL with @error set */
static char *
decode (GBytes *bytes, gsize *ret_size, GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  char *text;

  if (size > merilo_package_limits.file)
    {
      g_set_error (error, MERILO_ERROR, MERILO_ERROR_TOO_LARGE,
                   _ ("файл больше %u МБ; разделите его на части и загрузите их по одной"),
                   (guint) (merilo_package_limits.file >> 20));
      return NULL;
    }
  text = merilo_charset_decode (data, size, ret_size);
  if (text == NULL)
    refuse_text (error);
  return text;
}

/* the one that stands most often in the first rows outside quotes */
static char
find_separator (const char *text)
{
  guint counts[sizeof separators] = { 0 }, rows = 0, best = 0;
  gboolean quoted = FALSE;

  if (g_str_has_prefix (text, "sep=") && text[4] != '\0')
    return text[4]; /* a line only Excel writes */
  for (const char *p = text; *p != '\0' && rows < PROBED_ROWS; p++)
    {
      const char *at = strchr (separators, *p);

      if (*p == '"')
        quoted = !quoted;
      else if (!quoted && *p == '\n')
        rows++;
      else if (!quoted && at != NULL)
        counts[at - separators]++;
    }
  for (guint i = 1; separators[i] != '\0'; i++)
    if (counts[i] > counts[best])
      best = i;
  return separators[best];
}

/* Machine */

typedef enum
{
  AT_START, /* of a field */
  PLAIN,
  QUOTED,
  AFTER_QUOTE, /* a quote within quotes: the end of them, or half of a doubled one */
} State;

typedef struct
{
  char separator;
  State state;
  guint line;       /* from 1 */
  guint first_line; /* of the row */
  GString *field;
  GPtrArray *fields; /* char *: of the row */
  MeriloRowFunc func;
  gpointer data;
} Machine;

static void
end_field (Machine *machine)
{
  g_ptr_array_add (machine->fields, g_strdup (machine->field->str));
  g_string_truncate (machine->field, 0);
  machine->state = AT_START;
}

static gboolean
end_row (Machine *machine, GError **error)
{
  g_autoptr (GArray) cells = g_array_new (FALSE, TRUE, sizeof (MeriloCell));
  guint last = 0, row = machine->first_line;
  gboolean done = TRUE;

  end_field (machine);
  for (guint i = 0; i < machine->fields->len; i++)
    {
      const char *text = g_ptr_array_index (machine->fields, i);
      MeriloCell cell = { .kind = MERILO_CELL_TEXT, .text = text };

      if (text[0] == '\0')
        cell = (MeriloCell){ 0 };
      else
        last = i + 1;
      g_array_append_val (cells, cell);
    }
  if (last > MERILO_GRID_MAX_COLUMNS)
    {
      g_set_error (error, MERILO_ERROR, MERILO_ERROR_TOO_LARGE,
                   _ ("строка %u: больше %d столбцов; оставьте нужные и загрузите снова"), row,
                   MERILO_GRID_MAX_COLUMNS);
      done = FALSE;
    }
  else if (last > 0)
    done = machine->func (row, (const MeriloCell *) (gpointer) cells->data, last, machine->data,
                          error);
  g_ptr_array_set_size (machine->fields, 0);
  machine->first_line = machine->line + 1;
  return done;
}

/* a character outside quotes, or the one after them */
static gboolean
feed_plain (Machine *machine, char c, GError **error)
{
  if (c == '"' && machine->state == AT_START)
    machine->state = QUOTED;
  else if (c == machine->separator)
    end_field (machine);
  else if (c == '\n')
    {
      gboolean done = end_row (machine, error);

      machine->line++;
      return done;
    }
  else
    {
      g_string_append_c (machine->field, c);
      machine->state = PLAIN;
    }
  return TRUE;
}

static gboolean
feed (Machine *machine, char c, GError **error)
{
  switch (machine->state)
    {
    case QUOTED:
      if (c == '"')
        machine->state = AFTER_QUOTE;
      else
        g_string_append_c (machine->field, c);
      machine->line += c == '\n' ? 1 : 0;
      return TRUE;
    case AFTER_QUOTE:
      if (c == '"')
        {
          g_string_append_c (machine->field, c);
          machine->state = QUOTED;
          return TRUE;
        }
      machine->state = PLAIN;
      return feed_plain (machine, c, error);
    case AT_START:
    case PLAIN:
    default:
      return feed_plain (machine, c, error);
    }
}

static gboolean
finish (Machine *machine, GError **error)
{
  if (machine->state == QUOTED)
    {
      g_set_error (error, MERILO_ERROR, MERILO_ERROR_BAD_FILE,
                   _ ("строка %u: кавычка открыта и не закрыта; исправьте её и загрузите снова"),
                   machine->first_line);
      return FALSE;
    }
  return end_row (machine, error);
}

gboolean
merilo_csv_read_rows (GBytes *bytes, MeriloRowFunc func, gpointer data, GError **error)
{
  gsize size = 0;
  g_autofree char *text = decode (bytes, &size, error);
  g_autoptr (GString) field = g_string_new (NULL);
  g_autoptr (GPtrArray) fields = g_ptr_array_new_with_free_func (g_free);
  Machine machine = {
    .line = 1, .first_line = 1, .field = field, .fields = fields, .func = func, .data = data
  };
  gsize at = 0;

  if (text == NULL)
    return FALSE;
  if (strlen (text) != size)
    return refuse_text (error);
  machine.separator = find_separator (text);
  if (g_str_has_prefix (text, "sep="))
    {
      at = strcspn (text, "\n") + 1;
      machine.line = machine.first_line = 2;
    }
  for (; at < size; at++)
    {
      char c = text[at];

      if (c == '\r')
        c = '\n'; /* an old Mac's line end; of CRLF only one half counts */
      if (c == '\n' && text[at] == '\r' && text[at + 1] == '\n')
        at++;
      if (!feed (&machine, c, error))
        return FALSE;
    }
  return finish (&machine, error);
}

MeriloGrid *
merilo_csv_read_grid (GBytes *bytes, GError **error)
{
  g_autoptr (MeriloGrid) grid = merilo_grid_new ("");

  if (!merilo_csv_read_rows (bytes, merilo_grid_add_row, grid, error))
    return NULL;
  return g_steal_pointer (&grid);
}

/* Writing */

void
merilo_csv_begin (GString *out)
{
  g_string_append (out, BOM);
}

static gboolean
looks_like_formula (const char *text)
{
  char *end;

  if (text[0] == '\0' || strchr ("=+-@\t\r", text[0]) == NULL)
    return FALSE;
  g_ascii_strtod (text, &end);
  return *end != '\0' || end == text; /* -5 is a number */
}

void
merilo_csv_put_field (GString *out, const char *text)
{
  gboolean guarded = looks_like_formula (text);

  if (out->len > 0 && out->str[out->len - 1] != '\n'
      && !(out->len == 3 && memcmp (out->str, BOM, 3) == 0))
    g_string_append_c (out, ';');
  if (!guarded && text[0] != '\0' && text[strcspn (text, ";\"\r\n")] == '\0')
    {
      g_string_append (out, text);
      return;
    }
  g_string_append_c (out, '"');
  if (guarded)
    g_string_append_c (out, '\'');
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (out, '"');
      g_string_append_c (out, *p);
    }
  g_string_append_c (out, '"');
}

void
merilo_csv_end_row (GString *out)
{
  g_string_append (out, "\r\n");
}
