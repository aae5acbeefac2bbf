#define G_LOG_DOMAIN "merilo-document"

#include "config.h"

#include "document/document.h"

#include <glib/gi18n-lib.h>

#include "document/text.h"

#define CHUNK (64 * 1024)

static void
free_row (gpointer data)
{
  MeriloTableRow *row = data;

  g_free (row->cells);
  g_free (row);
}

static void
free_block (gpointer data)
{
  MeriloDocumentBlock *block = data;

  g_clear_pointer (&block->runs, g_array_unref);
  g_clear_pointer (&block->table.rows, g_ptr_array_unref);
  g_clear_pointer (&block->chart, merilo_chart_unref);
  g_free (block->table.columns);
  g_free (block);
}

static const char *
keep (MeriloDocument *self, const char *text)
{
  g_autofree char *clean = merilo_document_clean (text);

  return *clean != 0 ? g_string_chunk_insert (self->texts, clean) : "";
}

static const char *
keep_nullable (MeriloDocument *self, const char *text)
{
  return text != NULL && *text != 0 ? keep (self, text) : NULL;
}

MeriloDocument *
merilo_document_new (const char *title, const char *author, MeriloPage page)
{
  MeriloDocument *self = g_new0 (MeriloDocument, 1);

  self->texts = g_string_chunk_new (CHUNK);
  self->blocks = g_ptr_array_new_with_free_func (free_block);
  self->title = keep (self, title);
  self->author = keep (self, author);
  self->page = page;
  return self;
}

void
merilo_document_free (MeriloDocument *self)
{
  g_ptr_array_unref (self->blocks);
  g_string_chunk_free (self->texts);
  g_free (self);
}

/* Blocks */

static MeriloDocumentBlock *
add_block (MeriloDocument *self, MeriloBlockKind kind)
{
  MeriloDocumentBlock *block = g_new0 (MeriloDocumentBlock, 1);

  block->kind = kind;
  block->number = block->office = block->name = "";
  g_ptr_array_add (self->blocks, block);
  return block;
}

static MeriloDocumentBlock *
get_last (MeriloDocument *self)
{
  return self->blocks->len > 0 ? g_ptr_array_index (self->blocks, self->blocks->len - 1) : NULL;
}

static MeriloDocumentBlock *
add_text (MeriloDocument *self, MeriloBlockKind kind, const char *text)
{
  MeriloDocumentBlock *block = add_block (self, kind);

  block->runs = g_array_new (FALSE, TRUE, sizeof (MeriloRun));
  if (text != NULL && *text != 0)
    merilo_document_add_run (self, text, MERILO_RUN_PLAIN);
  return block;
}

void
merilo_document_add_title (MeriloDocument *self, const char *text)
{
  add_text (self, MERILO_BLOCK_TITLE, text);
}

void
merilo_document_add_heading (MeriloDocument *self, guint level, const char *text)
{
  add_text (self, MERILO_BLOCK_HEADING, text)->level = CLAMP (level, 1, 2);
}

void
merilo_document_add_paragraph (MeriloDocument *self, const char *text, MeriloAlign align)
{
  add_text (self, MERILO_BLOCK_PARAGRAPH, text)->align = align;
}

void
merilo_document_add_run (MeriloDocument *self, const char *text, MeriloRunStyle style)
{
  MeriloDocumentBlock *block = get_last (self);
  MeriloRun run = { keep (self, text), style };

  g_return_if_fail (block != NULL && block->runs != NULL);
  g_array_append_val (block->runs, run);
}

void
merilo_document_add_point (MeriloDocument *self, guint level, const char *number, const char *text)
{
  MeriloDocumentBlock *block = add_text (self, MERILO_BLOCK_POINT, text);

  block->level = MIN (level, 8);
  block->number = keep (self, number);
}

void
merilo_document_add_act (MeriloDocument *self, const MeriloAct *act)
{
  MeriloDocumentBlock *block = add_block (self, MERILO_BLOCK_ACT);

  block->act.form = act->form;
  block->act.issuer = keep_nullable (self, act->issuer);
  block->act.kind = keep_nullable (self, act->kind);
  block->act.number = keep_nullable (self, act->number);
  block->act.date = keep_nullable (self, act->date);
  block->act.word = keep_nullable (self, act->word);
}

void
merilo_document_add_chart (MeriloDocument *self, MeriloChart *chart, double height)
{
  MeriloDocumentBlock *block = add_block (self, MERILO_BLOCK_CHART);

  block->chart = merilo_chart_ref (chart);
  block->height = CLAMP (height, 60, 480);
}

void
merilo_document_add_signature (MeriloDocument *self, const char *office, const char *name)
{
  MeriloDocumentBlock *block = add_block (self, MERILO_BLOCK_SIGNATURE);

  block->office = keep (self, office);
  block->name = keep (self, name);
}

void
merilo_document_add_page_break (MeriloDocument *self)
{
  add_block (self, MERILO_BLOCK_PAGE_BREAK);
}

/* Tables */

