#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/reports/report-shape.h"

typedef struct
{
  gint64 lineage, section_place, place;
  const char *section; /* interned */
  guint order;
} Place;

struct _AppReportShape
{
  GArray *places;     /* of Place, in the plan's order */
  GHashTable *by_key; /* gint64* in places → Place* */
};

static int
compare_places (gconstpointer a, gconstpointer b)
{
  const Place *x = a, *y = b;

  if (x->section_place != y->section_place)
    return x->section_place < y->section_place ? -1 : 1;
  return (x->place > y->place) - (x->place < y->place);
}

static MeriloRecord *
find_section (GPtrArray *sections, gint64 id)
{
  for (guint i = 0; i < sections->len; i++)
    if (merilo_record_get_whole (sections->pdata[i], MERILO_PLAN_SECTION_ID) == id)
      return sections->pdata[i];
  return NULL;
}

AppReportShape *
app_report_shape_new (GPtrArray *sections, GPtrArray *items)
{
  AppReportShape *self = g_new0 (AppReportShape, 1);

  self->places = g_array_new (FALSE, TRUE, sizeof (Place));
  self->by_key = g_hash_table_new (g_int64_hash, g_int64_equal);
  for (guint i = 0; i < items->len; i++)
    {
      MeriloRecord *section
          = find_section (sections,
                          merilo_record_get_whole (items->pdata[i], MERILO_PLAN_ITEM_SECTION_ID));
      const char *title
          = section != NULL ? merilo_record_get_text (section, MERILO_PLAN_SECTION_TITLE) : NULL;
      Place place = {
        .lineage = merilo_record_get_whole (items->pdata[i], MERILO_PLAN_ITEM_LINEAGE),
        .section_place
        = section != NULL ? merilo_record_get_whole (section, MERILO_PLAN_SECTION_POSITION) : -1,
        .place = merilo_record_get_whole (items->pdata[i], MERILO_PLAN_ITEM_POSITION),
        .section = g_intern_string (title != NULL ? title : ""),
      };

      g_array_append_val (self->places, place);
    }
  g_array_sort (self->places, compare_places);
  for (guint i = 0; i < self->places->len; i++)
    {
      Place *place = &g_array_index (self->places, Place, i);

      place->order = i;
      g_hash_table_insert (self->by_key, &place->lineage, place);
    }
  return self;
}

void
app_report_shape_free (AppReportShape *self)
{
  g_hash_table_unref (self->by_key);
  g_array_unref (self->places);
  g_free (self);
}

const char *
app_report_shape_get_section (AppReportShape *self, gint64 lineage)
{
  Place *place = self != NULL ? g_hash_table_lookup (self->by_key, &lineage) : NULL;

  return place != NULL ? place->section : "";
}

guint
app_report_shape_get_place (AppReportShape *self, gint64 lineage)
{
  Place *place = self != NULL ? g_hash_table_lookup (self->by_key, &lineage) : NULL;

  return place != NULL ? place->order : G_MAXUINT;
}
