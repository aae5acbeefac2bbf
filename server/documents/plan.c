#define G_LOG_DOMAIN "srv-documents"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "documents/columns.h"
#include "documents/decision.h"
#include "documents/documents.h"
#include "documents/words.h"
#include "model/entities/plan-item.h"
#include "model/entities/plan-section.h"
#include "model/entities/plan.h"
#include "model/record.h"

/* a plan without headings was given one section to hold its items, under this name */
static gboolean
is_unnamed (GPtrArray *sections)
{
  return sections->len == 1
         && g_str_equal (_srv_document_text (sections->pdata[0], MERILO_PLAN_SECTION_TITLE),
                         "Раздел 1"); /* not for the screen: the base names it so */
}

static void
add_items (MeriloDocument *document, gint64 section, GPtrArray *items, GPtrArray *columns)
{
  for (guint i = 0; i < items->len; i++)
    {
      gpointer item = items->pdata[i];
      g_auto (GStrv) cells = NULL;

      if (merilo_record_get_whole (item, MERILO_PLAN_ITEM_SECTION_ID) != section)
        continue;
      cells = g_new0 (char *, columns->len + 1);
      for (guint k = 0; k < columns->len; k++)
        cells[k] = _srv_plan_cell (item, columns->pdata[k], columns);
      merilo_document_add_row (document, MERILO_ROW_CELLS, (const char *const *) cells);
    }
}

static void
add_table (MeriloDocument *document, GPtrArray *sections, GPtrArray *items, GPtrArray *columns)
{
  g_autofree MeriloTableColumn *described = g_new0 (MeriloTableColumn, columns->len);
  gboolean unnamed = is_unnamed (sections);

  for (guint i = 0; i < columns->len; i++)
    {
      const SrvPlanColumn *column = columns->pdata[i];

      described[i] = (MeriloTableColumn){ column->heading, column->width, column->align };
    }
  merilo_document_add_table (document, _ ("Пункты плана"), described, columns->len);
  merilo_document_set_items (document);
  for (guint i = 0; i < sections->len; i++)
    {
      gpointer section = sections->pdata[i];

      if (!unnamed)
        merilo_document_add_section_row (document,
                                         _srv_document_text (section, MERILO_PLAN_SECTION_TITLE));
      add_items (document, merilo_record_get_whole (section, MERILO_PLAN_SECTION_ID), items,
                 columns);
    }
}

MeriloDocument *
srv_document_plan (gpointer plan, GPtrArray *sections, GPtrArray *items, const char *org_name)
{
  const char *title = _srv_document_text (plan, MERILO_PLAN_TITLE);
  g_autoptr (GPtrArray) in_order = _srv_document_sort (sections, _srv_document_order_sections);
  g_autoptr (GPtrArray) items_in_order = _srv_document_sort (items, _srv_document_order_items);
  g_autoptr (GPtrArray) columns = NULL;
  MeriloDocument *document;

  if (merilo_record_get_whole (plan, MERILO_PLAN_KIND) == MERILO_PLAN_KIND_DECISION
      && !_srv_plan_has_table (plan))
    return _srv_document_decision (plan, in_order, items_in_order, org_name);
  document = merilo_document_new (title, org_name, MERILO_PAGE_LANDSCAPE);
  columns = _srv_plan_columns (plan, items_in_order);
  _srv_document_add_approval (document, plan);
  merilo_document_add_title (document, title);
  add_table (document, in_order, items_in_order, columns);
  return document;
}
