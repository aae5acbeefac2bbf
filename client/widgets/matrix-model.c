#define G_LOG_DOMAIN "app-matrix-model"

#include "config.h"

#include "widgets/matrix-model-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "widgets/cells.h"

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AppMatrixModel, app_matrix_model, G_TYPE_OBJECT)

/* GObject */

static void
free_item (gpointer data)
{
  MatrixItem *item = data;

  g_free (item->no);
  g_free (item->title);
  g_free (item->folded);
  g_free (item->states);
  g_free (item->bars);
  g_free (item);
}

static void
free_reporter (gpointer data)
{
  g_free (((MatrixReporter *) data)->name);
  g_free (data);
}

static void
app_matrix_model_finalize (GObject *object)
{
  AppMatrixModel *self = APP_MATRIX_MODEL (object);

  g_ptr_array_unref (self->items);
  g_ptr_array_unref (self->reporters);
  g_array_unref (self->rows);
  g_array_unref (self->cols);
  g_array_unref (self->col_counts);
  G_OBJECT_CLASS (app_matrix_model_parent_class)->finalize (object);
}

static void
app_matrix_model_class_init (AppMatrixModelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = app_matrix_model_finalize;
  signals[CHANGED] = g_signal_new ("changed", APP_TYPE_MATRIX_MODEL, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
app_matrix_model_init (AppMatrixModel *self)
{
  self->items = g_ptr_array_new_with_free_func (free_item);
  self->reporters = g_ptr_array_new_with_free_func (free_reporter);
  self->rows = g_array_new (FALSE, TRUE, sizeof (MatrixRow));
  self->cols = g_array_new (FALSE, TRUE, sizeof (guint));
  self->col_counts = g_array_new (FALSE, TRUE, sizeof (AppMatrixCount));
}

/* Public API */

AppMatrixModel *
app_matrix_model_new (void)
{
  return g_object_new (APP_TYPE_MATRIX_MODEL, NULL);
}

void
app_matrix_model_add_reporter (AppMatrixModel *self, gint64 id, const char *name)
{
  MatrixReporter *reporter = g_new0 (MatrixReporter, 1);

  g_return_if_fail (self->items->len == 0);
  *reporter = (MatrixReporter){ id, g_strdup (name != NULL ? name : "") };
  g_ptr_array_add (self->reporters, reporter);
}

static MatrixItem *
add_item (
    AppMatrixModel *self, gint64 lineage, const char *no, const char *title, const char *section)
{
  MatrixItem *item = g_new0 (MatrixItem, 1);
  g_autofree char *both
      = g_strdup_printf ("%s %s", no != NULL ? no : "", title != NULL ? title : "");

  item->lineage = lineage;
  item->no = g_strdup (no != NULL ? no : "");
  item->title = g_strdup (title != NULL ? title : "");
  item->folded = g_utf8_casefold (both, -1);
  item->section = g_intern_string (section != NULL ? section : "");
  item->states = g_new (guint8, MAX (1, self->reporters->len));
  g_ptr_array_add (self->items, item);
  return item;
}

void
app_matrix_model_add_item (AppMatrixModel *self,
                           gint64 lineage,
                           const char *no,
                           const char *title,
                           const char *section,
                           const char *cells)
{
  MatrixItem *item = add_item (self, lineage, no, title, section);
  gsize length = cells != NULL ? strlen (cells) : 0;

  for (guint i = 0; i < self->reporters->len; i++)
    item->states[i] = i < length ? app_matrix_state_of (cells[i]) : APP_MATRIX_NOTHING;
}

static AppMatrixState
state_of_bar (AppMatrixBar bar)
{
  return bar.total == 0          ? APP_MATRIX_NOTHING
         : bar.overdue > 0       ? APP_MATRIX_OVERDUE
         : bar.done >= bar.total ? APP_MATRIX_DONE
         : bar.done > 0          ? APP_MATRIX_WORK
                                 : APP_MATRIX_AHEAD;
}

void
app_matrix_model_add_bars (AppMatrixModel *self,
                           gint64 lineage,
                           const char *no,
                           const char *title,
                           const char *section,
                           const AppMatrixBar *bars)
{
  MatrixItem *item = add_item (self, lineage, no, title, section);

  item->bars = g_new0 (AppMatrixBar, MAX (1, self->reporters->len));
  for (guint i = 0; i < self->reporters->len; i++)
    {
      item->bars[i] = bars[i];
      item->states[i] = state_of_bar (bars[i]);
    }
}

void
app_matrix_model_set_heads (AppMatrixModel *self, const AppMatrixHeads *heads)
{
  self->heads = *heads;
}

void
app_matrix_model_set_words (AppMatrixModel *self, const AppMatrixWord *words)
{
  self->words = words;
}

const AppMatrixWord *
app_matrix_model_get_word (AppMatrixModel *self, AppMatrixState state)
{
  return &(self->words != NULL ? self->words : app_matrix_words)[state];
}

AppMatrixHeads
app_matrix_model_get_heads (AppMatrixModel *self)
{
  AppMatrixHeads heads = self->heads;

  heads.no = heads.no != NULL ? heads.no : _ ("№");
  heads.title = heads.title != NULL ? heads.title : _ ("Мероприятие");
  heads.total = heads.total != NULL ? heads.total : _ ("Исполнено");
  heads.foot = heads.foot != NULL ? heads.foot : _ ("Исполнено из тех, чей срок наступил");
  heads.done = heads.done != NULL ? heads.done : _ ("исполнено");
  return heads;
}

void
app_matrix_model_filter (AppMatrixModel *self,
                         const char *section,
                         gint64 reporter,
                         AppMatrixState state,
                         const char *text)
{
  g_autofree char *folded = text != NULL ? g_utf8_casefold (text, -1) : NULL;

  _app_matrix_model_choose (self, section, reporter, state, folded);
  g_signal_emit (self, signals[CHANGED], 0);
}

guint
app_matrix_model_get_n_rows (AppMatrixModel *self)
{
  return self->rows->len;
}

guint
app_matrix_model_get_n_cols (AppMatrixModel *self)
{
  return self->cols->len;
}

guint
app_matrix_model_get_n_items (AppMatrixModel *self, gboolean all)
{
  return all ? self->items->len : self->n_shown;
}

static const MatrixRow *
get_row (AppMatrixModel *self, guint row)
{
  static const MatrixRow none = { NULL, "", { 0, 0 } };

  return row < self->rows->len ? &g_array_index (self->rows, MatrixRow, row) : &none;
}

gboolean
app_matrix_model_is_section (AppMatrixModel *self, guint row)
{
  return get_row (self, row)->item == NULL;
}

const char *
app_matrix_model_get_no (AppMatrixModel *self, guint row)
{
  const MatrixItem *item = get_row (self, row)->item;

  return item != NULL ? item->no : "";
}

const char *
app_matrix_model_get_title (AppMatrixModel *self, guint row)
{
  const MatrixRow *r = get_row (self, row);

  return r->item != NULL ? r->item->title : r->section;
}

const char *
app_matrix_model_get_section (AppMatrixModel *self, guint row)
{
  return get_row (self, row)->section;
}

gint64
app_matrix_model_get_lineage (AppMatrixModel *self, guint row)
{
  const MatrixItem *item = get_row (self, row)->item;

  return item != NULL ? item->lineage : 0;
}

static const MatrixReporter *
get_reporter (AppMatrixModel *self, guint col)
{
  static MatrixReporter none = { 0, (char *) "" };

  return col < self->cols->len ? self->reporters->pdata[g_array_index (self->cols, guint, col)]
                               : &none;
}

const char *
app_matrix_model_get_name (AppMatrixModel *self, guint col)
{
  return get_reporter (self, col)->name;
}

gint64
app_matrix_model_get_reporter (AppMatrixModel *self, guint col)
{
  return get_reporter (self, col)->id;
}

AppMatrixState
app_matrix_model_get (AppMatrixModel *self, guint row, guint col)
{
  const MatrixItem *item = get_row (self, row)->item;

  return item != NULL && col < self->cols->len
             ? item->states[g_array_index (self->cols, guint, col)]
             : APP_MATRIX_NOTHING;
}

const AppMatrixBar *
app_matrix_model_get_bar (AppMatrixModel *self, guint row, guint col)
{
  const MatrixItem *item = get_row (self, row)->item;

  return item != NULL && item->bars != NULL && col < self->cols->len
             ? &item->bars[g_array_index (self->cols, guint, col)]
             : NULL;
}

gboolean
app_matrix_model_has_bars (AppMatrixModel *self)
{
  return self->items->len > 0 && ((MatrixItem *) self->items->pdata[0])->bars != NULL;
}

AppMatrixCount
app_matrix_model_count_row (AppMatrixModel *self, guint row)
{
  return get_row (self, row)->count;
}

AppMatrixCount
app_matrix_model_count_col (AppMatrixModel *self, guint col)
{
  return col < self->col_counts->len ? g_array_index (self->col_counts, AppMatrixCount, col)
                                     : (AppMatrixCount){ 0, 0 };
}

AppMatrixCount
app_matrix_model_count_all (AppMatrixModel *self)
{
  return self->all;
}

guint
app_matrix_model_count_state (AppMatrixModel *self, AppMatrixState state)
{
  return state < APP_MATRIX_N_STATES ? self->states[state] : 0;
}

static gboolean
find_item (AppMatrixModel *self, guint row, const char *folded, gboolean first, guint *ret_row)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      guint at = (row + i) % self->rows->len;
      const MatrixItem *item = get_row (self, at)->item;

      if (item != NULL
          && (first ? g_str_has_prefix (item->folded, folded)
                    : strstr (item->folded, folded) != NULL))
        {
          *ret_row = at;
          return TRUE;
        }
    }
  return FALSE;
}

