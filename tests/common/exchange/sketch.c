#include "sketch.h"

#include <string.h>

#include "zip-maker.h"

typedef struct
{
  guint span;
  char merge; /* 'v', '^' or 0 */
  gboolean listed;
  const char *text;
} Cell;

static Cell
read_cell (const char *text)
{
  Cell cell = { .span = 1 };

  if (text[0] == '{')
    {
      cell.span = (guint) g_ascii_digit_value (text[1]);
      text += 3;
    }
  if (text[0] == 'v' || text[0] == '^')
    cell.merge = *text++;
  if (text[0] == '#')
    {
      cell.listed = TRUE;
      text++;
    }
  cell.text = text;
  return cell;
}

static void
put_cell (GString *xml, const char *sketch)
{
  Cell cell = read_cell (sketch);
  const char *merge = cell.merge == 'v'   ? "<w:vMerge w:val='restart'/>"
                      : cell.merge == '^' ? "<w:vMerge/>"
                                          : "";
  const char *list = cell.listed ? "<w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr>" : "";
  g_autofree char *escaped = g_markup_escape_text (cell.text, -1);

  g_string_append_printf (
      xml,
      "<w:tc><w:tcPr><w:gridSpan w:val='%u'/>%s</w:tcPr><w:p>%s<w:r><w:t>%s</w:t>"
      "</w:r></w:p></w:tc>",
      cell.span, merge, list, escaped);
}

GBytes *
sketch_draw_docx (const char *document)
{
  g_auto (GStrv) lines = g_strsplit (document, "\n", -1);
  g_autoptr (GString) xml = g_string_new (NULL);
  gboolean table = FALSE;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      gboolean row = strchr (lines[i], '|') != NULL || lines[i][0] == '{';

      if (row != table)
        g_string_append (xml, row ? "<w:tbl>" : "</w:tbl>");
      table = row;
      if (!row)
        {
          g_string_append_printf (xml, "<w:p><w:r><w:t>%s</w:t></w:r></w:p>", lines[i]);
          continue;
        }
      g_auto (GStrv) cells = g_strsplit (lines[i], "|", -1);
      g_string_append (xml, "<w:tr>");
      for (guint k = 0; cells[k] != NULL; k++)
        put_cell (xml, cells[k]);
      g_string_append (xml, "</w:tr>");
    }
  if (table)
    g_string_append (xml, "</w:tbl>");
  return zip_make_docx_body (xml->str);
}

static void
put_state (GString *out, MeriloRowState state, const char *why)
{
  g_string_append_printf (out, "/%s%s%s", merilo_row_state_name (state), why[0] != '\0' ? "," : "",
                          why);
}

static void
put_section (GString *out, const MeriloPlanSection *section)
{
  if (section->no != NULL)
    g_string_append_printf (out, "[%s>%s", section->no, section->addressee);
  else
    g_string_append_printf (out, "[%s", section->title);
  if (section->level == 2)
    g_string_append (out, ":2");
  if (section->state != MERILO_ROW_WHOLE)
    put_state (out, section->state, section->why);
  for (guint i = 0; i < section->gaps->len; i++)
    g_string_append_printf (out, " -%s", (char *) g_ptr_array_index (section->gaps, i));
  g_string_append_c (out, ']');
  for (guint i = 0; i < section->rows->len; i++)
    {
      const MeriloPlanRow *row = g_ptr_array_index (section->rows, i);
      g_autofree char *cells = g_strjoinv ("|", row->cells);

      g_string_append_printf (out, "%s:%s", row->no, cells);
      put_state (out, row->state, row->why);
      if (row->deadlines != NULL)
        {
          g_autofree char *terms = g_strjoinv ("/", row->deadlines);

          g_string_append_printf (out, "{%s}", terms);
        }
      g_string_append_c (out, ' ');
    }
}

