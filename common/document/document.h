/* A report, described once as blocks: what it says, not how it looks. One description gives PDF and
 * HTML here, DOCX and XLSX in `exchange`.
 *
 * Texts are copied and made fit for any file: line ends become '\n', control characters become the
 * signs of Unicode that picture them (nothing is dropped in silence), what is no UTF-8 becomes
 * U+FFFD. Fill it in one thread, then hand it over; read-only from then on. */
#pragma once

#include "chart/chart.h"

G_BEGIN_DECLS

typedef enum
{
  MERILO_PAGE_PORTRAIT,
  MERILO_PAGE_LANDSCAPE,
} MeriloPage;

typedef enum
{
  MERILO_ALIGN_START,
  MERILO_ALIGN_CENTER,
  MERILO_ALIGN_NUMBER, /* to the right, so that digits stand under digits; a number in a workbook */
} MeriloAlign;

typedef enum
{
  MERILO_RUN_PLAIN = 0,
  MERILO_RUN_BOLD = 1 << 0,
  MERILO_RUN_ITALIC = 1 << 1,
} MeriloRunStyle;

typedef struct
{
  const char *text;
  MeriloRunStyle style;
} MeriloRun;

typedef struct
{
  const char *heading;
  double width; /* in shares of the table's width */
  MeriloAlign align;
} MeriloTableColumn;

typedef enum
{
  MERILO_ROW_CELLS,
  MERILO_ROW_SECTION, /* one text over all columns; stays with the row below it */
  MERILO_ROW_TOTAL,   /* cells in bold */
} MeriloTableRowKind;

typedef struct
{
  MeriloTableRowKind kind;
  const char **cells; /* one a column, never NULL; a section row has one */
} MeriloTableRow;

/**
 * MeriloTable:
 * @items: each row is a whole item and each section row a heading: readers need not guess
 */
typedef struct
{
  const char *caption; /* for those who do not see it; never NULL */
  MeriloTableColumn *columns;
  guint n_columns;
  GPtrArray *rows; /* of MeriloTableRow */
  gboolean items;
} MeriloTable;

typedef enum
{
  MERILO_ACT_LETTERHEAD, /* issuer, name of the act, date and number, over the whole width */
  MERILO_ACT_APPROVAL,   /* «УТВЕРЖДЁН приказом от … № …» at the right */
} MeriloActForm;

/* texts may be NULL: left out; in a letterhead a blank line to write on */
typedef struct
{
  MeriloActForm form;
  const char *issuer;
  const char *kind;   /* «приказ» */
  const char *number; /* «486-О» */
  const char *date;   /* as it is to be read: «17.12.2024» */
  const char *word;   /* of an approval: «УТВЕРЖДЁН», «УТВЕРЖДЕНА» */
} MeriloAct;

typedef enum
{
  MERILO_BLOCK_TITLE,
  MERILO_BLOCK_HEADING,
  MERILO_BLOCK_PARAGRAPH,
  MERILO_BLOCK_POINT, /* a numbered paragraph, deeper by level */
  MERILO_BLOCK_ACT,
  MERILO_BLOCK_TABLE,
  MERILO_BLOCK_CHART,
  MERILO_BLOCK_SIGNATURE,
  MERILO_BLOCK_PAGE_BREAK,
} MeriloBlockKind;

typedef struct
{
  MeriloBlockKind kind;
  guint level;        /* HEADING: 1 or 2; POINT: from 0 */
  MeriloAlign align;  /* PARAGRAPH */
  const char *number; /* POINT; "" without one */
  GArray *runs;       /* of MeriloRun: TITLE, HEADING, PARAGRAPH, POINT */
  MeriloAct act;      /* ACT */
  MeriloTable table;  /* TABLE */
  MeriloChart *chart; /* CHART */
  double height;      /* CHART, in points */
  const char *office; /* SIGNATURE: «Начальник управления образования» */
  const char *name; /* SIGNATURE: «И. О. Фамилия»; "": a line to write it on */
} MeriloDocumentBlock;

typedef struct
{
  const char *title; /* of the file and of its footer */
  const char *author;
  MeriloPage page;
  GPtrArray *blocks; /* of MeriloDocumentBlock */
  GStringChunk *texts;
} MeriloDocument;

MeriloDocument *merilo_document_new (const char *title, const char *author, MeriloPage page);
void merilo_document_free (MeriloDocument *self);

void merilo_document_add_title (MeriloDocument *self, const char *text);

/* @level: 1 or 2 */
void merilo_document_add_heading (MeriloDocument *self, guint level, const char *text);
void merilo_document_add_paragraph (MeriloDocument *self, const char *text, MeriloAlign align);

/* one more run of the last paragraph or point */
void merilo_document_add_run (MeriloDocument *self, const char *text, MeriloRunStyle style);

void
merilo_document_add_point (MeriloDocument *self, guint level, const char *number, const char *text);
void merilo_document_add_act (MeriloDocument *self, const MeriloAct *act);

/* @caption: says what the table is of, or NULL. Rows then go to this table */
void merilo_document_add_table (MeriloDocument *self,
                                const char *caption,
                                const MeriloTableColumn *columns,
                                guint n_columns);

/* the last table's rows are items, see MeriloTable */
void merilo_document_set_items (MeriloDocument *self);

/* @cells: a text a column; NULL is an empty cell */
void
merilo_document_add_row (MeriloDocument *self, MeriloTableRowKind kind, const char *const *cells);
void merilo_document_add_section_row (MeriloDocument *self, const char *text);

/* @height: in points, the width is that of the page's body */
void merilo_document_add_chart (MeriloDocument *self, MeriloChart *chart, double height);
void merilo_document_add_signature (MeriloDocument *self, const char *office, const char *name);
void merilo_document_add_page_break (MeriloDocument *self);

const MeriloDocumentBlock *merilo_document_get (const MeriloDocument *self, guint i);
const MeriloTableRow *merilo_table_get_row (const MeriloTable *table, guint i);

/* the width of column @i as a share of 1 */
double merilo_table_get_share (const MeriloTable *table, guint i);

/* text of all runs; transfer full */
char *merilo_document_block_text (const MeriloDocumentBlock *block);

/* lines of an act as every form of the document writes them: of an approval «УТВЕРЖДЁН», «приказом
 * от 17.12.2024 № 486-О»; ends with NULL; transfer full */
char **merilo_act_lines (const MeriloAct *act);

/* the text runs from right to left */
gboolean merilo_document_is_rtl (const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MeriloDocument, merilo_document_free)

G_END_DECLS
