/* Between the files of the roadmap reader only. */
#pragma once

#include "exchange/grid.h"
#include "exchange/roadmap.h"
#include "schedule/rule.h"

G_BEGIN_DECLS

/* roadmap-columns.c: a heading is known by its words, and has one row or two: its columns, the
 * index of its *@first row and *@n_rows to its end; NULL if @table has none. @anywhere: not only
 * below a title, but below rows of other matter too, as in a sheet */
GPtrArray *
merilo_plan_find_heading (const MeriloBlock *table, gboolean anywhere, guint *first, guint *n_rows);
/* the same with roles given: never NULL; *@n_rows may be 0 */
GPtrArray *
merilo_plan_give_roles (const MeriloBlock *table, const char *const *roles, guint *n_rows);
gboolean merilo_plan_check_roles (const char *const *roles, GError **error);
gboolean merilo_plan_row_repeats_heading (const GPtrArray *columns, const MeriloDocRow *row);
gboolean merilo_plan_words_are_no_deadline (const char *words);
char **merilo_doc_row_texts (const MeriloDocRow *row, guint n_columns);

/* roadmap-act.c: what stands in the paragraphs */
void merilo_roadmap_find_act (MeriloRoadmap *self, const MeriloDocx *docx);
char *merilo_plan_find_title (const MeriloDocx *docx, guint table_block);
char *merilo_decision_find_title (const MeriloDocx *docx, guint end);
char *merilo_plan_find_period (const char *title);
gboolean merilo_plan_is_title (const char *text);

/* roadmap-rows.c: rows of one table into the plan, after those of the tables before */
typedef struct
{
  MeriloPlan *plan;
  char **above; /* cells of the last row, which owns them; for cells merged downwards */
  guint n_parts;
  gboolean part_is_plain; /* the part above is not itself numbered with a Roman numeral */
  gboolean after_heading; /* the row above was a section row */
  gboolean items;         /* nothing is to be guessed: see MeriloBlock */
  gboolean sheet;         /* no page cuts its rows, and its merges may be lost */
} MeriloPlanReader;

void merilo_plan_read_table (MeriloPlanReader *reader, const MeriloBlock *table, guint first_row);
char *merilo_plan_read_number (const char *text); /* as written, without its final dot */

/* roadmap-judge.c: when all rows are there */
gboolean merilo_plan_is_number (const char *text);
void merilo_plan_doubt (MeriloPlanRow *row, const char *why);
void merilo_plan_judge (const MeriloRoadmap *roadmap, MeriloPlan *plan);

/* roadmap-points.c: the points of a decision; NULL if the paragraphs are none */
MeriloPlan *merilo_decision_read (const MeriloRoadmap *roadmap, const MeriloDocx *docx);

/* roadmap-terms.c: adds the words of the terms that stand in a text, in their order */
void merilo_plan_find_terms (const MeriloRoadmap *roadmap,
                             const MeriloPlan *plan,
                             const char *text,
                             GStrvBuilder *terms);

/* roadmap-canon.c: its rules and warnings; the order's date and the plan's period in mind */
MeriloReading *
merilo_roadmap_read_words (const MeriloRoadmap *roadmap, const MeriloPlan *plan, const char *words);

/* roadmap-tables.c */
void merilo_roadmap_list_tables (MeriloRoadmap *self, const MeriloDocx *docx);
void merilo_plan_guess_kind (MeriloPlan *plan, const MeriloDocx *docx);

/* roadmap-grid.c: a sheet as a table, what stands above its heading as paragraphs */
gboolean merilo_docx_add_grid (MeriloDocx *docx, const MeriloGrid *grid, GError **error);

/* roadmap-plan.c */
GPtrArray *merilo_plan_columns_new (void); /* of MeriloPlanColumn */
/* takes @heading; @role is static */
MeriloPlanColumn *merilo_plan_add_column (GPtrArray *columns, const char *role, char *heading);
MeriloPlan *merilo_plan_new (void);
MeriloPlanRow *merilo_plan_row_new (const char *source);
MeriloPlanSection *merilo_plan_add_section (MeriloPlan *plan, const char *title);
void merilo_plan_drop (MeriloPlan *plan, const char *source, const char *why);
void merilo_plan_free (MeriloPlan *plan);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MeriloPlan, merilo_plan_free)

G_END_DECLS
