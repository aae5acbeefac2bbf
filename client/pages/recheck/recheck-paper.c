#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/recheck/recheck-page-private.h"

#include <glib/gi18n.h>

#include "pages/bits.h"
#include "pages/recheck/result-row.h"

static void
put_text (AppFigureModel *model, guint row, guint column, MeriloRecord *record, guint field)
{
  g_autofree char *text = merilo_record_show (record, field);

  app_figure_model_set (model, row, column, text, NULL, APP_TONE_PLAIN);
}

static void
put_count (AppFigureModel *model, guint row, guint column, gint64 n)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, n);

  app_figure_model_set (model, row, column, text, NULL, APP_TONE_PLAIN);
}

/* The list, a section a stage */

static void
add_campaign (AppFigureModel *model, MeriloRecord *recheck)
{
  guint row = app_figure_model_add_row (model, APP_FIGURE_ROW);

  put_text (model, row, 0, recheck, MERILO_RECHECK_TITLE);
  put_text (model, row, 1, recheck, MERILO_RECHECK_SCHOOL_NAME);
  put_text (model, row, 2, recheck, MERILO_RECHECK_PROCEDURE_TITLE);
  put_count (model, row, 3, _app_recheck_count (recheck, MERILO_RECHECK_WORKS));
  put_count (model, row, 4, _app_recheck_count (recheck, MERILO_RECHECK_FINISHED));
}

static void
describe_list (AppRecheckPage *self, AppPaper *paper)
{
  const MeriloField *state = &merilo_recheck_entity.fields[MERILO_RECHECK_STATE];
  const AppFigureColumn columns[] = {
    { _ ("Название"), NULL, FALSE },  { _ ("Школа"), NULL, FALSE },
    { _ ("Процедура"), NULL, FALSE }, { _ ("Работ"), NULL, TRUE },
    { _ ("С итогом"), NULL, TRUE },
  };
  g_autoptr (AppFigureModel) model = app_figure_model_new (columns, G_N_ELEMENTS (columns));

  for (guint s = 0; state->choices[s].code != NULL; s++)
    {
      g_autoptr (GPtrArray) part = app_records_where (self->rechecks, MERILO_RECHECK_STATE, s);
      g_autofree char *title = app_capital (_ (state->choices[s].label));

      if (part->len > 0)
        app_figure_model_set (model, app_figure_model_add_row (model, APP_FIGURE_SECTION), 0, title,
                              NULL, APP_TONE_PLAIN);
      for (guint i = 0; i < part->len; i++)
        add_campaign (model, part->pdata[i]);
    }
  paper->title = g_strdup (_ ("Перепроверки"));
  app_paper_add_figures (paper, model);
}

/* One campaign */

/* the cards: «работ с итогом: 8 из 10» */
static void
add_cards (AppRecheckPage *self, AppPaper *paper)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *capital = NULL;

  if (!gtk_widget_get_visible (self->figures))
    return;
  for (GtkWidget *card = gtk_widget_get_first_child (self->figures); card != NULL;
       card = gtk_widget_get_next_sibling (card))
    g_string_append_printf (text, "%s%s: %s", text->len > 0 ? "; " : "",
                            gtk_label_get_text (GTK_LABEL (gtk_widget_get_last_child (card))),
                            gtk_label_get_text (GTK_LABEL (gtk_widget_get_first_child (card))));
  capital = app_capital (text->str);
  app_paper_add_words (paper, capital);
}

static void
add_commission (AppRecheckPage *self, AppPaper *paper)
{
  const AppFigureColumn columns[] = {
    { _ ("Кто"), NULL, FALSE },
    { _ ("Обязанность"), NULL, FALSE },
    { _ ("Работ"), NULL, TRUE },
    { _ ("Сдано"), NULL, TRUE },
  };
  g_autoptr (AppFigureModel) model = app_figure_model_new (columns, G_N_ELEMENTS (columns));

  if (self->commission->len == 0)
    return;
  for (guint i = 0; i < self->commission->len; i++)
    {
      MeriloRecord *member = self->commission->pdata[i];
      guint row = app_figure_model_add_row (model, APP_FIGURE_ROW);

      put_text (model, row, 0, member, MERILO_RECHECK_MEMBER_NAME);
      put_text (model, row, 1, member, MERILO_RECHECK_MEMBER_DUTY);
      put_count (model, row, 2, _app_recheck_count (member, MERILO_RECHECK_MEMBER_WORKS));
      put_count (model, row, 3, _app_recheck_count (member, MERILO_RECHECK_MEMBER_SUBMITTED));
    }
  app_paper_add_heading (paper, _ ("Комиссия"));
  app_paper_add_figures (paper, model);
}

/* all works, then the tasks of those that are unfolded */
static void
add_works (AppRecheckPage *self, AppPaper *paper)
{
  g_autoptr (AppFigureModel) works = app_result_row_new_table ();
  GtkWidget *first = gtk_widget_get_first_child (self->results);

  if (first == NULL)
    return;
  for (GtkWidget *row = first; row != NULL; row = gtk_widget_get_next_sibling (row))
    app_result_row_add_line (APP_RESULT_ROW (row), works);
  app_paper_add_heading (paper, _ ("Работы"));
  app_paper_add_figures (paper, works);
  for (GtkWidget *row = first; row != NULL; row = gtk_widget_get_next_sibling (row))
    if (adw_expander_row_get_expanded (ADW_EXPANDER_ROW (row)))
      app_result_row_add_tasks (APP_RESULT_ROW (row), paper);
}

static void
describe_campaign (AppRecheckPage *self, AppPaper *paper)
{
  g_autofree char *state = merilo_record_show (self->recheck, MERILO_RECHECK_STATE);
  g_autofree char *stage = g_strdup_printf (_ ("Состояние: %s"), state);

  paper->title = g_strdup (gtk_label_get_text (GTK_LABEL (self->title)));
  app_paper_add_words (paper, stage);
  app_paper_add_words (paper, gtk_label_get_text (GTK_LABEL (self->facts)));
  add_cards (self, paper);
  add_commission (self, paper);
  add_works (self, paper);
}

gboolean
_app_recheck_page_describe_paper (AppPage *page, AppPaper *paper)
{
  AppRecheckPage *self = APP_RECHECK_PAGE (page);

  if (self->recheck == NULL)
    describe_list (self, paper);
  else if (self->commission == NULL || !self->has_results)
    return FALSE; /* on its way */
  else
    describe_campaign (self, paper);
  return TRUE;
}
