#define G_LOG_DOMAIN "merilo-model"

#include <string.h>

#include "model/table-text-private.h"

/* The tags that make a table, and those that end a line; all others are passed over. Word wraps its
 * own matters into comments, styles and elements of its own: their content is left out. */

typedef struct
{
  MeriloTableBuilder *builder;
  const char *p;
  GString *cell; /* text of the cell that is open; NULL outside of cells */
  guint depth;   /* of tables */
  guint row_span, column_span;
} Html;

/* content of these is no text */
static const char *const silent[] = { "style", "script", "xml", "head", "title", "del", NULL };
static const char *const lines[]
    = { "br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "table", NULL };

static gboolean
is_tag (const char *name, gsize length, const char *tag)
{
  return strlen (tag) == length && g_ascii_strncasecmp (name, tag, length) == 0;
}

static gboolean
is_any (const char *name, gsize length, const char *const *tags)
{
  for (guint i = 0; tags[i] != NULL; i++)
    if (is_tag (name, length, tags[i]))
      return TRUE;
  return FALSE;
}

/* Entities */

#define LONGEST_ENTITY 10

static gunichar
find_named (const char *name, gsize length)
{
  static const struct
  {
    const char *name;
    gunichar c;
  } named[] = {
    { "nbsp", 0xa0 },     { "amp", '&' },      { "lt", '<' },        { "gt", '>' },
    { "quot", '"' },      { "apos", '\'' },    { "laquo", 0xab },    { "raquo", 0xbb },
    { "ndash", 0x2013 },  { "mdash", 0x2014 }, { "hellip", 0x2026 }, { "shy", 0xad },
    { "ldquo", 0x201c },  { "rdquo", 0x201d }, { "bdquo", 0x201e },  { "lsquo", 0x2018 },
    { "rsquo", 0x2019 },  { "sect", 0xa7 },    { "deg", 0xb0 },      { "middot", 0xb7 },
    { "bull", 0x2022 },   { "ensp", 0x2002 },  { "emsp", 0x2003 },   { "thinsp", 0x2009 },
    { "numero", 0x2116 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (named); i++)
    if (strlen (named[i].name) == length && strncmp (named[i].name, name, length) == 0)
      return named[i].c;
  return 0;
}

/* the character of the entity at @p, which begins with '&'; 0 if it is none */
static gunichar
read_entity (const char *p, const char **end)
{
  gsize length = 0;
  guint64 number = 0;

  while (length <= LONGEST_ENTITY && (g_ascii_isalnum (p[1 + length]) || p[1 + length] == '#'))
    length++;
  if (p[1 + length] != ';' || length == 0)
    return 0;
  *end = p + length + 2;
  if (p[1] != '#')
    return find_named (p + 1, length);
  number = p[2] == 'x' || p[2] == 'X' ? g_ascii_strtoull (p + 3, NULL, 16)
                                      : g_ascii_strtoull (p + 2, NULL, 10);
  return number > 0 && number <= 0x10ffff && g_unichar_validate ((gunichar) number)
             ? (gunichar) number
             : 0;
}

/* Attributes */

/* value of a whole number among the attributes from @p to @end; 1 if it is not there */
static guint
read_span (const char *p, const char *end, const char *name)
{
  gsize length = strlen (name);

  for (; p + length < end; p++)
    {
      const char *value = p + length;

      if (!g_ascii_isspace (p[-1]) || g_ascii_strncasecmp (p, name, length) != 0)
        continue;
      while (value < end && g_ascii_isspace (*value))
        value++;
      if (*value != '=')
        continue;
      value++;
      while (value < end && (g_ascii_isspace (*value) || *value == '"' || *value == '\''))
        value++;
      return g_ascii_isdigit (*value)
                 ? (guint) CLAMP (g_ascii_strtoull (value, NULL, 10), 1, MERILO_TABLE_TEXT_MAX_ROWS)
                 : 1;
    }
  return 1;
}

/* the '>' that ends the tag at @p, quotes minded; the end of the text if it never comes */
static const char *
find_tag_end (const char *p)
{
  char quote = 0;

  for (; *p != '\0'; p++)
    {
      if (quote != 0)
        quote = *p == quote ? 0 : quote;
      else if ((*p == '"' || *p == '\'') && p[-1] == '=')
        quote = *p;
      else if (*p == '>')
        return p;
    }
  return p;
}

/* Cells and rows */

static gboolean
close_cell (Html *self)
{
  g_autoptr (GString) text = g_steal_pointer (&self->cell);

  if (text == NULL)
    return TRUE;
  if (self->builder->row == NULL)
    merilo_table_builder_begin_row (self->builder);
  return merilo_table_builder_add (self->builder, merilo_table_tidy (text->str), self->row_span,
                                   self->column_span);
}

static gboolean
close_row (Html *self)
{
  return close_cell (self) && merilo_table_builder_end_row (self->builder);
}

static gboolean
open_cell (Html *self, const char *attributes, const char *end)
{
  if (!close_cell (self))
    return FALSE;
  self->cell = g_string_new (NULL);
  self->row_span = read_span (attributes, end, "rowspan");
  self->column_span = read_span (attributes, end, "colspan");
  return TRUE;
}

/* a table within a cell is text of the cell */
static gboolean
close_table (Html *self)
{
  if (self->depth > 0)
    self->depth--;
  if (self->depth > 0)
    return TRUE;
  if (!close_row (self))
    return FALSE;
  merilo_table_builder_end_table (self->builder);
  return TRUE;
}

static gboolean
open_row (Html *self)
{
  if (!close_row (self))
    return FALSE;
  merilo_table_builder_begin_row (self->builder);
  return TRUE;
}

/* the '>' of the end tag of the element @name, or the end of the text */
static const char *
skip_element (const char *p, const char *name, gsize length)
{
  for (; *p != '\0'; p++)
    if (p[0] == '<' && p[1] == '/' && g_ascii_strncasecmp (p + 2, name, length) == 0
        && !g_ascii_isalnum (p[2 + length]))
      return find_tag_end (p + 2);
  return p;
}

static gboolean
begin_tag (Html *self, const char *name, gsize length, const char *end)
{
  if (is_tag (name, length, "table"))
    self->depth++;
  if (self->cell != NULL && is_any (name, length, lines))
    g_string_append_c (self->cell, '\n');
  if (self->depth != 1)
    return TRUE;
  if (is_tag (name, length, "tr"))
    return open_row (self);
  if (is_tag (name, length, "td") || is_tag (name, length, "th"))
    return open_cell (self, name + length, end);
  return TRUE;
}

static gboolean
end_tag (Html *self, const char *name, gsize length)
{
  if (is_tag (name, length, "table"))
    return close_table (self);
  if (self->cell != NULL && is_any (name, length, lines))
    g_string_append_c (self->cell, '\n');
  else if (self->cell != NULL && self->depth > 1 && is_tag (name, length, "td"))
    g_string_append_c (self->cell, ' ');
  if (self->depth != 1)
    return TRUE;
  if (is_tag (name, length, "tr"))
    return close_row (self);
  if (is_tag (name, length, "td") || is_tag (name, length, "th"))
    return close_cell (self);
  return TRUE;
}

/* @p stands on a '<' */
static gboolean
read_tag (Html *self)
{
  const char *name = self->p + 1;
  gboolean closing = *name == '/';
  gsize length = 0;
  const char *end;

  if (g_str_has_prefix (self->p, "<!--"))
    {
      self->p += 4;
      while (*self->p != '\0' && strncmp (self->p, "-->", 3) != 0)
        self->p++;
      self->p += *self->p != '\0' ? 3 : 0;
      return TRUE;
    }
  name += closing;
  while (g_ascii_isalnum (name[length]) || name[length] == ':')
    length++;
  if (length == 0 && *name != '!' && *name != '?')
    { /* a sign, and no tag */
      if (self->cell != NULL)
        g_string_append_c (self->cell, '<');
      self->p++;
      return TRUE;
    }
  end = find_tag_end (name);
  self->p = *end != '\0' ? end + 1 : end;
  if (closing)
    return end_tag (self, name, length);
  if (is_any (name, length, silent) && end[-1] != '/')
    {
      self->p = skip_element (self->p, name, length);
      self->p += *self->p != '\0';
      return TRUE;
    }
  return begin_tag (self, name, length, end);
}

static void
read_letter (Html *self)
{
  const char *next = g_utf8_next_char (self->p);
  gunichar c = *self->p == '&' ? read_entity (self->p, &next) : 0;

  if (*self->p == '&' && c == 0)
    next = self->p + 1;
  if (self->cell != NULL && c != 0)
    g_string_append_unichar (self->cell, c);
  else if (self->cell != NULL && (*self->p == '\n' || *self->p == '\r'))
    g_string_append_c (self->cell, ' '); /* lines of the source are no lines of the text */
  else if (self->cell != NULL)
    g_string_append_len (self->cell, self->p, next - self->p);
  self->p = next;
}

gboolean
merilo_table_read_html (MeriloTableBuilder *builder, const char *text)
{
  Html self = { .builder = builder, .p = text };
  gboolean fits = TRUE;

  while (fits && *self.p != '\0')
    if (*self.p == '<')
      fits = read_tag (&self);
    else
      read_letter (&self);
  if (fits)
    fits = close_cell (&self);
  if (self.cell != NULL)
    g_string_free (self.cell, TRUE);
  return fits;
}
