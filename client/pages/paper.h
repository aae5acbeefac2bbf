/* What of a page goes on paper: a document of the server's, or a title and what is seen below it,
 * one thing under another. A page fills it when it is asked for; no display. */
#pragma once

#include "chart/chart.h"
#include "widgets/figure-model.h"

G_BEGIN_DECLS

typedef enum
{
  APP_PAPER_WORDS,
  APP_PAPER_HEADING,
  APP_PAPER_CHART,
  APP_PAPER_CELLS,
  APP_PAPER_FIGURES,
} AppPaperPartKind;

typedef struct
{
  AppPaperPartKind kind;
  char *text;              /* WORDS, HEADING */
  MeriloChart *chart;      /* CHART */
  GPtrArray *cells;        /* CELLS: of GStrv, a row each, the headings first */
  AppFigureModel *figures; /* FIGURES */
} AppPaperPart;

/* filled by a page; "path" or "parts" */
typedef struct
{
  char *title;
  char *path;       /* the server's document: "plans/2/document?kind=plan&" */
  GPtrArray *parts; /* of AppPaperPart; NULL: none yet */
} AppPaper;

void app_paper_clear (AppPaper *paper);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AppPaper, app_paper_clear)

/* Parts, each below the last. What is NULL or "" is left out. */

void app_paper_add_words (AppPaper *paper, const char *text);
/* of what comes next */
void app_paper_add_heading (AppPaper *paper, const char *text);
/* as it stands: it is not changed any more */
void app_paper_add_chart (AppPaper *paper, MeriloChart *chart);
/* takes the cells */
void app_paper_add_cells (AppPaper *paper, GPtrArray *cells);
/* all of the table, with its sections; it is not changed any more */
void app_paper_add_figures (AppPaper *paper, AppFigureModel *figures);
/* all parts of another */
void app_paper_add_parts (AppPaper *paper, const AppPaper *from);

guint app_paper_get_n_parts (const AppPaper *paper);
const AppPaperPart *app_paper_get_part (const AppPaper *paper, guint i);

G_END_DECLS
