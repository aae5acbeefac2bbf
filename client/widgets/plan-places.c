#define G_LOG_DOMAIN "app-plan-model"

#include "config.h"

#include "widgets/plan-model-private.h"
#include "widgets/plan-places.h"

typedef struct
{
  gint64 place, id;
} Key;

/* lines of one position stand in the order of their ids */
static gboolean
is_before (Key a, Key b)
{
  return a.place < b.place || (a.place == b.place && a.id < b.id);
}

/* marks the longest run of lines that stand in their old order */
static void
mark_kept (const Key *keys, guint n, gboolean *kept)
{
  g_autofree guint *length = g_new0 (guint, n + 1);
  g_autofree int *before = g_new0 (int, n + 1);
  int best = -1;

  for (guint i = 0; i < n; i++)
    {
      before[i] = -1;
      if (keys[i].place == 0)
        continue;
      length[i] = 1;
      for (guint k = 0; k < i; k++)
        if (length[k] + 1 > length[i] && is_before (keys[k], keys[i]) && keys[k].place != 0)
          {
            length[i] = length[k] + 1;
            before[i] = (int) k;
          }
      if (best < 0 || length[i] > length[best])
        best = (int) i;
    }
  for (; best >= 0; best = before[best])
    kept[best] = TRUE;
}

static gint64
fill_gap (const Key *keys, const gboolean *kept, guint i, guint n, gint64 last)
{
  guint next = i;

  while (next < n && !kept[next])
    next++;
  if (next < n && keys[next].place - last - 1 >= (gint64) (next - i))
    return last + MAX (1, (keys[next].place - last) / (gint64) (next - i + 1));
  return last + 1;
}

void
app_plan_places (const gint64 *old, const gint64 *ids, guint n, gint64 *ret)
{
  g_autofree Key *keys = g_new0 (Key, n + 1);
  g_autofree gboolean *kept = g_new0 (gboolean, n + 1);
  Key last = { 0, 0 };
  gboolean stood = FALSE; /* the last one is where it was: only then may they share a place */

  for (guint i = 0; i < n; i++)
    keys[i] = (Key){ old[i], ids[i] };
  mark_kept (keys, n, kept);
  for (guint i = 0; i < n; i++)
    {
      stood = kept[i] && (old[i] > last.place || (stood && is_before (last, keys[i])));
      ret[i] = stood ? old[i] : fill_gap (keys, kept, i, n, last.place);
      last = (Key){ ret[i], ids[i] };
    }
}

/* Of the model */

/* a line that waits for its title moves nobody: the server does not know of it */
static gboolean
is_held (AppPlanLine *line)
{
  return line->base == NULL && line->sent == NULL && line->id == 0
         && !app_plan_line_is_whole (line);
}

static gint64
old_place (AppPlanLine *line, AppPlanLine *section)
{
  MeriloRecord *ground = line->sent != NULL ? line->sent : line->base;
  gint64 in;

  if (ground == NULL)
    return 0;
  if (section == NULL)
    return MAX (0, merilo_record_get_whole (ground, MERILO_PLAN_SECTION_POSITION));
  in = merilo_record_get_whole (ground, MERILO_PLAN_ITEM_SECTION_ID);
  if (in != (section->id != 0 ? section->id : MERILO_NONE))
    return 0;
  return MAX (0, merilo_record_get_whole (ground, MERILO_PLAN_ITEM_POSITION));
}

static void
place_run (AppPlanLine **lines, guint n, AppPlanLine *section, GHashTable *places)
{
  g_autofree gint64 *old = g_new0 (gint64, n + 1), *ids = g_new0 (gint64, n + 1);
  g_autofree gint64 *now = g_new0 (gint64, n + 1);
  guint known = 0, k = 0;
  gint64 last = 1;

  for (guint i = 0; i < n; i++)
    if (!is_held (lines[i]))
      {
        ids[known] = lines[i]->id;
        old[known++] = old_place (lines[i], section);
      }
  app_plan_places (old, ids, known, now);
  for (guint i = 0; i < n; i++)
    {
      last = is_held (lines[i]) ? last : now[k++];
      g_hash_table_insert (places, lines[i], GINT_TO_POINTER ((int) last));
    }
}

GHashTable *
_app_plan_model_places (AppPlanModel *self)
{
  GHashTable *places = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) sections = g_ptr_array_new ();
  AppPlanLine **lines = (AppPlanLine **) self->lines->pdata;
  guint from = 0;

  for (guint i = 0; i <= self->lines->len; i++)
    {
      if (i < self->lines->len && !app_plan_line_is_section (lines[i]))
        continue;
      if (from > 0)
        place_run (lines + from, i - from, lines[from - 1], places);
      if (i < self->lines->len)
        g_ptr_array_add (sections, lines[i]);
      from = i + 1;
    }
  place_run ((AppPlanLine **) sections->pdata, sections->len, NULL, places);
  return places;
}
