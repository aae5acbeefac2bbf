#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/results/import-remarks-private.h"

#include <glib/gi18n.h>

#include "model/issue-words.h"
#include "widgets/cells.h"
#include "widgets/sheet.h"

enum
{
  SIGNAL_DECIDED,
  N_SIGNALS
};

G_DEFINE_FINAL_TYPE (AppRemarks, app_remarks, G_TYPE_OBJECT)

static guint signals[N_SIGNALS];

static void
clear_column (gpointer data)
{
  RemarkColumn *column = data;

  g_free (column->heading);
  g_free (column->is);
}

static void
clear_fault (gpointer data)
{
  AppFault *fault = data;

  g_free (fault->code);
  g_free (fault->value);
}

static void
free_remark (gpointer data)
{
  AppRemark *remark = data;

  g_strfreev (remark->cells);
  g_array_unref (remark->faults);
  g_free (remark->key);
  g_free (remark);
}

AppRemark *
_app_remark_new (guint row)
{
  AppRemark *remark = g_new0 (AppRemark, 1);

  remark->row = row;
  remark->faults = g_array_new (FALSE, TRUE, sizeof (AppFault));
  g_array_set_clear_func (remark->faults, clear_fault);
  return remark;
}

/* GObject overrides */

static void
app_remarks_finalize (GObject *object)
{
  AppRemarks *self = APP_REMARKS (object);

  g_array_unref (self->columns);
  g_ptr_array_unref (self->rows);
  G_OBJECT_CLASS (app_remarks_parent_class)->finalize (object);
}

static void
app_remarks_class_init (AppRemarksClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = app_remarks_finalize;
  signals[SIGNAL_DECIDED] = g_signal_new ("decided", APP_TYPE_REMARKS, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);
}

static void
app_remarks_init (AppRemarks *self)
{
  self->columns = g_array_new (FALSE, TRUE, sizeof (RemarkColumn));
  g_array_set_clear_func (self->columns, clear_column);
  self->rows = g_ptr_array_new_with_free_func (free_remark);
}

/* Public API */

AppRemarks *
app_remarks_new (JsonObject *file)
{
  AppRemarks *self = g_object_new (APP_TYPE_REMARKS, NULL);

  _app_remarks_read (self, file);
  return self;
}

guint
app_remarks_get_n (AppRemarks *self)
{
  return self->rows->len;
}

const AppRemark *
app_remarks_at (AppRemarks *self, guint i)
{
  return i < self->rows->len ? self->rows->pdata[i] : NULL;
}

guint
app_remarks_count_can (AppRemarks *self)
{
  guint n = 0;

  for (guint i = 0; i < self->rows->len; i++)
    n += app_remarks_at (self, i)->can_take;
  return n;
}

guint
app_remarks_count_taken (AppRemarks *self)
{
  guint n = 0;

  for (guint i = 0; i < self->rows->len; i++)
    n += app_remarks_at (self, i)->take;
  return n;
}

guint
app_remarks_get_n_columns (AppRemarks *self)
{
  return self->columns->len;
}

const char *
app_remarks_get_heading (AppRemarks *self, guint column)
{
  return g_array_index (self->columns, RemarkColumn, column).heading;
}

char *
app_remarks_dup_letter (AppRemarks *self, guint column)
{
  return app_sheet_name_column (g_array_index (self->columns, RemarkColumn, column).column);
}

int
app_remarks_find_column (AppRemarks *self, const char *is)
{
  for (guint i = 0; i < self->columns->len; i++)
    if (g_str_equal (g_array_index (self->columns, RemarkColumn, i).is, is))
      return (int) i;
  return -1;
}

const char *
app_remarks_get_code (AppRemarks *self, const AppRemark *remark)
{
  int column = app_remarks_find_column (self, "code");

  return remark->cells != NULL && column >= 0 ? remark->cells[column] : "";
}

gboolean
app_remarks_decide (AppRemarks *self, guint i, gboolean take)
{
  AppRemark *remark = i < self->rows->len ? self->rows->pdata[i] : NULL;

  if (remark == NULL || (take && !remark->can_take))
    return FALSE;
  remark->take = take;
  g_signal_emit (self, signals[SIGNAL_DECIDED], 0);
  return TRUE;
}

static gboolean
is_alike (const AppRemark *one, const AppRemark *other)
{
  return one->can_take == other->can_take && g_str_equal (one->key, other->key);
}

guint
app_remarks_decide_alike (AppRemarks *self, guint i, gboolean take)
{
  const AppRemark *model = app_remarks_at (self, i);
  guint n = 0;

  if (model == NULL || (take && !model->can_take))
    return 0;
  for (guint k = 0; k < self->rows->len; k++)
    {
      AppRemark *remark = self->rows->pdata[k];

      if (!is_alike (remark, model))
        continue;
      remark->take = take;
      n++;
    }
  g_signal_emit (self, signals[SIGNAL_DECIDED], 0);
  return n;
}

