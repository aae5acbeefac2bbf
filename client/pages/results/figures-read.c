#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include <string.h>

#include "net/json.h"
#include "pages/results/figures.h"

#define MAX_COUNT G_GINT64_CONSTANT (1000000000) /* past it nothing is multiplied safely */

/* Members */

/* a count; -1: absent, or what no count can be */
static gint64
read_count (JsonObject *object, const char *name)
{
  return CLAMP (app_json_whole (object, name, -1), -1, MAX_COUNT);
}

static gint64
take_count (JsonArray *array, guint i)
{
  JsonNode *node = json_array_get_element (array, i);

  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64
             ? CLAMP (json_node_get_int (node), 0, MAX_COUNT)
             : 0;
}

/* "5.06" or "5,06" as hundredths; MERILO_NO_PERCENT: it is none */
static int
scan_percent (const char *text)
{
  char *end = NULL;
  gint64 whole, part = 0;
  g_autofree char *copy = g_strdup (text != NULL ? text : "");

  g_strdelimit (copy, ",", '.');
  if (!g_ascii_isdigit (*copy))
    return MERILO_NO_PERCENT;
  whole = g_ascii_strtoll (copy, &end, 10);
  if (*end == '.')
    {
      guint digits = 0;

      for (end++; g_ascii_isdigit (*end); end++)
        if (digits++ < 2)
          part = part * 10 + (*end - '0');
      if (digits == 1)
        part *= 10;
    }
  return *end == 0 && whole <= 100 ? (int) (whole * 100 + part) : MERILO_NO_PERCENT;
}

static int
take_percent (JsonNode *node)
{
  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return MERILO_NO_PERCENT;
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return scan_percent (json_node_get_string (node));
  if (json_node_get_value_type (node) == G_TYPE_INT64)
    return json_node_get_int (node) >= 0 && json_node_get_int (node) <= 100
               ? (int) json_node_get_int (node) * 100
               : MERILO_NO_PERCENT;
  return MERILO_NO_PERCENT;
}

static GArray *
read_counts (JsonObject *object, const char *name, guint most)
{
  JsonArray *array = app_json_array (object, name);
  GArray *counts;

  if (array == NULL)
    return NULL;
  counts = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < MIN (json_array_get_length (array), most); i++)
    {
      gint64 count = take_count (array, i);

      g_array_append_val (counts, count);
    }
  return counts;
}

static GArray *
read_percents (JsonObject *object, const char *name, guint most)
{
  JsonArray *array = app_json_array (object, name);
  GArray *percents;

  if (array == NULL)
    return NULL;
  percents = g_array_new (FALSE, FALSE, sizeof (int));
  for (guint i = 0; i < MIN (json_array_get_length (array), most); i++)
    {
      int percent = take_percent (json_array_get_element (array, i));

      g_array_append_val (percents, percent);
    }
  return percents;
}

/* Levels */

static const char *const level_names[APP_N_LEVELS]
    = { "class", "school", "municipality", "region", "sample" };
static const char *const shift_names[APP_FIGURES_SHIFTS] = { "lowered", "confirmed", "raised" };

/* where nobody has a mark, as in an exam of points, there are none to tell of */
static gboolean
is_marked (JsonArray *counts)
{
  gint64 sum = 0;

  for (guint i = 0; counts != NULL && i < json_array_get_length (counts); i++)
    sum += take_count (counts, i);
  return sum > 0 && json_array_get_length (counts) == APP_FIGURES_MARKS;
}

static void
read_marks (AppFigureLevel *level, JsonObject *object)
{
  JsonArray *counts = app_json_array (object, "marks");
  gboolean marked = is_marked (counts);
  JsonArray *percents = app_json_array (object, "marks_percent");

  for (guint i = 0; i < APP_FIGURES_MARKS; i++)
    {
      level->marks[i] = marked ? take_count (counts, i) : -1;
      level->mark_percents[i]
          = percents != NULL && json_array_get_length (percents) == APP_FIGURES_MARKS
                ? take_percent (json_array_get_element (percents, i))
                : MERILO_NO_PERCENT;
    }
}

static void
read_journal (AppFigureLevel *level, JsonObject *object)
{
  JsonObject *counts = app_json_object (object, "journal");
  JsonObject *percents = app_json_object (object, "journal_percent");

  level->journal = counts != NULL ? read_count (counts, "n") : -1;
  for (guint i = 0; i < APP_FIGURES_SHIFTS; i++)
    {
      level->shifts[i] = counts != NULL ? read_count (counts, shift_names[i]) : -1;
      level->shift_percents[i]
          = percents != NULL ? take_percent (json_object_get_member (percents, shift_names[i]))
                             : MERILO_NO_PERCENT;
    }
}

static void
read_groups (AppFigureLevel *level, JsonObject *object)
{
  JsonArray *groups = app_json_array (object, "groups");

  for (guint i = 0; groups != NULL && i < json_array_get_length (groups); i++)
    {
      JsonObject *group = app_json_take_object (groups, i);
      gint64 mark = group != NULL ? app_json_whole (group, "mark", 0) : 0;
      AppFigureGroup *to;

      if (mark < 2 || mark >= 2 + APP_FIGURES_MARKS || level->groups[mark - 2].item_sums != NULL)
        continue;
      to = &level->groups[mark - 2];
      to->n = MAX (0, read_count (group, "n"));
      to->item_sums = read_counts (group, "item_sums", APP_FIGURES_MAX_ITEMS);
      to->item_full = read_counts (group, "item_full", APP_FIGURES_MAX_ITEMS);
      level->has_groups = TRUE;
    }
}

