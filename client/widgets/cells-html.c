#define G_LOG_DOMAIN "app-cells"

#include "widgets/cells.h"

#include <string.h>

/* Word and Excel put a table on the clipboard as HTML of their own kind: comments, styles, spans,
 * a paragraph a line. Only tables, rows, cells and line ends count here; the rest is passed over,
 * and what never ends is taken as it is. */
typedef struct
{
  GPtrArray *rows;
  GPtrArray *row; /* of char *, NULL outside of a row */
  GString *cell;  /* NULL outside of a cell */
  guint span, down;
  guint owed[APP_CELLS_MAX_COLUMNS]; /* rows that a cell above still covers, a column each */
  gboolean seen, blank, paragraph;
  guint depth; /* tables inside of a cell are text */
} Page;

static void
add_cell (Page *page, char *take)
{
  if (page->row->len < APP_CELLS_MAX_COLUMNS)
    g_ptr_array_add (page->row, take);
  else
    g_free (take);
}

/* cells above that reach down into this row stand empty in it */
static void
fill_owed (Page *page)
{
  while (page->row->len < APP_CELLS_MAX_COLUMNS && page->owed[page->row->len] > 0)
    {
      page->owed[page->row->len]--;
      add_cell (page, g_strdup (""));
    }
}

static void
end_cell (Page *page)
{
  guint from;
  char *text;

  if (page->cell == NULL)
    return;
  text = g_strstrip (g_string_free (g_steal_pointer (&page->cell), FALSE));
  from = page->row->len;
  add_cell (page, text);
  for (guint i = 1; i < page->span; i++)
    add_cell (page, g_strdup (""));
  for (guint i = from; i < MIN (from + page->span, APP_CELLS_MAX_COLUMNS); i++)
    page->owed[i] = page->down - 1;
  fill_owed (page);
}

static void
end_row (Page *page)
{
  end_cell (page);
  if (page->row == NULL)
    return;
  if (page->row->len > 0 && page->rows->len < APP_CELLS_MAX_ROWS)
    {
      g_ptr_array_add (page->row, NULL);
      g_ptr_array_add (page->rows, g_ptr_array_free (page->row, FALSE));
    }
  else
    g_ptr_array_unref (page->row);
  page->row = NULL;
}

static void
begin_row (Page *page)
{
  end_row (page);
  page->row = g_ptr_array_new_with_free_func (g_free);
  fill_owed (page);
}

/* a number after name=, with quotes or without; at least 1 */
static guint
read_attribute (const char *tag, gsize length, const char *name)
{
  g_autofree char *text = g_ascii_strdown (tag, (gssize) length);
  const char *at = strstr (text, name);

  if (at == NULL)
    return 1;
  at += strlen (name) + strspn (at + strlen (name), " =\"'");
  return (guint) CLAMP (g_ascii_strtoull (at, NULL, 10), 1, APP_CELLS_MAX_COLUMNS);
}

static void
add_line_end (Page *page)
{
  if (page->cell != NULL && page->cell->len > 0 && page->cell->str[page->cell->len - 1] != '\n')
    g_string_append_c (page->cell, '\n');
  page->blank = FALSE;
}

static gboolean
is_tag (const char *tag, gsize length, const char *name)
{
  gsize n = strlen (name);

  return length >= n && g_ascii_strncasecmp (tag, name, n) == 0
         && (length == n || strchr (" \t\r\n/", tag[n]) != NULL);
}

static void
begin_cell (Page *page, const char *tag, gsize length)
{
  end_cell (page);
  if (page->row == NULL)
    begin_row (page);
  page->cell = g_string_new (NULL);
  page->blank = FALSE;
  page->span = read_attribute (tag, length, "colspan");
  page->down = read_attribute (tag, length, "rowspan");
}

/* the table inside of a cell: its cells are lines of that cell */
static gboolean
take_inner (Page *page, const char *tag, gsize length)
{
  if (is_tag (tag, length, "table") && page->cell != NULL)
    page->depth++;
  else if (is_tag (tag, length, "/table") && page->depth > 0)
    page->depth--;
  else if (page->depth == 0)
    return FALSE;
  else if (is_tag (tag, length, "tr") || is_tag (tag, length, "td"))
    add_line_end (page);
  return TRUE;
}

