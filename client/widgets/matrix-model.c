#define G_LOG_DOMAIN "app-matrix-model"

#include "config.h"

#include "widgets/matrix-model.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "widgets/cells.h"

const AppMatrixWord app_matrix_words[APP_MATRIX_N_STATES] = {
  [APP_MATRIX_DONE] = { 'd', "done", "✓", N_ ("исполнено"), APP_TONE_GOOD },
  [APP_MATRIX_LATE] = { 'l', "done-late", "◷", N_ ("исполнено с опозданием"), APP_TONE_WARNING },
  [APP_MATRIX_WORK] = { 'w', "in-progress", "◐", N_ ("в работе"), APP_TONE_ACCENT },
  [APP_MATRIX_RETURNED]
  = { 'r', "returned", "↩", N_ ("возвращено с замечанием"), APP_TONE_WARNING },
  [APP_MATRIX_OVERDUE] = { 'o', "overdue", "!", N_ ("просрочено"), APP_TONE_BAD },
  [APP_MATRIX_NOT_DONE] = { 'n', "not-done", "✕", N_ ("не исполнено"), APP_TONE_BAD },
  [APP_MATRIX_NO_ANSWER] = { '?', "no-answer", "?", N_ ("нет ответа"), APP_TONE_PLAIN },
  [APP_MATRIX_AHEAD] = { '-', "ahead", "–", N_ ("срок впереди"), APP_TONE_DIM },
  [APP_MATRIX_NOT_APPLICABLE] = { 'x', "not-applicable", "○", N_ ("не касается"), APP_TONE_DIM },
  [APP_MATRIX_NOTHING] = { '.', "nothing", "", N_ ("не отчитывается"), APP_TONE_DIM },
};

typedef struct
{
  gint64 lineage;
  char *no, *title, *folded;
  const char *section; /* interned */
  guint8 *states;      /* of AppMatrixState, a reporter each */
  AppMatrixBar *bars;  /* a reporter each, or NULL */
} Item;

typedef struct
{
  gint64 id;
  char *name;
} Reporter;

typedef struct
{
  const Item *item; /* NULL: a section */
  const char *section;
  AppMatrixCount count;
} Row;

struct _AppMatrixModel
{
  GObject parent_instance;
  GPtrArray *items, *reporters;
  GArray *rows;       /* of Row: shown */
  GArray *cols;       /* of guint: places in reporters, shown */
  GArray *col_counts; /* of AppMatrixCount */
  AppMatrixCount all;
  guint n_shown; /* items */
  guint states[APP_MATRIX_N_STATES];
  AppMatrixHeads heads;
  const AppMatrixWord *words; /* NULL: the usual ones */
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AppMatrixModel, app_matrix_model, G_TYPE_OBJECT)

/* Words */

AppMatrixState
app_matrix_state_of (char letter)
{
  for (guint i = 0; i < APP_MATRIX_N_STATES; i++)
    if (app_matrix_words[i].letter == letter)
      return i;
  return APP_MATRIX_NO_ANSWER;
}

AppMatrixState
app_matrix_state_by_code (const char *code)
{
  for (guint i = 0; i < APP_MATRIX_N_STATES; i++)
    if (g_strcmp0 (app_matrix_words[i].code, code) == 0)
      return i;
  return APP_MATRIX_N_STATES;
}

/* Filtering */

static AppMatrixState
get_state (const Item *item, guint reporter)
{
  return item->states[reporter];
}

static gboolean
item_has (AppMatrixModel *self, const Item *item, AppMatrixState state, gint64 reporter)
{
  for (guint i = 0; i < self->reporters->len; i++)
    {
      const Reporter *r = self->reporters->pdata[i];

      if ((reporter == 0 || r->id == reporter) && get_state (item, i) == state)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_kept (AppMatrixModel *self,
         const Item *item,
         const char *section,
         gint64 reporter,
         AppMatrixState state,
         const char *text)
{
  if (section != NULL && !g_str_equal (item->section, section))
    return FALSE;
  if (text != NULL && *text != 0 && strstr (item->folded, text) == NULL)
    return FALSE;
  return state == APP_MATRIX_N_STATES || item_has (self, item, state, reporter);
}

static void
choose_rows (AppMatrixModel *self,
             const char *section,
             gint64 reporter,
             AppMatrixState state,
             const char *text)
{
  const char *last = NULL;

  g_array_set_size (self->rows, 0);
  self->n_shown = 0;
  for (guint i = 0; i < self->items->len; i++)
    {
      const Item *item = self->items->pdata[i];

      if (!is_kept (self, item, section, reporter, state, text))
        continue;
      if (*item->section != 0 && item->section != last)
        g_array_append_val (self->rows, ((Row){ NULL, item->section, { 0, 0 } }));
      last = item->section;
      g_array_append_val (self->rows, ((Row){ item, item->section, { 0, 0 } }));
      self->n_shown++;
    }
}

static gboolean
col_has (AppMatrixModel *self, guint reporter, AppMatrixState state)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      const Row *row = &g_array_index (self->rows, Row, i);

      if (row->item != NULL && get_state (row->item, reporter) == state)
        return TRUE;
    }
  return FALSE;
}

