#define G_LOG_DOMAIN "merilo-exchange"

#include "exchange/layout.h"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "exchange/layout-private.h"
#include "model/error.h"

/* a further layout is one more file and one more line here; where the headings of one are among
 * those of another, the larger one stands first */
static const MeriloLayout *const layouts[] = {
  &merilo_layout_f1,           &merilo_layout_form_2026,     &merilo_layout_aggregated_2022,
  &merilo_layout_form_2022,    &merilo_layout_regional_2021, &merilo_layout_regional_2020,
  &merilo_layout_marks,        &merilo_layout_journal,       &merilo_layout_journal_2021,
  &merilo_layout_distribution, &merilo_layout_marked,
};

const MeriloLayout *
merilo_layout_recognise (const MeriloGrid *grid)
{
  for (guint i = 0; i < G_N_ELEMENTS (layouts); i++)
    if (layouts[i]->rows != NULL ? merilo_row_layout_recognise (layouts[i]->rows, grid)
                                 : layouts[i]->recognise (grid))
      return layouts[i];
  return NULL;
}

/* Reading */

void
merilo_workbook_free (MeriloWorkbook *self)
{
  g_clear_pointer (&self->results, merilo_results_free);
  g_clear_pointer (&self->printed, merilo_printed_free);
  g_clear_pointer (&self->marked, merilo_marked_free);
  g_free (self);
}

static gboolean
read_source (MeriloWorkbook *self, const MeriloSource *source, GError **error)
{
  const MeriloLayout *layout = self->layout;
  const char *name = source->grid->name;

  if (layout->rows != NULL || layout->read_results != NULL)
    {
      self->results = merilo_results_new (layout->id, name);
      return layout->rows != NULL
                 ? merilo_row_layout_read (layout->rows, source, self->results, error)
                 : layout->read_results (source, self->results, error);
    }
  if (layout->read_printed != NULL)
    {
      self->printed = merilo_printed_new (layout->id, name);
      return layout->read_printed (source, self->printed, error);
    }
  self->marked = merilo_marked_new (layout->id, name);
  return layout->read_marked (source, self->marked, error);
}

/* the layout that reads sheet @i under @hint, NULL if none does; people merge cells, ФИС ОКО does
 * not */
static const MeriloLayout *
find_layout (MeriloBook *book, guint i, const MeriloGrid *grid, const MeriloReadHint *hint)
{
  int head;

  if (hint == NULL || hint->map == NULL)
    return merilo_layout_recognise (grid);
  head = merilo_layout_map_find (hint->map, grid, NULL);
  if (head < 0)
    return NULL;
  merilo_book_fill_merges (book, i, g_array_index (grid->rows, MeriloGridRow, head).number + 1);
  return &merilo_layout_map;
}

typedef struct
{
  const MeriloGrid *grid;
  const MeriloLayout *layout;
} Sheet;

static MeriloWorkbook *
read_grid (MeriloBook *book,
           const MeriloGrid *grid,
           const MeriloLayout *layout,
           const MeriloReadHint *hint,
           GError **error)
{
  g_autoptr (MeriloWorkbook) self = g_new0 (MeriloWorkbook, 1);
  g_autofree char *school = NULL;
  MeriloSource source = { .grid = grid, .book = book };

  if (hint != NULL)
    {
      school = hint->school == NULL ? merilo_path_dup_school (hint->path) : NULL;
      source.path = hint->path;
      source.school = hint->school != NULL ? hint->school : school;
      source.map = hint->map;
    }
  self->layout = layout;
  if (!read_source (self, &source, error))
    return NULL;
  merilo_issues_sort ((GArray *) merilo_workbook_get_issues (self));
  return g_steal_pointer (&self);
}

static MeriloWorkbook *
refuse_unknown (guint n, gboolean described, GError **error)
{
  g_set_error (error, MERILO_ERROR, MERILO_ERROR_UNKNOWN_LAYOUT,
               described
                   ? _ ("в файле нет листа с заголовками из этого описания (листов: %u); укажите, "
                        "что в каких столбцах, для этого файла")
                   : _ ("в файле нет известного отчёта или формы ФИС ОКО (листов: %u); загрузите "
                        "его таким, каким он выгружен, или укажите, что в каких столбцах"),
               n);
  return NULL;
}

/* of two sheets that say something none would be passed over in silence */
static MeriloWorkbook *
refuse_second (const char *first, const char *second, GError **error)
{
  g_set_error (error, MERILO_ERROR, MERILO_ERROR_BAD_FILE,
               _ ("в книге больше одного листа с результатами («%s», «%s»), а загружается один; "
                  "сохраните каждый лист отдельным файлом и загрузите их"),
               first, second);
  return NULL;
}

static MeriloWorkbook *
refuse_empty (const char *message, GError **error)
{
  g_set_error_literal (error, MERILO_ERROR, MERILO_ERROR_BAD_FILE, message);
  return NULL;
}

