#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/results/import-review-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "model/issue-words.h"
#include "pages/bits.h"
#include "store/names.h"

static const char *
say_decision (AppImportReview *self, const AppRemark *remark)
{
  if (!remark->can_take)
    return _ ("взять нельзя");
  return remark->take ? _ ("✓ взять с пометкой") : _ ("не брать");
}

static void
add_columns (AppImportReview *self)
{
  AppRemarks *remarks = self->file->remarks;

  self->first = 0;
  if (self->decide)
    app_sheet_add_column (self->sheet, "", _ ("Решение"));
  if (self->named)
    {
      app_sheet_add_column (self->sheet, "", _ ("Участник"));
      app_sheet_keep_private (self->sheet, app_sheet_get_n_columns (self->sheet) - 1);
    }
  self->first = app_sheet_get_n_columns (self->sheet);
  if (app_remarks_get_n_columns (remarks) == 0)
    app_sheet_add_column (self->sheet, "", _ ("Причина"));
  for (guint i = 0; i < app_remarks_get_n_columns (remarks); i++)
    {
      g_autofree char *letter = app_remarks_dup_letter (remarks, i);

      app_sheet_add_column (self->sheet, letter, app_remarks_get_heading (remarks, i));
    }
  app_sheet_view_set_frozen (APP_SHEET_VIEW (self->view), self->first);
}

static void
add_row (AppImportReview *self, const AppRemark *remark)
{
  AppRemarks *remarks = self->file->remarks;
  guint row = app_sheet_add_row (self->sheet, remark->row, NULL), column = 0;

  if (self->decide)
    app_sheet_set_cell (self->sheet, row, column++, say_decision (self, remark));
  if (self->named)
    {
      g_autofree char *name = app_names_dup (app_context_get_store (self->context), self->year,
                                             app_remarks_get_code (remarks, remark));

      app_sheet_set_cell (self->sheet, row, column++, name != NULL ? name : "");
    }
  if (app_remarks_get_n_columns (remarks) == 0)
    {
      g_autofree char *words = app_remarks_describe (remarks, remark);

      g_strdelimit (words, "\n", ';');
      app_sheet_set_cell (self->sheet, row, column, words);
    }
  for (guint i = 0; remark->cells != NULL && i < app_remarks_get_n_columns (remarks); i++)
    app_sheet_set_cell (self->sheet, row, self->first + i, remark->cells[i]);
  for (guint i = 0; i < remark->faults->len; i++)
    {
      int at = g_array_index (remark->faults, AppFault, i).column;

      if (at >= 0)
        app_sheet_mark_cell (self->sheet, row, self->first + (guint) at, APP_SHEET_FAULT);
    }
}

static void
mark_decision (AppImportReview *self, guint row, const AppRemark *remark)
{
  if (!self->decide)
    return;
  app_sheet_set_cell (self->sheet, row, 0, say_decision (self, remark));
  app_sheet_mark_cell (self->sheet, row, 0,
                       remark->take       ? APP_SHEET_CHOSEN
                       : remark->can_take ? APP_SHEET_PLAIN
                                          : APP_SHEET_DIM);
}

void
_app_import_review_fill (AppImportReview *self)
{
  AppRemarks *remarks = self->file->remarks;

  self->filling = TRUE;
  app_sheet_clear (self->sheet);
  g_array_set_size (self->shown, 0);
  add_columns (self);
  for (guint i = 0; i < app_remarks_get_n (remarks); i++)
    {
      const AppRemark *remark = app_remarks_at (remarks, i);

      if (self->code != NULL && !app_remark_has (remark, self->code))
        continue;
      g_array_append_val (self->shown, i);
      add_row (self, remark);
      mark_decision (self, self->shown->len - 1, remark);
    }
  self->filling = FALSE;
  app_sheet_tell (self->sheet);
}

void
_app_import_review_mark (AppImportReview *self)
{
  self->filling = TRUE;
  for (guint i = 0; i < self->shown->len; i++)
    mark_decision (self, i,
                   app_remarks_at (self->file->remarks, g_array_index (self->shown, guint, i)));
  self->filling = FALSE;
  app_sheet_tell (self->sheet);
}

/* Reasons */

static int
compare_counts (gconstpointer a, gconstpointer b, gpointer counts)
{
  guint one = GPOINTER_TO_UINT (g_hash_table_lookup (counts, *(const char *const *) a));
  guint other = GPOINTER_TO_UINT (g_hash_table_lookup (counts, *(const char *const *) b));

  return one > other ? -1 : one < other ? 1 : strcmp (*(char *const *) a, *(char *const *) b);
}

void
_app_import_review_fill_reasons (AppImportReview *self)
{
  g_autoptr (GHashTable) counts = app_remarks_count_reasons (self->file->remarks);
  g_autofree char **codes = (char **) g_hash_table_get_keys_as_array (counts, NULL);
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  g_autofree char *all
      = g_strdup_printf (_ ("Все причины (%u)"), app_remarks_get_n (self->file->remarks));
  guint n = g_strv_length (codes);

  g_qsort_with_data (codes, (int) n, sizeof (char *), compare_counts, counts);
  g_ptr_array_set_size (self->reasons, 0);
  g_ptr_array_add (self->reasons, NULL);
  gtk_string_list_append (words, all);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *capital = app_capital (merilo_issue_get_words (codes[i]));
      g_autofree char *line
          = g_strdup_printf ("%s (%u)", capital,
                             GPOINTER_TO_UINT (g_hash_table_lookup (counts, codes[i])));

      g_ptr_array_add (self->reasons, g_strdup (codes[i]));
      gtk_string_list_append (words, line);
    }
  self->filling = TRUE;
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->reason), G_LIST_MODEL (words));
  self->filling = FALSE;
}
