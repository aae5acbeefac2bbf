#define G_LOG_DOMAIN "app-record-table"

#include "config.h"

#include "widgets/record-table-private.h"

#include <glib/gi18n-lib.h>

#include "widgets/cells.h"

static guint
paste_row (AppRecordTable *self, MeriloRecord *record, guint col0, char **texts, guint *refused)
{
  guint written = 0;

  for (guint k = 0; texts[k] != NULL && col0 + k < self->columns->len; k++)
    {
      guint field = _app_record_table_field (self, col0 + k);

      if (!_app_record_table_may_write (self, record, field))
        continue;
      *refused += !app_record_edits_set_text (self->edits, record, field, texts[k]);
      written++;
    }
  return written;
}

guint
app_record_table_paste (AppRecordTable *self, const char *tsv)
{
  g_autoptr (GPtrArray) cells = NULL;
  guint row0, col0, row1, col1, written = 0, refused = 0, n, shown;
  gboolean fill;

  g_return_val_if_fail (APP_IS_RECORD_TABLE (self), 0);
  _app_record_table_end_edit (self, TRUE);
  cells = app_cells_parse (tsv);
  _app_record_table_get_block (self, &row0, &col0, &row1, &col1);
  /* one line fills every row of the block */
  fill = cells->len == 1 && row1 > row0;
  n = fill ? row1 - row0 + 1 : cells->len;
  shown = app_record_table_get_n_shown (self);
  if (self->writable && row0 + n > shown)
    g_signal_emit_by_name (self, "short", row0 + n - shown);
  app_record_edits_begin (self->edits);
  for (guint i = 0; i < n && row0 + i < app_record_table_get_n_shown (self); i++)
    {
      g_autoptr (MeriloRecord) record = app_record_table_dup_record (self, row0 + i);

      written += paste_row (self, record, col0, cells->pdata[fill ? 0 : i], &refused);
    }
  app_record_edits_end (self->edits);
  g_signal_emit_by_name (self, "pasted", written, refused);
  return written;
}

GPtrArray *
app_record_table_copy_cells (AppRecordTable *self, gboolean whole)
{
  GPtrArray *cells = app_cells_new ();
  guint row0 = 0, col0 = 0, row1 = G_MAXUINT - 1, col1 = G_MAXUINT - 1;

  g_return_val_if_fail (APP_IS_RECORD_TABLE (self), cells);
  if (whole)
    {
      g_autoptr (GStrvBuilder) heads = g_strv_builder_new ();

      for (guint c = 0; c < self->columns->len; c++)
        g_strv_builder_add (heads,
                            _ (self->entity->fields[_app_record_table_field (self, c)].label));
      g_ptr_array_add (cells, g_strv_builder_end (heads));
    }
  else
    _app_record_table_get_block (self, &row0, &col0, &row1, &col1);
  for (guint r = row0; r <= row1 && r < app_record_table_get_n_shown (self); r++)
    {
      g_autoptr (MeriloRecord) record = app_record_table_dup_record (self, r);
      g_autoptr (GStrvBuilder) line = g_strv_builder_new ();

      for (guint c = col0; c <= col1 && c < self->columns->len; c++)
        {
          g_autofree char *text
              = app_record_edits_dup_text (self->edits, record, _app_record_table_field (self, c));

          g_strv_builder_add (line, text);
        }
      g_ptr_array_add (cells, g_strv_builder_end (line));
    }
  return cells;
}
