#define G_LOG_DOMAIN "merilo-exchange"

#include "exchange/roadmap-private.h"

#include <string.h>

#include "exchange/text.h"

#define LETTERHEAD 12 /* paragraphs in which the owner of a plan names itself */

/* names of one school: of a plan's title, or of the letterhead above it */
static gboolean
names_school (const char *text)
{
  g_autofree char *folded = merilo_text_fold (text);

  return g_regex_match_simple (
      "\\b(мбоу|маоу|мкоу|моу|гбоу|сош|оош|ноо?ш|школы №|школа №|гимназии|лицея|мбдоу|мадоу|мдоу"
      "|детского сада)\\b",
      folded, 0, 0);
}

static gboolean
names_town (const char *text)
{
  g_autofree char *folded = merilo_text_fold (text);

  return g_regex_match_simple ("\\b(муниципальн[а-я]+ (систем|образован|район|округ|механизм)"
                               "|управлени[а-я] образования|отдел[а-я]* образования"
                               "|департамент[а-я]* образования|городского округа)",
                               folded, 0, 0);
}

void
merilo_plan_guess_kind (MeriloPlan *plan, const MeriloDocx *docx)
{
  if (!g_str_equal (plan->kind, "roadmap"))
    {
      plan->plan_kind = g_str_equal (plan->kind, "vsoko") ? "vsoko-plan" : "decision";
      return;
    }
  plan->plan_kind = "municipal-roadmap";
  if (names_school (plan->title))
    plan->plan_kind = "school-roadmap";
  if (names_school (plan->title) || names_town (plan->title))
    return;
  for (guint i = 0; i < docx->blocks->len && i < LETTERHEAD; i++)
    {
      const MeriloBlock *block = g_ptr_array_index (docx->blocks, i);

      if (block->text == NULL && block->rows->len == 0)
        continue;
      if (block->text == NULL || names_town (block->text))
        return;
      if (names_school (block->text))
        {
          plan->plan_kind = "school-roadmap";
          return;
        }
    }
}

static const MeriloPlan *
find_plan (const MeriloRoadmap *self, guint table)
{
  for (guint i = 0; i < self->plans->len; i++)
    {
      const MeriloPlan *plan = g_ptr_array_index (self->plans, i);

      for (guint k = 0; k < plan->tables->len; k++)
        if (g_array_index (plan->tables, MeriloPlanTable, k).table == table)
          return plan;
    }
  return NULL;
}

/* items whose first row stands in @table */
static guint
count_items (const MeriloPlan *plan, guint table)
{
  g_autofree char *prefix = g_strdup_printf ("%u.", table);
  guint n = 0;

  for (guint s = 0; s < plan->sections->len; s++)
    {
      const MeriloPlanSection *section = g_ptr_array_index (plan->sections, s);

      for (guint i = 0; i < section->rows->len; i++)
        {
          const MeriloPlanRow *row = g_ptr_array_index (section->rows, i);

          n += g_str_has_prefix (row->source->pdata[0], prefix);
        }
    }
  return n;
}

void
merilo_roadmap_list_tables (MeriloRoadmap *self, const MeriloDocx *docx)
{
  for (guint i = 0; i < docx->blocks->len; i++)
    {
      const MeriloBlock *block = g_ptr_array_index (docx->blocks, i);
      const MeriloPlan *plan = block->rows != NULL ? find_plan (self, block->number) : NULL;
      MeriloFoundTable found = { .kind = "not-a-plan" };

      if (block->rows == NULL)
        continue;
      found.table = (int) block->number;
      found.rows = block->rows->len;
      found.columns = block->n_columns;
      if (plan != NULL)
        {
          found.kind = plan->plan_kind;
          found.count = count_items (plan, block->number);
        }
      g_array_append_val (self->found, found);
    }
  for (guint i = 0; i < self->plans->len; i++)
    {
      const MeriloPlan *plan = g_ptr_array_index (self->plans, i);
      MeriloFoundTable found
          = { .table = -1, .kind = plan->plan_kind, .count = plan->n_rows, .columns = 1 };

      if (plan->tables->len == 0)
        g_array_append_val (self->found, found);
    }
}
