#define G_LOG_DOMAIN "srv-api"

#include "config.h"

#include "api/list-file.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "exchange/csv.h"
#include "exchange/xlsx-writer.h"
#include "model/record.h"

#define CSV_TYPE  "text/csv"
#define XLSX_TYPE "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

SrvListForm
srv_list_form (SrvRequest *req)
{
  const char *accept = srv_request_get_header (req, "Accept");

  if (accept == NULL)
    return SRV_LIST_JSON;
  if (strstr (accept, XLSX_TYPE) != NULL)
    return SRV_LIST_XLSX;
  return strstr (accept, CSV_TYPE) != NULL ? SRV_LIST_CSV : SRV_LIST_JSON;
}

static gboolean
is_shown (const MeriloField *f)
{
  return !(f->flags & MERILO_HIDDEN);
}

static GBytes *
make_csv (SrvRows *rows, const MeriloEntity *entity, GError **error)
{
  g_autoptr (GString) out = g_string_new (NULL);

  merilo_csv_begin (out);
  for (guint i = 0; i < entity->n_fields; i++)
    if (is_shown (&entity->fields[i]))
      merilo_csv_put_field (out, _ (entity->fields[i].label));
  merilo_csv_end_row (out);
  for (guint row = 0; row < srv_rows_get_n (rows); row++)
    {
      g_autoptr (GObject) record = srv_rows_read_record (rows, row, entity, error);

      if (record == NULL)
        return NULL;
      for (guint i = 0; i < entity->n_fields; i++)
        if (is_shown (&entity->fields[i]))
          {
            g_autofree char *text = merilo_record_show (record, i);

            merilo_csv_put_field (out, text);
          }
      merilo_csv_end_row (out);
    }
  return g_string_free_to_bytes (g_steal_pointer (&out));
}

/* numbers and dates stay what they are, so that the sheet can count them */
static void
take_cell (gpointer record, guint i, MeriloCell *cell, GPtrArray *texts)
{
  const MeriloField *f = &merilo_record_get_entity (record)->fields[i];
  char *text;

  *cell = (MeriloCell){ MERILO_CELL_EMPTY };
  if (!merilo_record_has (record, i))
    return;
  if (f->kind == MERILO_WHOLE || f->kind == MERILO_DATE)
    {
      cell->kind = f->kind == MERILO_DATE ? MERILO_CELL_DATE : MERILO_CELL_NUMBER;
      cell->number = (double) merilo_record_get_whole (record, i);
      return;
    }
  if (f->kind == MERILO_REAL)
    {
      cell->kind = MERILO_CELL_NUMBER;
      cell->number = merilo_record_get_real (record, i);
      return;
    }
  text = merilo_record_show (record, i);
  g_ptr_array_add (texts, text);
  cell->kind = MERILO_CELL_TEXT;
  cell->text = text;
}

static gboolean
add_row (MeriloXlsxWriter *writer, gpointer record, MeriloCell *cells, GError **error)
{
  const MeriloEntity *entity = merilo_record_get_entity (record);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  guint n = 0;

  for (guint i = 0; i < entity->n_fields; i++)
    if (is_shown (&entity->fields[i]))
      take_cell (record, i, &cells[n++], texts);
  return merilo_xlsx_writer_add_row (writer, cells, error);
}

static GBytes *
make_xlsx (SrvRows *rows, const MeriloEntity *entity, GError **error)
{
  g_autofree MeriloSheetColumn *columns = g_new0 (MeriloSheetColumn, entity->n_fields);
  g_autofree MeriloCell *cells = g_new0 (MeriloCell, entity->n_fields);
  g_autoptr (MeriloXlsxWriter) writer = NULL;
  guint n = 0;

  for (guint i = 0; i < entity->n_fields; i++)
    if (is_shown (&entity->fields[i]))
      columns[n++]
          = (MeriloSheetColumn){ _ (entity->fields[i].label), (guint) entity->fields[i].width };
  writer = merilo_xlsx_writer_new (_ (entity->label), columns, n, error);
  if (writer == NULL)
    return NULL;
  for (guint row = 0; row < srv_rows_get_n (rows); row++)
    {
      g_autoptr (GObject) record = srv_rows_read_record (rows, row, entity, error);

      if (record == NULL || !add_row (writer, record, cells, error))
        return NULL;
    }
  return merilo_xlsx_writer_finish (writer, error);
}

void
srv_list_reply_file (SrvRequest *req, const MeriloEntity *entity, SrvRows *rows, SrvListForm form)
{
  gboolean sheet = form == SRV_LIST_XLSX;
  g_autoptr (GError) error = NULL;
  g_autofree char *disposition = NULL;
  GBytes *bytes = sheet ? make_xlsx (rows, entity, &error) : make_csv (rows, entity, &error);

  if (bytes == NULL)
    {
      srv_request_reply_error (req, error);
      return;
    }
  disposition
      = g_strconcat ("attachment; filename=\"", entity->path, sheet ? ".xlsx\"" : ".csv\"", NULL);
  for (char *p = disposition; *p != 0; p++)
    if (*p == '/')
      *p = '-';
  srv_request_set_header (req, "Content-Disposition", disposition);
  srv_request_reply (req, 200, sheet ? XLSX_TYPE : CSV_TYPE "; charset=utf-8", bytes);
}
