#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/recheck/member-page-private.h"

#include <glib/gi18n.h>

#include "pages/bits.h"
#include "pages/recheck/codes.h"

/* Storing */

/* an invalid cell's text is a draft of the work, beside its scores */
static char *
draft_field (guint task)
{
  return g_strdup_printf ("scores.%u", task);
}

static void
store_cell (AppMemberPage *self, AppScoreCell cell)
{
  AppStore *store = app_context_get_store (app_page_get_context (APP_PAGE (self)));
  g_autofree char *id = app_record_dup_id (self->shown->pdata[cell.row]);
  g_autofree char *field = draft_field (cell.col);

  if (app_score_model_get (self->model, cell.row, cell.col) == APP_SCORE_INVALID)
    {
      char buffer[8];

      app_store_set_draft (store, "expert_score", id, field,
                           app_score_model_get_text (self->model, cell.row, cell.col, buffer));
    }
  else
    app_store_drop_draft (store, "expert_score", id, field);
}

static void
store_row (AppMemberPage *self, guint row)
{
  MeriloRecord *work = self->shown->pdata[row];
  g_autofree MeriloScores *scores = app_score_model_dup_scores (self->model, row);
  g_autofree char *label
      = g_strdup_printf (_ ("Баллы, работа %" G_GINT64_FORMAT),
                         merilo_record_get_whole (work, MERILO_EXPERT_SCORE_BLIND_NO));

  merilo_record_set_scores (work, MERILO_EXPERT_SCORE_SCORES, scores->at, scores->n);
  app_outbox_push (app_context_get_outbox (app_page_get_context (APP_PAGE (self))), work, label);
}

/* told once an act, with every cell: all of it is on disk when this returns */
static void
edited_cb (AppMemberPage *self, GArray *cells)
{
  guint last = G_MAXUINT;

  if (self->filling)
    return;
  for (guint i = 0; i < cells->len; i++)
    store_cell (self, g_array_index (cells, AppScoreCell, i));
  for (guint i = 0; i < cells->len; i++)
    {
      guint row = g_array_index (cells, AppScoreCell, i).row;

      if (row != last)
        store_row (self, row);
      last = row;
    }
  _app_member_page_show_facts (self);
  _app_member_page_show_cell (self);
}

/* Filling */

static void
lay_draft (const char *field, const char *text, gpointer data)
{
  gpointer *args = data;
  AppMemberPage *self = args[0];
  guint task;

  if (sscanf (field, "scores.%u", &task) == 1 && task < app_score_model_get_n_tasks (self->model))
    app_score_model_load_text (self->model, GPOINTER_TO_UINT (args[1]), task, text);
}

static void
fill_row (AppMemberPage *self, guint row)
{
  MeriloRecord *work = self->shown->pdata[row];
  g_autofree char *id = app_record_dup_id (work);
  g_autofree char *variant = merilo_record_show (work, MERILO_EXPERT_SCORE_VARIANT);
  gint64 no = merilo_record_get_whole (work, MERILO_EXPERT_SCORE_BLIND_NO);
  g_autofree char *title
      = *variant != 0 ? g_strdup_printf (_ ("Работа %" G_GINT64_FORMAT ", вар. %s"), no, variant)
                      : g_strdup_printf (_ ("Работа %" G_GINT64_FORMAT), no);
  gpointer args[] = { self, GUINT_TO_POINTER (row) };

  app_score_model_set_title (self->model, row, title);
  app_score_model_load (self->model, row,
                        merilo_record_get_scores (work, MERILO_EXPERT_SCORE_SCORES));
  app_store_each_draft (app_context_get_store (app_page_get_context (APP_PAGE (self))),
                        "expert_score", id, lay_draft, args);
  app_score_model_set_row_read_only (self->model, row,
                                     merilo_record_get_whole (work, MERILO_EXPERT_SCORE_STATE)
                                         == MERILO_EXPERT_SCORE_STATE_SUBMITTED);
}

void
_app_member_page_make_model (AppMemberPage *self)
{
  MeriloRecord *first = self->shown->pdata[0];
  const MeriloScores *max = merilo_record_get_scores (first, MERILO_EXPERT_SCORE_ITEM_MAX);
  g_auto (GStrv) codes
      = app_task_codes (merilo_record_get_text (first, MERILO_EXPERT_SCORE_ITEM_CODES),
                        max != NULL ? max->n : 0);

  g_clear_object (&self->model);
  self->model = app_score_model_new (self->shown->len, (const char *const *) codes,
                                     max != NULL ? max->at : NULL);
  g_signal_connect_object (self->model, "edited", G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
  for (guint i = 0; i < self->shown->len; i++)
    fill_row (self, i);
}