void
merilo_document_add_table (MeriloDocument *self,
                           const char *caption,
                           const MeriloTableColumn *columns,
                           guint n_columns)
{
  MeriloTable *table;

  g_return_if_fail (n_columns > 0);
  table = &add_block (self, MERILO_BLOCK_TABLE)->table;
  table->caption = keep (self, caption);
  table->columns = g_new (MeriloTableColumn, n_columns);
  table->n_columns = n_columns;
  table->rows = g_ptr_array_new_with_free_func (free_row);
  for (guint i = 0; i < n_columns; i++)
    table->columns[i]
        = (MeriloTableColumn){ keep (self, columns[i].heading),
                               columns[i].width > 0 ? columns[i].width : 1, columns[i].align };
}

static MeriloTable *
get_table (MeriloDocument *self)
{
  MeriloDocumentBlock *block = get_last (self);

  return block != NULL && block->kind == MERILO_BLOCK_TABLE ? &block->table : NULL;
}

void
merilo_document_set_items (MeriloDocument *self)
{
  MeriloTable *table = get_table (self);

  g_return_if_fail (table != NULL);
  table->items = TRUE;
}

static void
add_row (MeriloDocument *self, MeriloTableRowKind kind, const char *const *cells, guint n)
{
  MeriloTable *table = get_table (self);
  MeriloTableRow *row;

  g_return_if_fail (table != NULL);
  row = g_new (MeriloTableRow, 1);
  row->kind = kind;
  row->cells = g_new (const char *, n);
  for (guint i = 0; i < n; i++)
    row->cells[i] = keep (self, cells[i]);
  g_ptr_array_add (table->rows, row);
}

void
merilo_document_add_row (MeriloDocument *self, MeriloTableRowKind kind, const char *const *cells)
{
  MeriloTable *table = get_table (self);

  g_return_if_fail (table != NULL && kind != MERILO_ROW_SECTION);
  add_row (self, kind, cells, table->n_columns);
}

void
merilo_document_add_section_row (MeriloDocument *self, const char *text)
{
  add_row (self, MERILO_ROW_SECTION, &text, 1);
}

/* For those who write it */

const MeriloDocumentBlock *
merilo_document_get (const MeriloDocument *self, guint i)
{
  return g_ptr_array_index (self->blocks, i);
}

const MeriloTableRow *
merilo_table_get_row (const MeriloTable *table, guint i)
{
  return g_ptr_array_index (table->rows, i);
}

double
merilo_table_get_share (const MeriloTable *table, guint i)
{
  double sum = 0;

  for (guint k = 0; k < table->n_columns; k++)
    sum += table->columns[k].width;
  return table->columns[i].width / sum;
}

char *
merilo_document_block_text (const MeriloDocumentBlock *block)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; block->runs != NULL && i < block->runs->len; i++)
    g_string_append (text, g_array_index (block->runs, MeriloRun, i).text);
  return g_string_free (text, FALSE);
}

/* «приказом»: an act of a usual kind by which something was approved; NULL for another */
static const char *
say_by (const char *kind)
{
  static const struct
  {
    const char *kind, *by;
  } kinds[] = {
    /* kinds as they are typed, not for the screen */
    { "приказ", N_ ("приказом") },
    { "распоряжение", N_ ("распоряжением") },
    { "постановление", N_ ("постановлением") },
    { "решение", N_ ("решением") },
    { "протокол", N_ ("протоколом") },
  };
  g_autofree char *small = g_utf8_strdown (kind, -1);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (small, kinds[i].kind))
      return _ (kinds[i].by);
  return NULL;
}

/* «от 17.12.2024 № 486-О» after @first, with blanks to write on where it is not known */
static char *
say_date_and_number (const MeriloAct *act)
{
  return g_strdup_printf (_ ("от %s № %s"), act->date != NULL ? act->date : "____________",
                          act->number != NULL ? act->number : "_______");
}

char **
merilo_act_lines (const MeriloAct *act)
{
  g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();
  g_autofree char *when = say_date_and_number (act);

  if (act->form == MERILO_ACT_LETTERHEAD)
    {
      g_autofree char *kind = g_utf8_strup (act->kind != NULL ? act->kind : "", -1);

      if (act->issuer != NULL)
        g_strv_builder_add (lines, act->issuer);
      if (*kind != 0)
        g_strv_builder_add (lines, kind);
      g_strv_builder_add (lines, when);
      return g_strv_builder_end (lines);
    }
  g_strv_builder_add (lines, act->word != NULL ? act->word : _ ("УТВЕРЖДЁН"));
  if (act->kind == NULL || say_by (act->kind) != NULL)
    {
      g_autofree char *by
          = g_strdup_printf ("%s %s", act->kind != NULL ? say_by (act->kind) : _ ("приказом"),
                             when);

      g_strv_builder_add (lines, by);
    }
  else
    {
      g_autofree char *named = g_strdup_printf ("%s %s", act->kind, when);

      g_strv_builder_add (lines, named);
    }
  return g_strv_builder_end (lines);
}

/* as browsers do: by the first letter */
gboolean
merilo_document_is_rtl (const char *text)
{
  for (const char *p = text; *p != 0; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      GUnicodeScript script;

      if (c < 0x80 ? !g_ascii_isalpha ((char) c) : !g_unichar_isalpha (c))
        continue;
      script = g_unichar_get_script (c);
      return script == G_UNICODE_SCRIPT_HEBREW || script == G_UNICODE_SCRIPT_ARABIC
             || script == G_UNICODE_SCRIPT_SYRIAC || script == G_UNICODE_SCRIPT_THAANA
             || script == G_UNICODE_SCRIPT_NKO;
    }
  return FALSE;
}