static void
take_tag (Page *page, const char *tag, gsize length)
{
  if (take_inner (page, tag, length))
    return;
  if (is_tag (tag, length, "table"))
    page->seen = TRUE;
  else if (is_tag (tag, length, "/table"))
    {
      end_row (page);
      memset (page->owed, 0, sizeof page->owed);
    }
  else if (!page->seen)
    return;
  else if (is_tag (tag, length, "tr"))
    begin_row (page);
  else if (is_tag (tag, length, "/tr"))
    end_row (page);
  else if (is_tag (tag, length, "td") || is_tag (tag, length, "th"))
    begin_cell (page, tag, length);
  else if (is_tag (tag, length, "/td") || is_tag (tag, length, "/th"))
    end_cell (page);
  else if (is_tag (tag, length, "br") || is_tag (tag, length, "p") || is_tag (tag, length, "div")
           || is_tag (tag, length, "li"))
    add_line_end (page);
}

/* Text */

static gunichar
read_entity (const char **p)
{
  static const struct
  {
    const char *name;
    gunichar c;
  } known[] = {
    { "amp;", '&' },      { "lt;", '<' },        { "gt;", '>' },       { "quot;", '"' },
    { "nbsp;", ' ' },     { "laquo;", 0xab },    { "raquo;", 0xbb },   { "ndash;", 0x2013 },
    { "mdash;", 0x2014 }, { "numero;", 0x2116 }, { "shy;", 0 },        { "hellip;", 0x2026 },
    { "minus;", 0x2212 }, { "ldquo;", 0x201c },  { "rdquo;", 0x201d }, { "bdquo;", 0x201e },
  };
  const char *at = *p + 1;

  if (*at == '#')
    {
      gboolean hex = at[1] == 'x' || at[1] == 'X';
      char *end = NULL;
      guint64 c = g_ascii_strtoull (at + (hex ? 2 : 1), &end, hex ? 16 : 10);

      if (end != NULL && *end == ';' && c > 0 && c <= 0x10ffff && g_unichar_validate ((gunichar) c))
        {
          *p = end + 1;
          return c == 0xa0 ? ' ' : (gunichar) c;
        }
    }
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_str_has_prefix (at, known[i].name))
      {
        *p = at + strlen (known[i].name);
        return known[i].c;
      }
  (*p)++;
  return '&';
}

/* runs of blanks are one, none at a line's beginning */
static void
add_char (Page *page, gunichar c)
{
  if (page->cell == NULL || c == 0)
    return;
  if (c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == 0xa0)
    {
      page->blank = page->cell->len > 0 && page->cell->str[page->cell->len - 1] != '\n';
      return;
    }
  if (page->blank)
    g_string_append_c (page->cell, ' ');
  page->blank = FALSE;
  g_string_append_unichar (page->cell, c);
}

/* past a comment, or an element whose text is none: where it ends, or the end of all */
static const char *
skip_hidden (const char *p)
{
  static const struct
  {
    const char *from, *until;
  } hidden[] = {
    { "<!--", "-->" },   { "<style", "</style" }, { "<script", "</script" },
    { "<xml", "</xml" }, { "<head", "</head" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (hidden); i++)
    if (g_ascii_strncasecmp (p, hidden[i].from, strlen (hidden[i].from)) == 0)
      {
        gsize n = strlen (hidden[i].until);

        for (const char *q = p + 1; *q != 0; q++)
          if (g_ascii_strncasecmp (q, hidden[i].until, n) == 0)
            return q[0] == '-' ? q + n : q;
        return p + strlen (p);
      }
  return NULL;
}

GPtrArray *
app_cells_parse_html (const char *html)
{
  g_autofree char *valid = g_utf8_make_valid (html, -1);
  g_autofree Page *page = g_new0 (Page, 1);
  const char *p = valid;

  page->rows = app_cells_new ();
  while (*p != 0)
    {
      const char *end = *p == '<' ? skip_hidden (p) : NULL;

      if (end != NULL)
        p = end;
      else if (*p == '<' && (g_ascii_isalpha (p[1]) || p[1] == '/' || p[1] == '!' || p[1] == '?'))
        {
          gsize length = strcspn (p + 1, ">");

          take_tag (page, p + 1, length);
          p += 1 + length + (p[1 + length] == '>');
        }
      else if (*p == '&')
        add_char (page, read_entity (&p));
      else
        {
          add_char (page, g_utf8_get_char (p));
          p = g_utf8_next_char (p);
        }
    }
  end_row (page);
  return page->rows;
}
