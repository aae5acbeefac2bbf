#define G_LOG_DOMAIN "srv-documents"

#include "documents/paper.h"

#include "db/entity-sql.h"
#include "db/statement.h"
#include "model/entities/all.h"
#include "model/record.h"

#define MAX_LINES 20000 /* of a list; a plan has some hundred items, a year some thousand lines */

/* the rows a paper is made of, by their place in `rows` */
enum
{
  ROWS_REPORT,
  ROWS_PLAN,
  ROWS_ORG,
  ROWS_SECTIONS,
  ROWS_ITEMS,
  ROWS_EXECUTIONS,
  ROWS_COMPLETENESS,
  ROWS_LATE,
  ROWS_ANNUAL,
  N_ROWS,
};
G_STATIC_ASSERT (N_ROWS <= SRV_PAPER_MAX_ROWS);

static const struct
{
  const MeriloEntity *entity;
  const char *filter;    /* a list by this field; NULL: one record by its id */
  const char *statement; /* or a statement of its own */
} questions[N_ROWS] = {
  [ROWS_REPORT] = { &merilo_quarter_report_entity },
  [ROWS_PLAN] = { &merilo_plan_entity },
  [ROWS_ORG] = { &merilo_org_entity },
  [ROWS_SECTIONS] = { &merilo_plan_section_entity, "plan_id" },
  [ROWS_ITEMS] = { &merilo_plan_item_entity, "plan_id" },
  [ROWS_EXECUTIONS] = { &merilo_execution_entity, "report_id" },
  [ROWS_COMPLETENESS] = { &merilo_plan_completeness_entity, NULL, "plan/completeness" },
  [ROWS_LATE] = { &merilo_plan_late_entity, NULL, "plan/late" },
  [ROWS_ANNUAL] = { &merilo_plan_annual_entity, NULL, "plan/annual" },
};

#define END -1

static const int steps[][8] = {
  [SRV_PAPER_PLAN] = { ROWS_PLAN, ROWS_ORG, ROWS_SECTIONS, ROWS_ITEMS, END },
  [SRV_PAPER_SUMMARY] = { ROWS_PLAN, ROWS_ORG, ROWS_COMPLETENESS, ROWS_LATE, END },
  [SRV_PAPER_ANNUAL] = { ROWS_PLAN, ROWS_ORG, ROWS_ANNUAL, END },
  [SRV_PAPER_REPORT]
  = { ROWS_REPORT, ROWS_PLAN, ROWS_ORG, ROWS_SECTIONS, ROWS_ITEMS, ROWS_EXECUTIONS, END },
};

static const char *const kind_names[] = {
  [SRV_PAPER_PLAN] = "plan",
  [SRV_PAPER_SUMMARY] = "summary",
  [SRV_PAPER_ANNUAL] = "annual",
};

void
srv_paper_prepare (void)
{
  for (guint i = 0; i < N_ROWS; i++)
    merilo_entity_register (questions[i].entity);
}

gboolean
srv_paper_kind_parse (const char *name, SrvPaperKind *ret_kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (kind_names); i++)
    if (g_str_equal (kind_names[i], name))
      {
        *ret_kind = i;
        return TRUE;
      }
  return FALSE;
}

SrvPaper *
srv_paper_new (SrvPaperKind kind, SrvDocumentForm form, const char *id)
{
  SrvPaper *self = g_new0 (SrvPaper, 1);

  self->refs = 1;
  self->kind = kind;
  self->form = form;
  self->id = g_strdup (id);
  return self;
}

SrvPaper *
srv_paper_ref (SrvPaper *self)
{
  g_atomic_int_inc (&self->refs);
  return self;
}

void
srv_paper_unref (SrvPaper *self)
{
  if (!g_atomic_int_dec_and_test (&self->refs))
    return;
  for (guint i = 0; i < N_ROWS; i++)
    g_clear_pointer (&self->rows[i], srv_rows_free);
  g_free (self->id);
  g_free (self->quarter);
  g_free (self->closed);
  g_free (self->year);
  g_free (self->file_name);
  g_free (self);
}

/* Questions */

static const char *
get_plan_id (SrvPaper *self)
{
  return self->rows[ROWS_REPORT] != NULL ? srv_rows_get_text (self->rows[ROWS_REPORT], 0, "plan_id")
                                         : self->id;
}

/* by what the rows at @at are found */
static const char *
get_key (SrvPaper *self, int at)
{
  if (at == ROWS_REPORT || at == ROWS_EXECUTIONS)
    return self->id;
  if (at == ROWS_ORG)
    return srv_rows_get_text (self->rows[self->kind == SRV_PAPER_REPORT ? ROWS_REPORT : ROWS_PLAN],
                              0, "org_id");
  return get_plan_id (self);
}

