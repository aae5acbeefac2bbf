#define G_LOG_DOMAIN "srv-admin"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>

#include "admin/commands.h"
#include "admin/import.h"
#include "admin/results-copy.h"
#include "admin/results-json.h"
#include "exchange/package.h"
#include "exchange/preview.h"
#include "model/error.h"
#include "model/json-writer.h"

#define SHOWN_ISSUES 20 /* of a file, in words */

typedef struct
{
  SrvAdminImport import;
  gboolean rows;
  gboolean copy;
  gboolean no_scale;
  gboolean or_grid;
  char *name;   /* what the file is called where it comes from */
  char *school; /* whose form it is */
  char *map;    /* file with the columns' description */
  MeriloLayoutMap *columns;
  GPtrArray *files;       /* of MeriloWorkbook, one an argument */
  SrvAdminCounts *counts; /* one a file */
} Batch;

static void
clear_batch (Batch *self)
{
  srv_admin_import_clear (&self->import);
  g_clear_pointer (&self->files, g_ptr_array_unref);
  g_clear_pointer (&self->columns, merilo_layout_map_free);
  g_free (self->counts);
  g_free (self->name);
  g_free (self->school);
  g_free (self->map);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Batch, clear_batch)

static gboolean
read_map (Batch *self, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;

  if (self->map == NULL)
    return TRUE;
  bytes = merilo_package_map_file (self->map, error);
  if (bytes == NULL)
    return FALSE;
  self->columns = merilo_layout_map_read (g_bytes_get_data (bytes, NULL),
                                          (gssize) g_bytes_get_size (bytes), error);
  return self->columns != NULL;
}

/* All files are read before the first is stored. Marks are judged by the published scales where no
 * base will judge them by its own */
static gboolean
read_files (Batch *self, GError **error)
{
  char **paths = self->import.call.arguments;
  MeriloReadHint hint = { .path = self->name, .school = self->school, .map = self->columns };

  self->files = g_ptr_array_new_with_free_func ((GDestroyNotify) merilo_workbook_free);
  self->counts = g_new0 (SrvAdminCounts, g_strv_length (paths));
  for (guint i = 0; paths[i] != NULL; i++)
    {
      MeriloWorkbook *reading = merilo_workbook_open (paths[i], &hint, error);

      if (reading == NULL)
        {
          if (paths[1] != NULL)
            g_prefix_error (error, "%s: ", paths[i]);
          return FALSE;
        }
      if (reading->results != NULL && !self->no_scale && self->import.dry_run)
        merilo_results_check_norm (reading->results);
      g_ptr_array_add (self->files, reading);
      srv_admin_counts_init (&self->counts[i], reading);
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
  const MeriloWorkbook *reading = g_ptr_array_index (self->files, i);
  g_autoptr (GString) works = g_string_new (NULL);
  g_autoptr (GString) text = g_string_new ("{\"files\":[");
  g_autoptr (JsonNode) document = NULL;
  g_autofree char *job = NULL;
  g_autofree char *id = NULL;
  SrvParams *params;

  srv_admin_put_results (text, path, reading, &self->counts[i], FALSE);
  g_string_append (text, "]}");
  if (reading->results != NULL)
    srv_admin_put_copy (works, reading->results);
  document = srv_admin_parse_json (text->str, error);
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
  g_string_append (out, "}}\n");
  for (guint i = 0; self->copy && i < self->files->len; i++)
    {
      const MeriloWorkbook *reading = g_ptr_array_index (self->files, i);

      if (reading->results != NULL)
        srv_admin_put_copy (out, reading->results);
    }
  g_print ("%s", out->str);
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
      const SrvAdminCounts *counts = &self->counts[i];
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

/* a file that nobody has described: its beginning, for a person to describe it. Takes that refusal
 * back */
static gboolean
print_grid (const Batch *self, GError **error)
{
  g_autoptr (GString) out = g_string_new ("{");
  g_autoptr (MeriloBook) book = NULL;

  if (!self->or_grid || !g_error_matches (*error, MERILO_ERROR, MERILO_ERROR_UNKNOWN_LAYOUT))
    return FALSE;
  merilo_json_put_text_member (out, "code", merilo_error_code_name ((*error)->code));
  merilo_json_put_text_member (out, "message", (*error)->message);
  g_clear_error (error);
  book = merilo_book_open (self->import.call.arguments[0], error);
  if (book == NULL || !merilo_preview_put_json (book, out, error))
    return FALSE;
  g_print ("%s}\n", out->str);
  return TRUE;
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
    { "copy", 0, 0, G_OPTION_ARG_NONE, &batch.copy, _ ("и сами работы, строками после JSON"),
      NULL },
    { "name", 0, 0, G_OPTION_ARG_FILENAME, &batch.name, _ ("как файл называется на самом деле"),
      "NAME" },
    { "school", 0, 0, G_OPTION_ARG_FILENAME, &batch.school, _ ("чья это форма сбора"), "LOGIN" },
    { "map", 0, 0, G_OPTION_ARG_FILENAME, &batch.map, _ ("что в каких столбцах"), "FILE" },
    { "no-scale", 0, 0, G_OPTION_ARG_NONE, &batch.no_scale,
      _ ("не сверять отметки с опубликованной шкалой"), NULL },
    { "or-grid", 0, 0, G_OPTION_ARG_NONE, &batch.or_grid,
      _ ("а неизвестную таблицу напечатать, в JSON"), NULL },
    { NULL },
  };

  if (!srv_admin_call_read (&import->call, words, "import results FILE… [--dry-run] [--json]",
                            options, 1, 0, error)
      || !read_map (&batch, error))
    return FALSE;
  if (!read_files (&batch, error))
    return print_grid (&batch, error);
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
