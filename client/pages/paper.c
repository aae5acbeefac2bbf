#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/paper.h"

static void
free_part (gpointer data)
{
  AppPaperPart *part = data;

  g_free (part->text);
  g_clear_pointer (&part->chart, merilo_chart_unref);
  g_clear_pointer (&part->cells, g_ptr_array_unref);
  g_clear_object (&part->figures);
  g_free (part);
}

void
app_paper_clear (AppPaper *paper)
{
  g_clear_pointer (&paper->title, g_free);
  g_clear_pointer (&paper->path, g_free);
  g_clear_pointer (&paper->parts, g_ptr_array_unref);
}

static AppPaperPart *
add_part (AppPaper *paper, AppPaperPartKind kind)
{
  AppPaperPart *part = g_new0 (AppPaperPart, 1);

  part->kind = kind;
  if (paper->parts == NULL)
    paper->parts = g_ptr_array_new_with_free_func (free_part);
  g_ptr_array_add (paper->parts, part);
  return part;
}

void
app_paper_add_words (AppPaper *paper, const char *text)
{
  if (text != NULL && *text != 0)
    add_part (paper, APP_PAPER_WORDS)->text = g_strdup (text);
}

void
app_paper_add_heading (AppPaper *paper, const char *text)
{
  if (text != NULL && *text != 0)
    add_part (paper, APP_PAPER_HEADING)->text = g_strdup (text);
}

void
app_paper_add_chart (AppPaper *paper, MeriloChart *chart)
{
  if (chart != NULL)
    add_part (paper, APP_PAPER_CHART)->chart = merilo_chart_ref (chart);
}

void
app_paper_add_cells (AppPaper *paper, GPtrArray *cells)
{
  if (cells != NULL)
    add_part (paper, APP_PAPER_CELLS)->cells = cells;
}

void
app_paper_add_figures (AppPaper *paper, AppFigureModel *figures)
{
  if (figures != NULL)
    add_part (paper, APP_PAPER_FIGURES)->figures = g_object_ref (figures);
}

void
app_paper_add_parts (AppPaper *paper, const AppPaper *from)
{
  for (guint i = 0; i < app_paper_get_n_parts (from); i++)
    {
      const AppPaperPart *part = app_paper_get_part (from, i);
      AppPaperPart *copy = add_part (paper, part->kind);

      copy->text = g_strdup (part->text);
      copy->chart = part->chart != NULL ? merilo_chart_ref (part->chart) : NULL;
      copy->cells = part->cells != NULL ? g_ptr_array_ref (part->cells) : NULL;
      g_set_object (&copy->figures, part->figures);
    }
}

guint
app_paper_get_n_parts (const AppPaper *paper)
{
  return paper->parts != NULL ? paper->parts->len : 0;
}

const AppPaperPart *
app_paper_get_part (const AppPaper *paper, guint i)
{
  g_return_val_if_fail (i < app_paper_get_n_parts (paper), NULL);
  return paper->parts->pdata[i];
}