gboolean
app_matrix_model_find (AppMatrixModel *self, guint row, const char *text, guint *ret_row)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);

  return find_item (self, row, folded, TRUE, ret_row)
         || find_item (self, row, folded, FALSE, ret_row);
}

static char *
show_cell (AppMatrixModel *self, guint row, guint col)
{
  const AppMatrixBar *bar = app_matrix_model_get_bar (self, row, col);

  if (app_matrix_model_is_section (self, row) || (bar != NULL && bar->total == 0))
    return g_strdup ("");
  if (bar != NULL)
    return g_strdup_printf (_ ("%u из %u"), bar->done, bar->total);
  return g_strdup (
      _ (app_matrix_model_get_word (self, app_matrix_model_get (self, row, col))->label));
}

GPtrArray *
app_matrix_model_copy (AppMatrixModel *self, guint row0, guint col0, guint row1, guint col1)
{
  GPtrArray *cells = app_cells_new ();
  AppMatrixHeads heads = app_matrix_model_get_heads (self);
  guint width = MIN (col1 + 1, self->cols->len) - MIN (col0, self->cols->len);
  char **head = g_new0 (char *, width + 3);

  head[0] = g_strdup (heads.no);
  head[1] = g_strdup (heads.title);
  for (guint c = 0; c < width; c++)
    head[c + 2] = g_strdup (app_matrix_model_get_name (self, col0 + c));
  g_ptr_array_add (cells, head);
  for (guint r = row0; r <= row1 && r < self->rows->len; r++)
    {
      char **line = g_new0 (char *, width + 3);

      line[0] = g_strdup (app_matrix_model_get_no (self, r));
      line[1] = g_strdup (app_matrix_model_get_title (self, r));
      for (guint c = 0; c < width; c++)
        line[c + 2] = show_cell (self, r, col0 + c);
      g_ptr_array_add (cells, line);
    }
  return cells;
}