static void
ask_records (SrvPaper *self, int at, SrvPaperQuestion *question)
{
  const MeriloEntity *entity = questions[at].entity;
  SrvListShape shape = { .sort = -1, .n_filters = 1 };

  srv_params_add_text (question->take, get_key (self, at));
  if (questions[at].filter == NULL)
    {
      question->sql = srv_entity_sql_get (entity, &question->name);
      return;
    }
  shape.filters[0] = (guint) merilo_entity_find (entity, questions[at].filter);
  srv_params_add_whole (question->take, MAX_LINES);
  question->sql = srv_entity_sql_list (entity, &shape, &question->name);
}

static gboolean
ask_statement (SrvPaper *self, int at, SrvPaperQuestion *question, GError **error)
{
  const char *sql = srv_statement_text (questions[at].statement, error);

  question->name = g_strdup (questions[at].statement);
  question->sql = g_strdup (sql);
  srv_params_add_text (question->take, get_plan_id (self));
  if (at == ROWS_COMPLETENESS)
    {
      srv_params_add_text (question->take, self->quarter);
      srv_params_add_date (question->take, self->due);
      srv_params_add_text (question->take, self->closed);
    }
  else if (at == ROWS_ANNUAL)
    srv_params_add_text (question->take, self->year);
  return sql != NULL;
}

gboolean
srv_paper_ask (SrvPaper *self, SrvPaperQuestion *ret_question, GError **error)
{
  int at = steps[self->kind][self->step];

  if (at == END)
    return FALSE;
  ret_question->take = srv_params_new ();
  if (questions[at].statement == NULL)
    ask_records (self, at, ret_question);
  else if (!ask_statement (self, at, ret_question, error))
    {
      srv_params_free (ret_question->take);
      srv_paper_question_clear (ret_question);
      return FALSE;
    }
  return TRUE;
}

void
srv_paper_question_clear (SrvPaperQuestion *question)
{
  g_clear_pointer (&question->name, g_free);
  g_clear_pointer (&question->sql, g_free);
}

gboolean
srv_paper_take (SrvPaper *self, SrvRows *rows)
{
  int at = steps[self->kind][self->step++];

  self->rows[at] = srv_rows_ref (rows);
  return srv_rows_get_n (rows) > 0 || (at != ROWS_PLAN && at != ROWS_REPORT);
}

/* Making */

/* the records of each kind that is there, others stay NULL */
static gboolean
read_all (SrvPaper *self, GPtrArray *records[N_ROWS], GError **error)
{
  for (guint i = 0; i < N_ROWS; i++)
    if (self->rows[i] != NULL)
      {
        records[i] = srv_rows_read_records (self->rows[i], questions[i].entity, error);
        if (records[i] == NULL)
          return FALSE;
      }
  return TRUE;
}

static MeriloDocument *
build (SrvPaper *self, GPtrArray *records[N_ROWS])
{
  gpointer plan = records[ROWS_PLAN]->pdata[0];
  gpointer org = records[ROWS_ORG]->len > 0 ? records[ROWS_ORG]->pdata[0] : NULL;
  const char *name = org != NULL ? merilo_record_get_text (org, MERILO_ORG_NAME) : NULL;

  name = name != NULL ? name : "";
  switch (self->kind)
    {
    case SRV_PAPER_SUMMARY:
      return srv_document_summary (plan, self->quarter, records[ROWS_COMPLETENESS],
                                   records[ROWS_LATE], name);
    case SRV_PAPER_ANNUAL:
      return srv_document_annual (plan, self->year, records[ROWS_ANNUAL], name);
    case SRV_PAPER_REPORT:
      return srv_document_report (records[ROWS_REPORT]->pdata[0], plan, records[ROWS_SECTIONS],
                                  records[ROWS_ITEMS], records[ROWS_EXECUTIONS], name);
    case SRV_PAPER_PLAN:
    default:
      return srv_document_plan (plan, records[ROWS_SECTIONS], records[ROWS_ITEMS], name);
    }
}

GBytes *
srv_paper_make (SrvPaper *self, GCancellable *cancellable, GError **error)
{
  GPtrArray *records[N_ROWS] = { NULL };
  g_autoptr (MeriloDocument) document = NULL;
  GBytes *made = NULL;

  if (read_all (self, records, error))
    {
      document = build (self, records);
      self->file_name = srv_document_file_name (document, self->form);
      made = srv_document_render (document, self->form, cancellable, error);
    }
  for (guint i = 0; i < N_ROWS; i++)
    g_clear_pointer (&records[i], g_ptr_array_unref);
  return made;
}
