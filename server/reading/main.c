/* merilo-reader KIND FILE: reads a file of a stranger and prints what the base takes, in the
 * reader's own process (jobs/reader.c), which has neither a connection nor a key. */

#define G_LOG_DOMAIN "srv-reading"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

#include "exchange/preview.h"
#include "model/error.h"
#include "model/json-writer.h"
#include "reading/hints.h"
#include "reading/program.h"
#include "reading/results-copy.h"
#include "reading/results-json.h"
#include "reading/roadmap-json.h"

#define PIECE (64 * 1024) /* of works, put out before the next ones are put together */
#define USAGE "merilo-reader grid|results|roadmap FILE"

typedef struct
{
  char **words; /* kind, path */
  SrvReadingHints hints;
  char *roles;      /* of a roadmap's columns, by commas */
  int table;        /* of a roadmap; -1: all */
  const char *path; /* of @words */
} Order;

static void
clear_order (Order *self)
{
  g_strfreev (self->words);
  srv_reading_hints_clear (&self->hints);
  g_free (self->roles);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Order, clear_order)

/* The beginning of each sheet: for the editor of columns. @out holds the members before it */
static gboolean
put_grid (const Order *self, GString *out, GError **error)
{
  g_autoptr (MeriloBook) book = merilo_book_open (self->path, error);

  return book != NULL && merilo_preview_put_json (book, out, error);
}

static gboolean
read_grid (const Order *self, GString *out, GError **error)
{
  g_string_append_c (out, '{');
  if (!put_grid (self, out, error))
    return FALSE;
  g_string_append (out, "}\n");
  return TRUE;
}

static gboolean
read_roadmap (const Order *self, GString *out, GError **error)
{
  g_auto (GStrv) roles = self->roles != NULL ? g_strsplit (self->roles, ",", -1) : NULL;
  MeriloRoadmapOptions options = { self->table, (const char *const *) roles };
  g_autoptr (MeriloRoadmap) roadmap = merilo_roadmap_open (self->path, &options, error);
  g_autoptr (JsonNode) document
      = roadmap != NULL ? srv_reading_make_roadmap (roadmap, error) : NULL;
  g_autofree char *text = document != NULL ? json_to_string (document, FALSE) : NULL;

  if (text == NULL)
    return FALSE;
  g_string_append_printf (out, "%s\n", text);
  return TRUE;
}

/* Results */

/* a table that nobody has described: a person is to. Takes that refusal */
static gboolean
put_unknown (const Order *self, GError *take_refusal, GString *out, GError **error)
{
  g_autoptr (GError) refusal = take_refusal;

  if (!g_error_matches (refusal, MERILO_ERROR, MERILO_ERROR_UNKNOWN_LAYOUT))
    {
      g_propagate_error (error, g_steal_pointer (&refusal));
      return FALSE;
    }
  g_string_append_c (out, '{');
  merilo_json_put_text_member (out, "code", merilo_error_code_name (refusal->code));
  merilo_json_put_text_member (out, "message", refusal->message);
  if (!put_grid (self, out, error))
    return FALSE;
  g_string_append (out, "}\n");
  return TRUE;
}

static void
print (GString *out)
{
  fwrite (out->str, 1, out->len, stdout);
  g_string_truncate (out, 0);
}

static void
print_works (const MeriloResults *results, GString *out)
{
  for (guint next = 0; next < results->rows->len;)
    {
      next = srv_reading_put_copy (out, results, next, PIECE);
      print (out);
    }
}

/* marks are not judged by the published scales here: the base has scales of its own */
static gboolean
read_results (const Order *self, GString *out, GError **error)
{
  MeriloReadHint hint = srv_reading_hints_get (&self->hints);
  g_autoptr (MeriloWorkbook) reading = NULL;
  g_autoptr (GPtrArray) files = g_ptr_array_new ();
  GError *refusal = NULL;
  SrvReadingCounts counts;

  reading = merilo_workbook_open (self->path, &hint, &refusal);
  if (reading == NULL)
    return put_unknown (self, refusal, out, error);
  srv_reading_counts_init (&counts, reading);
  g_ptr_array_add (files, reading);
  srv_reading_put_document (out, &self->path, files, &counts, FALSE);
  g_string_append_c (out, '\n');
  if (reading->results != NULL)
    print_works (reading->results, out);
  return TRUE;
}

/* The call */

static gboolean
parse (Order *self, int *argc, char ***argv, GError **error)
{
  const GOptionEntry options[] = {
    { "name", 0, 0, G_OPTION_ARG_FILENAME, &self->hints.name, NULL, "NAME" },
    { "school", 0, 0, G_OPTION_ARG_FILENAME, &self->hints.school, NULL, "LOGIN" },
    { "map", 0, 0, G_OPTION_ARG_FILENAME, &self->hints.map, NULL, "FILE" },
    { "columns", 0, 0, G_OPTION_ARG_FILENAME, &self->roles, NULL, "A,B,…" },
    { "table", 0, 0, G_OPTION_ARG_INT, &self->table, NULL, "N" },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &self->words, NULL, NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) problem = NULL;

  g_option_context_add_main_entries (context, options, NULL);
  if (g_option_context_parse (context, argc, argv, &problem) && self->words != NULL
      && g_strv_length (self->words) == 2)
    {
      self->path = self->words[1];
      return srv_reading_hints_load (&self->hints, error);
    }
  g_set_error (error, MERILO_ERROR, MERILO_ERROR_INVALID, _ ("%s\nКак правильно: %s"),
               problem != NULL ? problem->message : _ ("Нужны два слова."), USAGE);
  return FALSE;
}

static gboolean
read_kind (const Order *self, GString *out, GError **error)
{
  static const struct
  {
    const char *name;
    gboolean (*read) (const Order *self, GString *out, GError **error);
  } kinds[] = {
    { "grid", read_grid },
    { "results", read_results },
    { "roadmap", read_roadmap },
  };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (self->words[0], kinds[i].name))
      return kinds[i].read (self, out, error);
  g_set_error (error, MERILO_ERROR, MERILO_ERROR_INVALID, _ ("%s\nКак правильно: %s"),
               self->words[0], USAGE);
  return FALSE;
}

int
main (int argc, char **argv)
{
  g_auto (Order) order = { .table = -1 };
  g_autoptr (GString) out = g_string_new (NULL);
  GError *error = NULL;

  srv_program_begin ();
  if (parse (&order, &argc, &argv, &error) && read_kind (&order, out, &error))
    print (out);
  return srv_program_end (error);
}
