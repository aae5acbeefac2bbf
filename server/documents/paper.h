/* A paper under way: which rows it is made of, asked one question after another by whoever has a
 * connection (a handler without waiting, a command with), then made in any thread.
 *
 *   while (srv_paper_ask (paper, &question)) srv_paper_take (paper, rows of the question);
 *   srv_paper_make (paper)
 *
 * Rows are what the asker may see: nothing is looked up behind his back. */
#pragma once

#include "db/params.h"
#include "db/rows.h"
#include "documents/documents.h"

G_BEGIN_DECLS

typedef enum
{
  SRV_PAPER_PLAN,
  SRV_PAPER_SUMMARY,
  SRV_PAPER_ANNUAL,
  SRV_PAPER_REPORT,
} SrvPaperKind;

#define SRV_PAPER_MAX_ROWS 9

typedef struct
{
  int refs;
  SrvPaperKind kind;
  SrvDocumentForm form;
  char *id;      /* of the plan, or of the report */
  char *quarter; /* of a summary */
  gint64 due;    /* day on which that quarter's reports are due */
  char *closed;  /* the newest quarter whose reports are due */
  char *year;    /* of an analysis */
  guint step;
  SrvRows *rows[SRV_PAPER_MAX_ROWS];
  char *file_name; /* when it is made */
} SrvPaper;

typedef struct
{
  char *name, *sql;
  SrvParams *take; /* the asker takes it */
} SrvPaperQuestion;

/* registers the types of records, which no thread may do later */
void srv_paper_prepare (void);

/* "plan", "summary", "annual" */
gboolean srv_paper_kind_parse (const char *name, SrvPaperKind *ret_kind);

SrvPaper *srv_paper_new (SrvPaperKind kind, SrvDocumentForm form, const char *id);
SrvPaper *srv_paper_ref (SrvPaper *self);
void srv_paper_unref (SrvPaper *self);

/* the next question; %FALSE when all is there */
gboolean srv_paper_ask (SrvPaper *self, SrvPaperQuestion *ret_question, GError **error);
void srv_paper_question_clear (SrvPaperQuestion *question);

/* the rows of the last question, which may be shared; %FALSE: there is no such plan or report */
gboolean srv_paper_take (SrvPaper *self, SrvRows *rows);

/* the file */
GBytes *srv_paper_make (SrvPaper *self,
                        GCancellable *cancellable,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SrvPaper, srv_paper_unref)

G_END_DECLS
