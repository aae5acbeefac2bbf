#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/frame/guide-text.h"

#include <string.h>

static void
free_block (gpointer data)
{
  AppGuideBlock *block = data;

  g_free (block->mark);
  g_free (block->markup);
  g_free (block->text);
  g_free (block);
}

static void
free_section (gpointer data)
{
  AppGuideSection *section = data;

  g_free (section->group);
  g_free (section->title);
  g_free (section->readers);
  g_ptr_array_unref (section->blocks);
  g_free (section);
}

/* **bold** to markup; a pair that never closes is stars */
static void
make_markup (AppGuideBlock *block, const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "**", -1);
  guint n = g_strv_length (parts);
  GString *out = g_string_new (NULL), *plain = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *escaped = g_markup_escape_text (parts[i], -1);
      gboolean bold = i % 2 == 1 && i + 1 < n;

      if (i % 2 == 1 && !bold)
        {
          g_string_append (out, "**");
          g_string_append (plain, "**");
        }
      g_string_append (plain, parts[i]);
      g_string_append_printf (out, bold ? "<b>%s</b>" : "%s", escaped);
    }
  block->markup = g_string_free (out, FALSE);
  block->text = g_string_free (plain, FALSE);
}

/* «- », «12. »; returns what follows, or NULL */
static const char *
skip_mark (const char *line, char **ret_mark)
{
  gsize digits = strspn (line, "0123456789");

  if (g_str_has_prefix (line, "- "))
    {
      *ret_mark = g_strdup ("•");
      return line + 2;
    }
  if (digits == 0 || !g_str_has_prefix (line + digits, ". "))
    return NULL;
  *ret_mark = g_strndup (line, digits + 1);
  return line + digits + 2;
}

typedef struct
{
  GPtrArray *sections;
  const char *group;
  GString *words; /* of the block that goes on */
  AppGuideKind kind;
  char *mark;
} Reader;

static void
end_block (Reader *reader)
{
  AppGuideSection *section;
  AppGuideBlock *block;

  if (reader->words->len > 0 && reader->sections->len > 0)
    {
      section = reader->sections->pdata[reader->sections->len - 1];
      block = g_new0 (AppGuideBlock, 1);
      block->kind = reader->kind;
      block->mark = g_steal_pointer (&reader->mark);
      make_markup (block, reader->words->str);
      g_ptr_array_add (section->blocks, block);
    }
  g_clear_pointer (&reader->mark, g_free);
  g_string_truncate (reader->words, 0);
  reader->kind = APP_GUIDE_PARAGRAPH;
}

static void
add_words (Reader *reader, const char *words)
{
  if (reader->words->len > 0)
    g_string_append_c (reader->words, ' ');
  g_string_append (reader->words, words);
}

static void
begin_section (Reader *reader, const char *title)
{
  AppGuideSection *section = g_new0 (AppGuideSection, 1);

  section->group = g_strdup (reader->group);
  section->title = g_strdup (title);
  section->blocks = g_ptr_array_new_with_free_func (free_block);
  g_ptr_array_add (reader->sections, section);
}

static void
set_readers (Reader *reader, const char *readers)
{
  AppGuideSection *section
      = reader->sections->len > 0 ? reader->sections->pdata[reader->sections->len - 1] : NULL;

  if (section == NULL)
    return;
  g_free (section->readers);
  section->readers = g_strdup (readers);
}

static void
read_line (Reader *reader, const char *line)
{
  g_autofree char *mark = NULL;
  const char *item;

  if (*line == 0)
    end_block (reader);
  else if (g_str_has_prefix (line, "# "))
    {
      end_block (reader);
      reader->group = line + 2;
    }
  else if (g_str_has_prefix (line, "> "))
    {
      end_block (reader);
      set_readers (reader, line + 2);
    }
  else if (g_str_has_prefix (line, "## "))
    {
      end_block (reader);
      begin_section (reader, line + 3);
    }
  else if (g_str_has_prefix (line, "### "))
    {
      end_block (reader);
      reader->kind = APP_GUIDE_HEADING;
      add_words (reader, line + 4);
      end_block (reader);
    }
  else if ((item = skip_mark (line, &mark)) != NULL)
    {
      end_block (reader);
      reader->kind = APP_GUIDE_ITEM;
      reader->mark = g_steal_pointer (&mark);
      add_words (reader, item);
    }
  else
    add_words (reader, line + strspn (line, " "));
}

GPtrArray *
app_guide_read (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  Reader reader = { g_ptr_array_new_with_free_func (free_section), "", g_string_new (NULL),
                    APP_GUIDE_PARAGRAPH, NULL };

  for (char **line = lines; *line != NULL; line++)
    read_line (&reader, g_strchomp (*line));
  end_block (&reader);
  g_string_free (reader.words, TRUE);
  return reader.sections;
}

/* Looking for words */

gssize
app_guide_find (const char *text, const char *needle, gsize from)
{
  g_autofree char *low = g_utf8_strdown (text, -1), *what = g_utf8_strdown (needle, -1);
  const char *at;

  /* a letter whose small one is longer would move what follows it */
  if (*what == 0 || strlen (low) != strlen (text) || strlen (what) != strlen (needle)
      || from > strlen (low))
    return -1;
  at = strstr (low + from, what);
  return at != NULL ? at - low : -1;
}

gboolean
app_guide_section_has (const AppGuideSection *section, const char *needle)
{
  gboolean found = *needle == 0 || app_guide_find (section->title, needle, 0) >= 0;

  for (guint i = 0; i < section->blocks->len && !found; i++)
    found = app_guide_find (((AppGuideBlock *) section->blocks->pdata[i])->text, needle, 0) >= 0;
  return found;
}
