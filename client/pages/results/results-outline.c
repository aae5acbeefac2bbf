#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include <string.h>

#include "net/json.h"
#include "pages/results/results-outline.h"

/* Reading */

typedef struct
{
  GStringChunk *texts;
  GHashTable *folded; /* name → its folded form */
  guint left;
} Reader;

static void
free_class (gpointer data)
{
  AppOutlineClass *class = data;

  g_free (class->name);
  g_free (class);
}

static void
free_school (gpointer data)
{
  AppOutlineSchool *school = data;

  g_ptr_array_unref (school->classes);
  g_free (school);
}

static void
free_procedure (gpointer data)
{
  AppOutlineProcedure *procedure = data;

  g_free (procedure->kind);
  g_free (procedure->title);
  g_free (procedure->subject);
  g_free (procedure->folded);
  g_ptr_array_unref (procedure->schools);
  g_free (procedure);
}

static void
free_year (gpointer data)
{
  AppOutlineYear *year = data;

  g_ptr_array_unref (year->procedures);
  g_free (year);
}

static const char *
fold_name (Reader *reader, const char *name)
{
  const char *folded = g_hash_table_lookup (reader->folded, name);

  if (folded == NULL)
    {
      g_autofree char *text = g_utf8_casefold (name, -1);

      folded = g_string_chunk_insert_const (reader->texts, text);
      g_hash_table_insert (reader->folded, (gpointer) name, (gpointer) folded);
    }
  return folded;
}

/* the objects of an array, one after another; NULL: it is none, or there are too many of them */
static JsonObject *
take_object (Reader *reader, JsonArray *array, guint i)
{
  JsonNode *node = json_array_get_element (array, i);

  if (!JSON_NODE_HOLDS_OBJECT (node) || reader->left == 0)
    return NULL;
  reader->left--;
  return json_node_get_object (node);
}

static guint
count_of (JsonArray *array)
{
  return array != NULL ? json_array_get_length (array) : 0;
}

static void
read_school (Reader *reader, AppOutlineProcedure *procedure, JsonObject *object)
{
  AppOutlineSchool *school = g_new0 (AppOutlineSchool, 1);
  JsonArray *classes = app_json_array (object, "classes");
  const char *name = app_json_text (object, "name");

  school->org_id = app_json_whole (object, "org_id", 0);
  school->n = app_json_whole (object, "n", -1);
  school->name = g_string_chunk_insert_const (reader->texts, name != NULL ? name : "");
  school->folded = fold_name (reader, school->name);
  school->classes = g_ptr_array_new_with_free_func (free_class);
  school->shown = TRUE;
  for (guint i = 0; i < count_of (classes); i++)
    {
      JsonObject *one = take_object (reader, classes, i);
      AppOutlineClass *class;
      const char *class_name;

      if (one == NULL)
        continue;
      class_name = app_json_text (one, "class");
      if (class_name == NULL
          || *class_name == 0) /* those whose file says no class: the school itself has them */
        continue;
      class = g_new0 (AppOutlineClass, 1);
      class->name = g_strdup (class_name);
      class->n = app_json_whole (one, "n", -1);
      g_ptr_array_add (school->classes, class);
    }
  g_ptr_array_add (procedure->schools, school);
}

static AppOutlineProcedure *
read_procedure (Reader *reader, JsonObject *object, gint64 year)
{
  AppOutlineProcedure *procedure = g_new0 (AppOutlineProcedure, 1);
  JsonArray *schools = app_json_array (object, "schools");
  g_autofree char *words = NULL;

  procedure->id = app_json_whole (object, "id", 0);
  procedure->year = year;
  procedure->grade = app_json_whole (object, "grade", 0);
  procedure->n = app_json_whole (object, "n", -1);
  procedure->kind = app_json_dup_text (object, "kind");
  procedure->title = app_json_dup_text (object, "title");
  procedure->subject = app_json_dup_text (object, "subject");
  words
      = g_strdup_printf ("%" G_GINT64_FORMAT " %s %s", year, procedure->title, procedure->subject);
  procedure->folded = g_utf8_casefold (words, -1);
  procedure->schools = g_ptr_array_new_with_free_func (free_school);
  procedure->shown = TRUE;
  for (guint i = 0; i < count_of (schools); i++)
    {
      JsonObject *school = take_object (reader, schools, i);

      if (school != NULL)
        read_school (reader, procedure, school);
    }
  procedure->n_schools = procedure->schools->len;
  return procedure;
}