guint
app_remarks_count_alike (AppRemarks *self, guint i)
{
  const AppRemark *model = app_remarks_at (self, i);
  guint n = 0;

  for (guint k = 0; model != NULL && k < self->rows->len; k++)
    n += is_alike (app_remarks_at (self, k), model);
  return n;
}

static gboolean
stands_as (const AppRemark *one, const AppRemark *other)
{
  const char *const none[] = { NULL };
  const char *const *cells = one->cells != NULL ? (const char *const *) one->cells : none;

  return is_alike (one, other)
         && g_strv_equal (cells, other->cells != NULL ? (const char *const *) other->cells : none);
}

gboolean
app_remarks_take_over (AppRemarks *self, AppRemarks *before)
{
  g_autoptr (GHashTable) by_row = g_hash_table_new (NULL, NULL);
  gboolean whole = TRUE;

  for (guint i = 0; i < before->rows->len; i++)
    g_hash_table_insert (by_row, GUINT_TO_POINTER (app_remarks_at (before, i)->row),
                         before->rows->pdata[i]);
  for (guint i = 0; i < self->rows->len; i++)
    {
      AppRemark *remark = self->rows->pdata[i];
      const AppRemark *was = g_hash_table_lookup (by_row, GUINT_TO_POINTER (remark->row));

      if (was != NULL && stands_as (remark, was))
        remark->take = was->take;
      else if (remark->can_take)
        whole = FALSE;
    }
  return whole;
}

gboolean
app_remark_has (const AppRemark *remark, const char *code)
{
  for (guint i = 0; i < remark->faults->len; i++)
    if (g_str_equal (g_array_index (remark->faults, AppFault, i).code, code))
      return TRUE;
  return FALSE;
}

GHashTable *
app_remarks_count_reasons (AppRemarks *self)
{
  GHashTable *counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < self->rows->len; i++)
    {
      const AppRemark *remark = app_remarks_at (self, i);
      g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

      for (guint k = 0; k < remark->faults->len; k++)
        {
          char *code = g_array_index (remark->faults, AppFault, k).code;
          guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, code));

          if (g_hash_table_add (seen, code))
            g_hash_table_insert (counts, g_strdup (code), GUINT_TO_POINTER (n + 1));
        }
    }
  return counts;
}

char *
app_remarks_describe (AppRemarks *self, const AppRemark *remark)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < remark->faults->len; i++)
    {
      const AppFault *fault = &g_array_index (remark->faults, AppFault, i);
      const char *words = merilo_issue_get_words (fault->code);
      g_autofree char *letter
          = fault->column >= 0 ? app_remarks_dup_letter (self, (guint) fault->column) : NULL;

      if (text->len > 0)
        g_string_append_c (text, '\n');
      if (letter != NULL)
        g_string_append_printf (text, _ ("столбец %s: "), letter);
      g_string_append (text, words);
      /* of a code that another has, whose it is: nothing that stands in the cell */
      if (fault->value != NULL && *fault->value != 0)
        g_string_append_printf (text,
                                g_str_equal (fault->code, "class-changed") ? " (%s)"
                                                                           : _ (", стоит «%s»"),
                                fault->value);
    }
  return g_string_free (text, FALSE);
}

char *
app_remarks_write_decisions (AppRemarks *self)
{
  GString *json = g_string_new ("[");

  for (guint i = 0; i < self->rows->len; i++)
    {
      const AppRemark *remark = app_remarks_at (self, i);

      if (remark->can_take)
        g_string_append_printf (json, "%s{\"row\":%u,\"take\":%s}", json->len > 1 ? "," : "",
                                remark->row, remark->take ? "true" : "false");
    }
  g_string_append_c (json, ']');
  return g_string_free (json, FALSE);
}

static char **
make_head (AppRemarks *self)
{
  g_autoptr (GStrvBuilder) row = g_strv_builder_new ();

  g_strv_builder_add (row, _ ("Строка файла"));
  for (guint i = 0; i < self->columns->len; i++)
    g_strv_builder_add (row, app_remarks_get_heading (self, i));
  g_strv_builder_add (row, _ ("Причина"));
  return g_strv_builder_end (row);
}

GPtrArray *
app_remarks_to_cells (AppRemarks *self)
{
  GPtrArray *cells = app_cells_new ();

  g_ptr_array_add (cells, make_head (self));
  for (guint i = 0; i < self->rows->len; i++)
    {
      const AppRemark *remark = app_remarks_at (self, i);
      g_autoptr (GStrvBuilder) row = g_strv_builder_new ();
      g_autofree char *number = g_strdup_printf ("%u", remark->row);
      g_autofree char *words = app_remarks_describe (self, remark);

      g_strdelimit (words, "\n", ';');
      g_strv_builder_add (row, number);
      for (guint k = 0; k < self->columns->len; k++)
        g_strv_builder_add (row, remark->cells != NULL ? remark->cells[k] : "");
      g_strv_builder_add (row, words);
      g_ptr_array_add (cells, g_strv_builder_end (row));
    }
  return cells;
}
