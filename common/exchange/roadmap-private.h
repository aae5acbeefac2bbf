/* Between the files of the roadmap reader only. */
#pragma once

#include "exchange/roadmap.h"

G_BEGIN_DECLS

/* roadmap-columns.c: a heading row is known by its words */
GPtrArray *merilo_plan_columns_from_row (const MeriloDocRow *row, guint n_columns);
gboolean merilo_plan_row_repeats_heading (const GPtrArray *columns, const MeriloDocRow *row);
gboolean merilo_plan_words_are_no_deadline (const char *words);
char **merilo_doc_row_texts (const MeriloDocRow *row, guint n_columns);

/* roadmap-act.c: what stands in the paragraphs */
void merilo_roadmap_find_act (MeriloRoadmap *self, const MeriloDocx *docx);
char *merilo_plan_find_title (const MeriloDocx *docx, guint table_block);
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
} MeriloPlanReader;

void merilo_plan_read_table (MeriloPlanReader *reader, const MeriloBlock *table, guint first_row);
void merilo_plan_judge (MeriloPlan *plan);

/* roadmap-plan.c */
MeriloPlan *merilo_plan_new (void);
MeriloPlanSection *merilo_plan_add_section (MeriloPlan *plan, const char *title);
void merilo_plan_drop (MeriloPlan *plan, const char *source, const char *why);
void merilo_plan_free (MeriloPlan *plan);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MeriloPlan, merilo_plan_free)

G_END_DECLS