static void
read_year (Reader *reader, AppOutline *self, JsonObject *object)
{
  AppOutlineYear *year = g_new0 (AppOutlineYear, 1);
  JsonArray *procedures = app_json_array (object, "procedures");

  year->year = app_json_whole (object, "year", 0);
  year->procedures = g_ptr_array_new_with_free_func (free_procedure);
  g_ptr_array_add (self->years, year);
  for (guint i = 0; i < count_of (procedures); i++)
    {
      JsonObject *procedure = take_object (reader, procedures, i);

      if (procedure == NULL)
        continue;
      g_ptr_array_add (year->procedures, read_procedure (reader, procedure, year->year));
      self->n_procedures++;
    }
}

AppOutline *
app_outline_read (JsonNode *node, GError **error)
{
  Reader reader = { .left = APP_OUTLINE_MAX };
  AppOutline *self;
  JsonArray *years;

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    {
      app_json_refuse (error);
      return NULL;
    }
  years = json_node_get_array (node);
  self = g_new0 (AppOutline, 1);
  self->refs = 1;
  self->years = g_ptr_array_new_with_free_func (free_year);
  reader.texts = self->texts = g_string_chunk_new (4096);
  reader.folded = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < count_of (years); i++)
    {
      JsonObject *year = take_object (&reader, years, i);

      if (year != NULL)
        read_year (&reader, self, year);
    }
  g_hash_table_unref (reader.folded);
  self->n_shown = self->n_procedures;
  return self;
}

AppOutline *
app_outline_ref (AppOutline *self)
{
  self->refs++;
  return self;
}

void
app_outline_unref (AppOutline *self)
{
  if (self == NULL || --self->refs > 0)
    return;
  g_ptr_array_unref (self->years);
  g_string_chunk_free (self->texts);
  g_free (self);
}

/* Finding */

static gboolean
has_words (const char *text, char **words)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (text, words[i]) == NULL)
      return FALSE;
  return TRUE;
}

static void
filter_procedure (AppOutlineProcedure *procedure, char **words)
{
  g_autoptr (GPtrArray) rest = g_ptr_array_new ();

  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != 0 && strstr (procedure->folded, words[i]) == NULL)
      g_ptr_array_add (rest, words[i]);
  g_ptr_array_add (rest, NULL);
  procedure->deep = rest->len > 1;
  procedure->shown = !procedure->deep;
  for (guint i = 0; i < procedure->schools->len; i++)
    {
      AppOutlineSchool *school = procedure->schools->pdata[i];

      school->shown = has_words (school->folded, (char **) rest->pdata);
      procedure->shown = procedure->shown || school->shown;
    }
}

void
app_outline_filter (AppOutline *self, const char *text)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);
  g_auto (GStrv) words = g_strsplit (folded, " ", -1);

  self->n_shown = 0;
  for (guint y = 0; y < self->years->len; y++)
    {
      GPtrArray *procedures = ((AppOutlineYear *) self->years->pdata[y])->procedures;

      for (guint i = 0; i < procedures->len; i++)
        {
          filter_procedure (procedures->pdata[i], words);
          self->n_shown += ((AppOutlineProcedure *) procedures->pdata[i])->shown;
        }
    }
}

const AppOutlineProcedure *
app_outline_find (const AppOutline *self, gint64 procedure_id)
{
  for (guint y = 0; y < self->years->len; y++)
    {
      GPtrArray *procedures = ((AppOutlineYear *) self->years->pdata[y])->procedures;

      for (guint i = 0; i < procedures->len; i++)
        if (((AppOutlineProcedure *) procedures->pdata[i])->id == procedure_id)
          return procedures->pdata[i];
    }
  return NULL;
}

const AppOutlineSchool *
app_outline_find_school (const AppOutlineProcedure *procedure, gint64 org_id)
{
  for (guint i = 0; i < procedure->schools->len; i++)
    if (((AppOutlineSchool *) procedure->schools->pdata[i])->org_id == org_id)
      return procedure->schools->pdata[i];
  return NULL;
}
