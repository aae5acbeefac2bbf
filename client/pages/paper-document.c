#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/paper-document.h"

#include "pages/paper-table.h"

/* heights of charts, in points */
#define UPRIGHT 240.0
#define LYING   290.0

/* the screen draws the chart on: the document has one of its own */
static void
put_chart (MeriloDocument *document, MeriloChart *chart, double height)
{
  g_autoptr (MeriloChart) copy = merilo_chart_copy (chart);

  merilo_document_add_chart (document, copy, height);
}

/* @tables: one a part, NULL where it is none */
static void
put_parts (MeriloDocument *document, const AppPaper *paper, GPtrArray *tables, gboolean wide)
{
  const char *caption = paper->title;

  for (guint i = 0; i < tables->len; i++)
    {
      const AppPaperPart *part = app_paper_get_part (paper, i);

      if (part->kind == APP_PAPER_HEADING)
        {
          caption = part->text;
          merilo_document_add_heading (document, 2, part->text);
        }
      else if (part->kind == APP_PAPER_WORDS)
        merilo_document_add_paragraph (document, part->text, MERILO_ALIGN_START);
      else if (part->kind == APP_PAPER_CHART)
        put_chart (document, part->chart, wide ? LYING : UPRIGHT);
      else
        app_paper_table_put (tables->pdata[i], document, caption, wide);
    }
}

MeriloDocument *
app_paper_to_document (const AppPaper *paper, const char *note)
{
  g_autoptr (GPtrArray) tables
      = g_ptr_array_new_with_free_func ((GDestroyNotify) app_paper_table_free);
  MeriloDocument *document;
  gboolean wide = FALSE;

  for (guint i = 0; i < app_paper_get_n_parts (paper); i++)
    {
      const AppPaperPart *part = app_paper_get_part (paper, i);
      gboolean is_table = part->kind == APP_PAPER_CELLS || part->kind == APP_PAPER_FIGURES;
      AppPaperTable *table = is_table ? app_paper_table_new (part) : NULL;

      wide = wide || (table != NULL && app_paper_table_is_wide (table));
      g_ptr_array_add (tables, table);
    }
  document = merilo_document_new (paper->title, NULL,
                                  wide ? MERILO_PAGE_LANDSCAPE : MERILO_PAGE_PORTRAIT);
  merilo_document_add_title (document, paper->title);
  if (note != NULL)
    merilo_document_add_paragraph (document, note, MERILO_ALIGN_CENTER);
  put_parts (document, paper, tables, wide);
  return document;
}