static void
choose_cols (AppMatrixModel *self, gint64 reporter, AppMatrixState state)
{
  g_array_set_size (self->cols, 0);
  for (guint i = 0; i < self->reporters->len; i++)
    {
      const Reporter *r = self->reporters->pdata[i];

      if ((reporter == 0 || r->id == reporter)
          && (state == APP_MATRIX_N_STATES || col_has (self, i, state)))
        g_array_append_val (self->cols, i);
    }
}

static void
count_cell (const Item *item, guint reporter, AppMatrixCount *count)
{
  AppMatrixState state = get_state (item, reporter);

  if (item->bars != NULL)
    {
      count->done += item->bars[reporter].done;
      count->due += item->bars[reporter].total;
      return;
    }
  if (state == APP_MATRIX_AHEAD || state == APP_MATRIX_NOTHING
      || state == APP_MATRIX_NOT_APPLICABLE)
    return;
  count->due++;
  count->done += state == APP_MATRIX_DONE || state == APP_MATRIX_LATE;
}

static void
add_count (AppMatrixCount *to, AppMatrixCount more)
{
  to->done += more.done;
  to->due += more.due;
}

static void
count_rows (AppMatrixModel *self)
{
  Row *section = NULL;

  self->all = (AppMatrixCount){ 0, 0 };
  memset (self->states, 0, sizeof self->states);
  g_array_set_size (self->col_counts, 0);
  g_array_set_size (self->col_counts, self->cols->len);
  for (guint i = 0; i < self->rows->len; i++)
    {
      Row *row = &g_array_index (self->rows, Row, i);

      if (row->item == NULL)
        {
          section = row;
          continue;
        }
      for (guint c = 0; c < self->cols->len; c++)
        {
          guint reporter = g_array_index (self->cols, guint, c);

          self->states[get_state (row->item, reporter)]++;
          count_cell (row->item, reporter, &row->count);
          count_cell (row->item, reporter, &g_array_index (self->col_counts, AppMatrixCount, c));
        }
      add_count (&self->all, row->count);
      if (section != NULL)
        add_count (&section->count, row->count);
    }
}

/* GObject */

static void
free_item (gpointer data)
{
  Item *item = data;

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
  g_free (((Reporter *) data)->name);
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
  self->rows = g_array_new (FALSE, TRUE, sizeof (Row));
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
  Reporter *reporter = g_new0 (Reporter, 1);

  g_return_if_fail (self->items->len == 0);
  *reporter = (Reporter){ id, g_strdup (name != NULL ? name : "") };
  g_ptr_array_add (self->reporters, reporter);
}

static Item *
add_item (
    AppMatrixModel *self, gint64 lineage, const char *no, const char *title, const char *section)
{
  Item *item = g_new0 (Item, 1);
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
  Item *item = add_item (self, lineage, no, title, section);
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
  Item *item = add_item (self, lineage, no, title, section);

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

  choose_rows (self, section, reporter, state, folded);
  choose_cols (self, reporter, state);
  count_rows (self);
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

static const Row *
get_row (AppMatrixModel *self, guint row)
{
  static const Row none = { NULL, "", { 0, 0 } };

  return row < self->rows->len ? &g_array_index (self->rows, Row, row) : &none;
}

gboolean
app_matrix_model_is_section (AppMatrixModel *self, guint row)
{
  return get_row (self, row)->item == NULL;
}

const char *
app_matrix_model_get_no (AppMatrixModel *self, guint row)
{
  const Item *item = get_row (self, row)->item;

  return item != NULL ? item->no : "";
}

const char *
app_matrix_model_get_title (AppMatrixModel *self, guint row)
{
  const Row *r = get_row (self, row);

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
  const Item *item = get_row (self, row)->item;

  return item != NULL ? item->lineage : 0;
}

static const Reporter *
get_reporter (AppMatrixModel *self, guint col)
{
  static Reporter none = { 0, (char *) "" };

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
  const Item *item = get_row (self, row)->item;

  return item != NULL && col < self->cols->len
             ? get_state (item, g_array_index (self->cols, guint, col))
             : APP_MATRIX_NOTHING;
}

const AppMatrixBar *
app_matrix_model_get_bar (AppMatrixModel *self, guint row, guint col)
{
  const Item *item = get_row (self, row)->item;

  return item != NULL && item->bars != NULL && col < self->cols->len
             ? &item->bars[g_array_index (self->cols, guint, col)]
             : NULL;
}

gboolean
app_matrix_model_has_bars (AppMatrixModel *self)
{
  return self->items->len > 0 && ((Item *) self->items->pdata[0])->bars != NULL;
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
      const Item *item = get_row (self, at)->item;

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