/* sheets that are read, each with its layout; FALSE: one of them is damaged */
static gboolean
find_sheets (MeriloBook *book,
             const MeriloReadHint *hint,
             GArray *sheets,
             gboolean *ret_filled,
             GError **error)
{
  guint n = merilo_book_get_n_sheets (book);

  for (guint i = 0; i < n; i++)
    {
      Sheet sheet = { 0 };

      if (merilo_book_is_hidden (book, i))
        {
          *ret_filled = TRUE; /* for all we know */
          continue;
        }
      sheet.grid = merilo_book_get_grid (book, i, error);
      if (sheet.grid == NULL)
        return FALSE;
      *ret_filled |= sheet.grid->rows->len > 0;
      sheet.layout = find_layout (book, i, sheet.grid, hint);
      if (sheet.layout != NULL)
        g_array_append_val (sheets, sheet);
    }
  return TRUE;
}

MeriloWorkbook *
merilo_workbook_new (MeriloBook *book, const MeriloReadHint *hint, GError **error)
{
  g_autoptr (GArray) sheets = g_array_new (FALSE, FALSE, sizeof (Sheet));
  g_autoptr (MeriloWorkbook) found = NULL;
  const char *name = NULL;
  gboolean filled = FALSE;

  if (!find_sheets (book, hint, sheets, &filled, error))
    return NULL;
  if (!filled)
    return refuse_empty (
        _ ("файл пуст: в нём нет ни одной заполненной строки; выберите другой файл"), error);
  if (sheets->len == 0)
    return refuse_unknown (merilo_book_get_n_sheets (book), hint != NULL && hint->map != NULL,
                           error);
  for (guint i = 0; i < sheets->len; i++)
    {
      const Sheet *sheet = &g_array_index (sheets, Sheet, i);
      g_autoptr (MeriloWorkbook) reading
          = read_grid (book, sheet->grid, sheet->layout, hint, found == NULL ? error : NULL);

      if (reading == NULL && found == NULL)
        return NULL;
      if (reading != NULL && merilo_workbook_get_n_rows (reading) == 0)
        continue;
      if (found != NULL)
        return refuse_second (name, sheet->grid->name, error);
      found = g_steal_pointer (&reading);
      name = sheet->grid->name;
    }
  if (found != NULL)
    return g_steal_pointer (&found);
  return refuse_empty (
      _ ("под заголовками нет ни одной заполненной строки; заполните таблицу и загрузите её снова"),
      error);
}

MeriloWorkbook *
merilo_workbook_open (const char *path, const MeriloReadHint *hint, GError **error)
{
  g_autoptr (MeriloBook) book = merilo_book_open (path, error);
  g_autofree char *shown = g_filename_display_name (path);
  MeriloReadHint own = { .path = shown };

  if (book == NULL)
    return NULL;
  if (hint != NULL)
    own = *hint;
  if (own.path == NULL)
    own.path = shown;
  return merilo_workbook_new (book, &own, error);
}

/* What was read */

const GArray *
merilo_workbook_get_issues (const MeriloWorkbook *self)
{
  return self->results != NULL   ? self->results->issues
         : self->printed != NULL ? self->printed->issues
                                 : self->marked->issues;
}

guint
merilo_workbook_get_n_rows (const MeriloWorkbook *self)
{
  return self->results != NULL   ? self->results->rows->len
         : self->printed != NULL ? self->printed->units->len
                                 : self->marked->n_rows;
}

guint
merilo_workbook_count_faulty (const MeriloWorkbook *self)
{
  guint n = 0;

  for (guint i = 0; self->results != NULL && i < self->results->rows->len; i++)
    n += ((MeriloResultRow *) g_ptr_array_index (self->results->rows, i))->faulty ? 1 : 0;
  for (guint i = 0; self->printed != NULL && i < self->printed->units->len; i++)
    n += ((MeriloPrintedUnit *) g_ptr_array_index (self->printed->units, i))->faulty ? 1 : 0;
  for (guint i = 0; self->marked != NULL && i < self->marked->schools->len; i++)
    n += ((MeriloMarkedSchool *) g_ptr_array_index (self->marked->schools, i))->faulty ? 1 : 0;
  return n;
}

void
merilo_workbook_put_json (const MeriloWorkbook *self, GString *out)
{
  if (self->results != NULL)
    merilo_results_put_json (self->results, out);
  else if (self->printed != NULL)
    merilo_printed_put_json (self->printed, out);
  else
    merilo_marked_put_json (self->marked, out);
}

/* Only results */

static MeriloResults *
take_results (MeriloWorkbook *reading, GError **error)
{
  if (reading->results == NULL)
    g_set_error (error, MERILO_ERROR, MERILO_ERROR_BAD_FILE,
                 _ ("в файле «%s», а здесь нужны результаты участников; выгрузите из ФИС ОКО "
                    "«Индивидуальные результаты» или возьмите форму сбора"),
                 _ (reading->layout->title));
  return g_steal_pointer (&reading->results);
}

MeriloResults *
merilo_results_read (GBytes *bytes, const MeriloReadHint *hint, GError **error)
{
  g_autoptr (MeriloBook) book = merilo_book_new (bytes, error);
  g_autoptr (MeriloWorkbook) reading
      = book != NULL ? merilo_workbook_new (book, hint, error) : NULL;

  return reading != NULL ? take_results (reading, error) : NULL;
}

MeriloResults *
merilo_results_open (const char *path, const MeriloReadHint *hint, GError **error)
{
  g_autoptr (MeriloWorkbook) reading = merilo_workbook_open (path, hint, error);

  return reading != NULL ? take_results (reading, error) : NULL;
}
