#include "records.h"

#include <string.h>

#include "model/entities/plan-item.h"
#include "model/entities/plan-section.h"
#include "model/entities/plan.h"
#include "model/json-writer.h"
#include "model/record.h"

static const struct
{
  const char *key;
  guint field;
} fields[] = {
  { "responsible", MERILO_PLAN_ITEM_RESPONSIBLE },
  { "document", MERILO_PLAN_ITEM_DOCUMENT },
  { "deadline", MERILO_PLAN_ITEM_DEADLINE },
  { "result", MERILO_PLAN_ITEM_RESULT },
};

static const char *const elsewhere[]
    = { "no", "activity", "criterion", "responsible", "document", "deadline", "result", NULL };

Records *
records_new (guint kind, const char *title)
{
  Records *self = g_new0 (Records, 1);

  self->plan = g_object_new (merilo_entity_register (&merilo_plan_entity), NULL);
  self->sections = g_ptr_array_new_with_free_func (g_object_unref);
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  merilo_record_load_whole (self->plan, MERILO_PLAN_KIND, kind);
  merilo_record_load_text (self->plan, MERILO_PLAN_TITLE, g_strdup (title));
  return self;
}

void
records_free (Records *self)
{
  g_object_unref (self->plan);
  g_ptr_array_unref (self->sections);
  g_ptr_array_unref (self->items);
  g_free (self);
}

gpointer
records_add_section (Records *self, const char *title)
{
  gpointer section = g_object_new (merilo_entity_register (&merilo_plan_section_entity), NULL);
  guint n = self->sections->len + 1;
  g_autofree char *named = g_strdup_printf ("Раздел %u", n);

  merilo_record_load_whole (section, MERILO_PLAN_SECTION_ID, 100 + n);
  merilo_record_load_whole (section, MERILO_PLAN_SECTION_POSITION, n);
  merilo_record_load_text (section, MERILO_PLAN_SECTION_TITLE,
                           g_strdup (*title != 0 ? title : named));
  g_ptr_array_add (self->sections, section);
  return section;
}

gpointer
records_add_item (Records *self, const char *no, const char *title, const char *deadline)
{
  gpointer item = g_object_new (merilo_entity_register (&merilo_plan_item_entity), NULL);
  guint n = self->items->len + 1;

  merilo_record_load_whole (item, MERILO_PLAN_ITEM_ID, n);
  merilo_record_load_whole (item, MERILO_PLAN_ITEM_POSITION, n);
  merilo_record_load_whole (item, MERILO_PLAN_ITEM_SECTION_ID, 100 + self->sections->len);
  merilo_record_load_text (item, MERILO_PLAN_ITEM_NO, g_strdup (no));
  merilo_record_load_text (item, MERILO_PLAN_ITEM_TITLE, g_strdup (*title != 0 ? title : "—"));
  if (deadline != NULL)
    merilo_record_load_text (item, MERILO_PLAN_ITEM_DEADLINE, g_strdup (deadline));
  g_ptr_array_add (self->items, item);
  return item;
}

static void
add_row (Records *self, const MeriloPlan *plan, const MeriloPlanRow *row)
{
  const char *activity = merilo_plan_get_cell (plan, row, "activity");
  const char *no = row->no[0] != 0 ? row->no : merilo_plan_get_cell (plan, row, "no");
  gpointer item
      = records_add_item (self, no,
                          *activity != 0 ? activity : merilo_plan_get_cell (plan, row, "criterion"),
                          NULL);
  g_autoptr (GString) extra = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    merilo_record_load_text (item, fields[i].field,
                             g_strdup (merilo_plan_get_cell (plan, row, fields[i].key)));
  for (guint i = 0; i < plan->columns->len; i++)
    {
      const MeriloPlanColumn *column = plan->columns->pdata[i];

      if (!g_strv_contains (elsewhere, column->key) && row->cells[i][0] != 0)
        g_string_append_printf (extra, "%s%s: %s", extra->len > 0 ? "\n" : "", column->key,
                                row->cells[i]);
    }
  if (extra->len > 0)
    merilo_record_load_text (item, MERILO_PLAN_ITEM_EXTRA, g_strdup (extra->str));
}

static char *
columns_to_json (const MeriloPlan *plan)
{
  GString *out = g_string_new ("[");

  for (guint i = 0; i < plan->columns->len; i++)
    {
      const MeriloPlanColumn *column = plan->columns->pdata[i];

      g_string_append (out, i > 0 ? ",{" : "{");
      merilo_json_put_text_member (out, "key", column->key);
      merilo_json_put_text_member (out, "heading", column->heading);
      g_string_append_c (out, '}');
    }
  g_string_append_c (out, ']');
  return g_string_free (out, FALSE);
}

Records *
records_from_roadmap (const MeriloRoadmap *roadmap)
{
  const MeriloPlan *plan = roadmap->plans->pdata[0];
  Records *self = records_new (g_str_equal (plan->kind, "vsoko") ? MERILO_PLAN_KIND_VSOKO_PLAN
                                                                 : MERILO_PLAN_KIND_SCHOOL_ROADMAP,
                               plan->title);
  gint64 day;

  merilo_record_load_text (self->plan, MERILO_PLAN_COLUMNS, columns_to_json (plan));
  if (roadmap->act_kind[0] != 0)
    merilo_record_load_text (self->plan, MERILO_PLAN_ACT_KIND, g_strdup (roadmap->act_kind));
  if (roadmap->act_number[0] != 0)
    merilo_record_load_text (self->plan, MERILO_PLAN_ACT_NUMBER, g_strdup (roadmap->act_number));
  if (merilo_date_parse (roadmap->act_date, strlen (roadmap->act_date), &day))
    merilo_record_load_whole (self->plan, MERILO_PLAN_ACT_DATE, day);
  for (guint s = 0; s < plan->sections->len; s++)
    {
      const MeriloPlanSection *section = plan->sections->pdata[s];

      records_add_section (self, section->title);
      for (guint i = 0; i < section->rows->len; i++)
        add_row (self, plan, section->rows->pdata[i]);
    }
  return self;
}
