#define G_LOG_DOMAIN "merilo-exchange"

#include "exchange/docx.h"

static void
clear_cell (gpointer data)
{
  MeriloDocCell *cell = data;

  g_free (cell->text);
}

static void
free_row (gpointer data)
{
  MeriloDocRow *row = data;

  g_array_unref (row->cells);
  g_free (row);
}

static void
free_block (gpointer data)
{
  MeriloBlock *block = data;

  g_free (block->text);
  g_clear_pointer (&block->rows, g_ptr_array_unref);
  g_clear_pointer (&block->above, g_array_unref);
  g_free (block);
}

MeriloDocx *
merilo_docx_new (void)
{
  MeriloDocx *self = g_new0 (MeriloDocx, 1);

  self->blocks = g_ptr_array_new_with_free_func (free_block);
  return self;
}

void
merilo_docx_free (MeriloDocx *self)
{
  g_ptr_array_unref (self->blocks);
  g_free (self);
}

static MeriloBlock *
add_block (MeriloDocx *self, guint number)
{
  MeriloBlock *block = g_new0 (MeriloBlock, 1);

  block->number = number;
  g_ptr_array_add (self->blocks, block);
  return block;
}

MeriloBlock *
merilo_docx_add_paragraph (MeriloDocx *self, char *text)
{
  MeriloBlock *block = add_block (self, self->n_paragraphs++);

  block->text = text;
  return block;
}

MeriloBlock *
merilo_docx_add_table (MeriloDocx *self)
{
  MeriloBlock *block = add_block (self, self->n_tables++);

  block->rows = g_ptr_array_new_with_free_func (free_row);
  return block;
}

MeriloDocRow *
merilo_block_add_row (MeriloBlock *table)
{
  MeriloDocRow *row = g_new (MeriloDocRow, 1);

  row->number = table->rows->len;
  row->cells = g_array_new (FALSE, TRUE, sizeof (MeriloDocCell));
  g_array_set_clear_func (row->cells, clear_cell);
  g_ptr_array_add (table->rows, row);
  return row;
}
