#define G_LOG_DOMAIN "srv-admin"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>

#include "admin/commands.h"
#include "admin/import.h"
#include "admin/results-json.h"

typedef struct
{
  SrvAdminImport import;
  gboolean rows;
  GPtrArray *files;       /* of MeriloResults, one an argument */
  SrvAdminCounts *counts; /* one a file */
} Batch;

static void
clear_batch (Batch *self)
{
  srv_admin_import_clear (&self->import);
  g_clear_pointer (&self->files, g_ptr_array_unref);
  g_free (self->counts);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Batch, clear_batch)

/* all files are read before the first is stored */
static gboolean
read_files (Batch *self, GError **error)
{
  char **paths = self->import.call.arguments;

  self->files = g_ptr_array_new_with_free_func ((GDestroyNotify) merilo_results_free);
  self->counts = g_new0 (SrvAdminCounts, g_strv_length (paths));
  for (guint i = 0; paths[i] != NULL; i++)
    {
      MeriloResults *results = merilo_results_open (paths[i], error);

      if (results == NULL)
        {
          if (paths[1] != NULL)
            g_prefix_error (error, "%s: ", paths[i]);
          return FALSE;
        }
      g_ptr_array_add (self->files, results);
      srv_admin_counts_init (&self->counts[i], results);
    }
  return TRUE;
}

static gboolean
fetch_counts (SrvSession *session, const char *id, SrvAdminCounts *counts, GError **error)
{
  SrvParams *params = srv_params_new ();
  g_autoptr (SrvRows) rows = NULL;

  srv_params_add_text (params, id);
  rows = srv_session_ask (session, "admin/import_counts", params, SRV_SHAPE_ONE, error);
  if (rows == NULL)
    return FALSE;
  counts->rows = srv_rows_get_whole (rows, 0, "rows");
  counts->fresh = srv_rows_get_whole (rows, 0, "new_rows");
  counts->same = srv_rows_get_whole (rows, 0, "same_rows");
  counts->changed = srv_rows_get_whole (rows, 0, "changed_rows");
  counts->marked = srv_rows_get_whole (rows, 0, "marked_rows");
  counts->refused = srv_rows_get_whole (rows, 0, "refused_rows");
  return TRUE;
}

static gboolean
store_file (Batch *self, guint i, GError **error)
{
  SrvAdminImport *import = &self->import;
  const char *path = import->call.arguments[i];
  g_autoptr (GString) text = g_string_new ("{\"files\":[");
  g_autoptr (JsonNode) document = NULL;
  g_autofree char *job = NULL;
  g_autofree char *id = NULL;
  SrvParams *params;

  srv_admin_put_results (text, path, g_ptr_array_index (self->files, i), &self->counts[i], TRUE);
  g_string_append (text, "]}");
  document = srv_admin_parse_json (text->str, error);
  job = document != NULL ? srv_admin_import_store (import, "import-results", path, document, error)
                         : NULL;
  if (job == NULL)
    return FALSE;
  params = srv_params_new ();
  srv_params_add_text (params, job);
  id = srv_admin_import_finish (import, "import/from_job", params, error);
  return id != NULL && fetch_counts (import->session, id, &self->counts[i], error);
}

/* one transaction: all files or none */
static gboolean
store (Batch *self, GError **error)
{
  if (!srv_admin_import_begin (&self->import, error))
    return FALSE;
  for (guint i = 0; i < self->files->len; i++)
    if (!store_file (self, i, error))
      {
        if (self->files->len > 1)
          g_prefix_error (error, "%s: ", self->import.call.arguments[i]);
        return FALSE;
      }
  return srv_session_commit (self->import.session, error);
}

static void
print_json (const Batch *self)
{
  g_autoptr (GString) out = g_string_new ("{\"files\":[");

  for (guint i = 0; i < self->files->len; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      srv_admin_put_results (out, self->import.call.arguments[i],
                             g_ptr_array_index (self->files, i), &self->counts[i], self->rows);
    }
  g_string_append (out, "],\"totals\":{");
  srv_admin_put_totals (out, self->counts, self->files->len);
  g_string_append (out, "}}");
  g_print ("%s\n", out->str);
}

static void
print_words (const Batch *self)
{
  for (guint i = 0; i < self->files->len; i++)
    {
      const MeriloResults *results = g_ptr_array_index (self->files, i);
      const SrvAdminCounts *counts = &self->counts[i];

      g_print (_ ("%s\n%s, %d класс, %d год. Строк: %d, не принято: %d, замечаний: %u\n"),
               self->import.call.arguments[i], results->subject, results->grade, results->year,
               (int) counts->rows, (int) counts->refused, results->issues->len);
      if (!self->import.dry_run)
        g_print (_ ("новых: %d, тех же: %d, изменённых: %d\n"), (int) counts->fresh,
                 (int) counts->same, (int) counts->changed);
    }
  if (self->import.dry_run)
    g_print ("%s\n", _ ("Проверка: ничего не загружено."));
}

static gboolean
import_results (const char *const *words, GError **error)
{
  g_auto (Batch) batch = { 0 };
  SrvAdminImport *import = &batch.import;
  const GOptionEntry options[] = {
    { "user", 0, 0, G_OPTION_ARG_FILENAME, &import->login, _ ("для кого загрузить"), "LOGIN" },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &import->dry_run, _ ("только прочитать"), NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &import->json, _ ("напечатать JSON"), NULL },
    { "rows", 0, 0, G_OPTION_ARG_NONE, &batch.rows, _ ("и сами работы, в JSON"), NULL },
    { NULL },
  };

  if (!srv_admin_call_read (&import->call, words, "import results FILE… [--dry-run] [--json]",
                            options, 1, 0, error)
      || !read_files (&batch, error) || (!import->dry_run && !store (&batch, error)))
    return FALSE;
  if (import->json)
    print_json (&batch);
  else
    print_words (&batch);
  return TRUE;
}

SrvAdminStatus
srv_admin_import_results (const char *const *words)
{
  GError *error = NULL;

  (void) !import_results (words, &error);
  return srv_admin_end (error);
}