AppFigureLevel *
app_figure_level_read (JsonObject *object)
{
  AppFigureLevel *level = g_new0 (AppFigureLevel, 1);
  const char *kind = app_json_text (object, "level");

  level->kind = APP_LEVEL_SCHOOL;
  for (guint i = 0; i < APP_N_LEVELS; i++)
    if (g_strcmp0 (kind, level_names[i]) == 0)
      level->kind = i;
  level->name = app_json_dup_text (object, "name");
  level->class_name = app_json_dup_text (object, "class");
  level->source = app_json_dup_text (object, "source");
  level->org_id = app_json_whole (object, "org_id", 0);
  level->n = read_count (object, "n");
  level->schools = read_count (object, "schools");
  level->suppressed = app_json_flag (object, "suppressed");
  level->score_sum = read_count (object, "score_sum");
  level->below = read_count (object, "below");
  level->below_percent = take_percent (json_object_get_member (object, "below_percent"));
  read_marks (level, object);
  read_journal (level, object);
  level->histogram = read_counts (object, "histogram", APP_FIGURES_MAX_SCORE + 1);
  level->histogram_percents
      = read_percents (object, "histogram_percent", APP_FIGURES_MAX_SCORE + 1);
  level->item_sums = read_counts (object, "item_sums", APP_FIGURES_MAX_ITEMS);
  level->item_x = read_counts (object, "item_x", APP_FIGURES_MAX_ITEMS);
  read_groups (level, object);
  return level;
}

static void
clear_array (GArray **array)
{
  g_clear_pointer (array, g_array_unref);
}

void
app_figure_level_free (gpointer data)
{
  AppFigureLevel *level = data;

  g_free (level->name);
  g_free (level->class_name);
  g_free (level->source);
  clear_array (&level->histogram);
  clear_array (&level->histogram_percents);
  clear_array (&level->item_sums);
  clear_array (&level->item_x);
  for (guint i = 0; i < APP_FIGURES_MARKS; i++)
    {
      clear_array (&level->groups[i].item_sums);
      clear_array (&level->groups[i].item_full);
    }
  g_free (level);
}

/* The document */

static void
free_item (gpointer data)
{
  AppFigureItem *item = data;

  g_free (item->code);
  g_free (item->skill);
  g_free (item->codifier);
  g_free (item);
}

static AppItemLevel
read_item_level (JsonObject *object)
{
  /* letters of the files themselves, not for the screen */
  static const char *const letters[] = { "", "Б", "П", "В" };
  const char *level = app_json_text (object, "level");

  for (guint i = APP_ITEM_BASIC; i <= APP_ITEM_HIGH; i++)
    if (g_strcmp0 (level, letters[i]) == 0)
      return i;
  return APP_ITEM_UNKNOWN;
}

static void
read_items (AppFigures *self, JsonArray *array)
{
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonObject *object = app_json_take_object (array, i);
      AppFigureItem *item;

      if (object == NULL || self->items->len == APP_FIGURES_MAX_ITEMS)
        continue;
      item = g_new0 (AppFigureItem, 1);
      item->code = app_json_dup_text (object, "code");
      item->max = CLAMP (app_json_whole (object, "max", 0), 0, APP_FIGURES_MAX_SCORE);
      item->level = read_item_level (object);
      item->skill = app_json_dup_text (object, "skill");
      item->codifier = app_json_dup_text (object, "codifier");
      g_ptr_array_add (self->items, item);
    }
}

static void
read_levels (GPtrArray *levels, JsonArray *array)
{
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonObject *object = app_json_take_object (array, i);

      if (object != NULL && levels->len < APP_FIGURES_MAX_ROWS)
        g_ptr_array_add (levels, app_figure_level_read (object));
    }
}

static void
read_procedure (AppFigures *self, JsonObject *object)
{
  self->id = app_json_whole (object, "id", 0);
  self->year = app_json_whole (object, "year", 0);
  self->grade = app_json_whole (object, "grade", 0);
  self->max = CLAMP (app_json_whole (object, "max", -1), -1, APP_FIGURES_MAX_SCORE);
  self->minimum = read_count (object, "minimum");
  self->from[1] = read_count (object, "from3");
  self->from[2] = read_count (object, "from4");
  self->from[3] = read_count (object, "from5");
  self->kind = app_json_dup_text (object, "kind");
  self->subject = app_json_dup_text (object, "subject");
  self->level = app_json_dup_text (object, "level");
  self->title = app_json_dup_text (object, "title");
  self->scale_source = app_json_dup_text (object, "scale_source");
  self->scale_confidence = app_json_dup_text (object, "scale_confidence");
  read_items (self, app_json_array (object, "items"));
}

AppFigures *
app_figures_read (JsonNode *node, GError **error)
{
  JsonObject *object = app_json_root (node);
  JsonObject *procedure = app_json_object (object, "procedure");
  JsonArray *levels = app_json_array (object, "levels");
  AppFigures *self;

  if (procedure == NULL || levels == NULL)
    {
      app_json_refuse (error);
      return NULL;
    }
  self = g_new0 (AppFigures, 1);
  self->items = g_ptr_array_new_with_free_func (free_item);
  self->levels = g_ptr_array_new_with_free_func (app_figure_level_free);
  self->rows = g_ptr_array_new_with_free_func (app_figure_level_free);
  read_procedure (self, procedure);
  read_levels (self->levels, levels);
  read_levels (self->rows, app_json_array (object, "rows"));
  return self;
}

void
app_figures_free (AppFigures *self)
{
  if (self == NULL)
    return;
  g_free (self->kind);
  g_free (self->subject);
  g_free (self->level);
  g_free (self->title);
  g_free (self->scale_source);
  g_free (self->scale_confidence);
  g_ptr_array_unref (self->items);
  g_ptr_array_unref (self->levels);
  g_ptr_array_unref (self->rows);
  g_free (self);
}
