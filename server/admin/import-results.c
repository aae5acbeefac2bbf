#define G_LOG_DOMAIN "srv-admin"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>

#include "admin/commands.h"
#include "admin/import.h"
#include "model/error.h"
#include "reading/hints.h"
#include "reading/json.h"
#include "reading/results-copy.h"
#include "reading/results-json.h"

#define SHOWN_ISSUES 20 /* of a file, in words */

typedef struct
{
  SrvAdminImport import;
  SrvReadingHints hints;
  gboolean rows;
  GPtrArray *files;         /* of MeriloWorkbook, one an argument */
  SrvReadingCounts *counts; /* one a file */
} Batch;

static void
clear_batch (Batch *self)
{
  srv_admin_import_clear (&self->import);
  g_clear_pointer (&self->files, g_ptr_array_unref);
  g_free (self->counts);
  srv_reading_hints_clear (&self->hints);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Batch, clear_batch)

/* All files are read before the first is stored. Marks are judged by the published scales where no
 * base will judge them by its own */
static gboolean
read_files (Batch *self, GError **error)
{
  char **paths = self->import.call.arguments;
  const MeriloReadHint hint = srv_reading_hints_get (&self->hints);

  self->files = g_ptr_array_new_with_free_func ((GDestroyNotify) merilo_workbook_free);
  self->counts = g_new0 (SrvReadingCounts, g_strv_length (paths));
  for (guint i = 0; paths[i] != NULL; i++)
    {
      MeriloWorkbook *reading = merilo_workbook_open (paths[i], &hint, error);

      if (reading == NULL)
        {
          if (paths[1] != NULL)
            g_prefix_error (error, "%s: ", paths[i]);
          return FALSE;
        }
      if (reading->results != NULL && self->import.dry_run)
        merilo_results_check_norm (reading->results);
      g_ptr_array_add (self->files, reading);
      srv_reading_counts_init (&self->counts[i], reading);
    }
  return TRUE;
}

static gboolean
fetch_counts (SrvSession *session, const char *id, SrvReadingCounts *counts, GError **error)
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
  const MeriloWorkbook *reading = g_ptr_array_index (self->files, i);
  g_autoptr (GString) works = g_string_new (NULL);
  g_autoptr (GString) text = g_string_new ("{\"files\":[");
  g_autoptr (JsonNode) document = NULL;
  g_autofree char *job = NULL;
  g_autofree char *id = NULL;
  SrvParams *params;

  srv_reading_put_results (text, path, reading, &self->counts[i], FALSE);
  g_string_append (text, "]}");
  if (reading->results != NULL)
    srv_reading_put_copy (works, reading->results, 0, G_MAXSIZE);
  document = srv_reading_parse_json (text->str, error);
  job = document != NULL
            ? srv_admin_import_store (import, "import-results", path, document, works->str, error)
            : NULL;
  if (job == NULL)
    return FALSE;
  params = srv_params_new ();
  srv_params_add_text (params, job);
  for (guint k = 0; k < 3; k++)
    srv_params_add_text (params, NULL);
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
  g_autoptr (GString) out = g_string_new (NULL);

  srv_reading_put_document (out, (const char *const *) self->import.call.arguments, self->files,
                            self->counts, self->rows);
  g_print ("%s\n", out->str);
}

static void
print_issues (const MeriloWorkbook *reading)
{
  const GArray *issues = merilo_workbook_get_issues (reading);

  for (guint i = 0; i < MIN (issues->len, SHOWN_ISSUES); i++)
    {
      const MeriloResultIssue *issue = &g_array_index (issues, MeriloResultIssue, i);

      g_print (_ ("  строка %u, столбец %u: %s (%s)\n"), issue->row, issue->column,
               merilo_issue_get_words (issue->code), issue->value);
    }
  if (issues->len > SHOWN_ISSUES)
    g_print (_ ("  … и ещё %u\n"), issues->len - SHOWN_ISSUES);
}

static void
print_words (const Batch *self)
{
  for (guint i = 0; i < self->files->len; i++)
    {
      const MeriloWorkbook *reading = g_ptr_array_index (self->files, i);
      const SrvReadingCounts *counts = &self->counts[i];
      const MeriloProcedure *procedure = reading->results != NULL   ? &reading->results->procedure
                                         : reading->printed != NULL ? &reading->printed->procedure
                                                                    : NULL;

      g_print ("%s\n%s\n", self->import.call.arguments[i], _ (reading->layout->title));
      if (procedure != NULL)
        g_print (_ ("%s, %d класс, %d год\n"), procedure->subject, procedure->grade,
                 procedure->year);
      g_print (_ ("Строк: %d, не принято: %d, замечаний: %u\n"), (int) counts->rows,
               (int) counts->refused, merilo_workbook_get_issues (reading)->len);
      print_issues (reading);
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
    { "name", 0, 0, G_OPTION_ARG_FILENAME, &batch.hints.name,
      _ ("как файл называется на самом деле"), "NAME" },
    { "school", 0, 0, G_OPTION_ARG_FILENAME, &batch.hints.school, _ ("чья это форма сбора"),
      "LOGIN" },
    { "map", 0, 0, G_OPTION_ARG_FILENAME, &batch.hints.map, _ ("что в каких столбцах"), "FILE" },
    { NULL },
  };

  if (!srv_admin_call_read (&import->call, words, "import results FILE… [--dry-run] [--json]",
                            options, 1, 0, error)
      || !srv_reading_hints_load (&batch.hints, error) || !read_files (&batch, error))
    return FALSE;
  if (!import->dry_run && !store (&batch, error))
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