char *
sketch_shorten (const MeriloRoadmap *roadmap)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < roadmap->plans->len; i++)
    {
      const MeriloPlan *plan = g_ptr_array_index (roadmap->plans, i);

      if (i > 0)
        g_string_append_c (out, ';');
      for (guint k = 0; k < plan->sections->len; k++)
        put_section (out, g_ptr_array_index (plan->sections, k));
      for (guint k = 0; k < plan->dropped->len; k++)
        {
          const MeriloDropped *dropped = g_ptr_array_index (plan->dropped, k);

          g_string_append_printf (out, "-%s %s ", dropped->source, dropped->why);
        }
      for (guint k = 0; k < plan->signature->len; k++)
        g_string_append_printf (out, "*%s ", (char *) plan->signature->pdata[k]);
    }
  return g_strchomp (g_string_free (g_steal_pointer (&out), FALSE));
}

/* the same rows as other files: a line is a row of the sheet, a blank one a row without cells */

GBytes *
sketch_draw_csv (const char *document)
{
  g_auto (GStrv) lines = g_strsplit (document, "\n", -1);
  g_autoptr (GString) csv = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], "|", -1);

      for (guint k = 0; cells[k] != NULL; k++)
        {
          Cell cell = read_cell (cells[k]);

          g_string_append_printf (csv, "%s\"%s\"", k > 0 ? ";" : "", cell.text);
          for (guint n = 1; n < cell.span; n++)
            g_string_append_c (csv, ';');
        }
      g_string_append (csv, "\r\n");
    }
  return g_string_free_to_bytes (g_steal_pointer (&csv));
}

/* rows that a cell begun at @row covers, in the lines below */
static guint
count_below (char **lines, guint row, guint column)
{
  guint n = 1;

  for (guint i = row + 1; lines[i] != NULL; i++, n++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], "|", -1);

      if (column >= g_strv_length (cells) || cells[column][0] != '^')
        break;
    }
  return n;
}

GBytes *
sketch_draw_html (const char *document)
{
  g_auto (GStrv) lines = g_strsplit (document, "\n", -1);
  g_autoptr (GString) html = g_string_new ("<html><body><table>");

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], "|", -1);

      g_string_append (html, "<tr>");
      for (guint k = 0; cells[k] != NULL; k++)
        {
          Cell cell = read_cell (cells[k]);
          g_autofree char *escaped = g_markup_escape_text (cell.text, -1);

          if (cell.merge != '^')
            g_string_append_printf (html, "<td colspan=%u rowspan='%u'><p>%s</p></td>", cell.span,
                                    cell.merge == 'v' ? count_below (lines, i, k) : 1, escaped);
        }
      g_string_append (html, "</tr>");
    }
  g_string_append (html, "</table></body></html>");
  return g_string_free_to_bytes (g_steal_pointer (&html));
}

static void
put_sheet_cell (GString *xml, GString *merges, char **lines, guint row, guint k, guint column)
{
  g_auto (GStrv) cells = g_strsplit (lines[row], "|", -1);
  Cell cell = read_cell (cells[k]);
  g_autofree char *escaped = g_markup_escape_text (cell.text, -1);
  guint height = cell.merge == 'v' ? count_below (lines, row, k) : 1;

  if (cell.text[0] != '\0')
    g_string_append_printf (xml, "<c r='%c%u' t='inlineStr'><is><t>%s</t></is></c>", 'A' + column,
                            row + 1, escaped);
  if (cell.span > 1 || height > 1)
    g_string_append_printf (merges, "<mergeCell ref='%c%u:%c%u'/>", 'A' + column, row + 1,
                            'A' + column + cell.span - 1, row + height);
}

GBytes *
sketch_draw_xlsx (const char *document)
{
  g_auto (GStrv) lines = g_strsplit (document, "\n", -1);
  g_autoptr (GString) rows = g_string_new (NULL);
  g_autoptr (GString) merges = g_string_new ("<mergeCells>");

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], "|", -1);
      guint column = 0;

      g_string_append_printf (rows, "<row r='%u'>", i + 1);
      for (guint k = 0; cells[k] != NULL; k++)
        {
          put_sheet_cell (rows, merges, lines, i, k, column);
          column += read_cell (cells[k]).span;
        }
      g_string_append (rows, "</row>");
    }
  g_string_append (merges, "</mergeCells>");
  return zip_make_xlsx (rows->str, NULL, NULL, merges->str);
}
