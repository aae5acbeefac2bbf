#define G_LOG_DOMAIN "srv-jobs"

#include "config.h"

#include "jobs/reader.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "model/error.h"

#define MAX_MEMORY  (1024ull << 20)
#define MAX_SECONDS 60
#define MAX_OUTPUT  (64 << 20)
#define READER      "merilo-reader"
#define MAP_NAME    "map.json"
#define LOOK_EVERY  500 /* ms */

typedef struct
{
  const SrvReaderOrder *order;
  GSubprocess *process;
  char *out;
  char *err;
  GError *error;
  gboolean ended;
  gboolean unwanted;
} Run;

static void
clear_run (Run *self)
{
  g_clear_object (&self->process);
  g_free (self->out);
  g_free (self->err);
  g_clear_error (&self->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Run, clear_run)

/* in the child, before it becomes the reader */
static void
bound (gpointer data)
{
  struct rlimit memory = { MAX_MEMORY, MAX_MEMORY };
  struct rlimit seconds = { MAX_SECONDS, MAX_SECONDS };
  struct rlimit core = { 0, 0 };

#ifndef __SANITIZE_ADDRESS__ /* its shadow needs terabytes of addresses */
  setrlimit (RLIMIT_AS, &memory);
#else
  (void) memory;
#endif
  setrlimit (RLIMIT_CPU, &seconds);
  setrlimit (RLIMIT_CORE, &core);
}

/* beside us when built; NULL: nowhere */
static char *
find_reader (void)
{
  const char *own = g_getenv ("MERILO_READER");
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = self != NULL ? g_path_get_dirname (self) : NULL;
  g_autofree char *beside = folder != NULL ? g_build_filename (folder, READER, NULL) : NULL;
  g_autofree char *installed = g_build_filename (LIBEXECDIR, "merilo", READER, NULL);

  if (own != NULL)
    return g_strdup (own);
  if (beside != NULL && g_file_test (beside, G_FILE_TEST_IS_EXECUTABLE))
    return g_steal_pointer (&beside);
  return g_file_test (installed, G_FILE_TEST_IS_EXECUTABLE) ? g_steal_pointer (&installed) : NULL;
}

/* the file, and the description of its columns beside it */
static char *
store (const SrvReaderOrder *order, GBytes *bytes, GError **error)
{
  g_autofree char *folder = g_dir_make_tmp ("merilo-job-XXXXXX", error);
  const char *dot = strrchr (order->name, '.');
  g_autofree char *file = g_strconcat ("file", dot != NULL && strlen (dot) < 8 ? dot : "", NULL);
  g_autofree char *path = folder != NULL ? g_build_filename (folder, file, NULL) : NULL;
  g_autofree char *map = folder != NULL ? g_build_filename (folder, MAP_NAME, NULL) : NULL;
  gsize n;
  gconstpointer data = g_bytes_get_data (bytes, &n);

  if (path == NULL || !g_file_set_contents (path, data, (gssize) n, error)
      || (order->map != NULL && !g_file_set_contents (map, order->map, -1, error)))
    return NULL;
  return g_steal_pointer (&path);
}

static void
erase (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *map = g_build_filename (folder, MAP_NAME, NULL);

  g_unlink (path);
  g_unlink (map);
  g_rmdir (folder);
}

static void
add_results_words (const SrvReaderOrder *order, const char *path, GStrvBuilder *words)
{
  g_autofree char *name = g_strconcat ("--name=", order->name, NULL);
  g_autofree char *school = g_strconcat ("--school=", order->school, NULL);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *map = g_strconcat ("--map=", folder, G_DIR_SEPARATOR_S MAP_NAME, NULL);

  g_strv_builder_add (words, name);
  if (order->school != NULL)
    g_strv_builder_add (words, school);
  if (order->map != NULL)
    g_strv_builder_add (words, map);
}

static void
add_roadmap_words (const SrvReaderOrder *order, GStrvBuilder *words)
{
  g_autofree char *columns = g_strconcat ("--columns=", order->columns, NULL);
  g_autofree char *table = g_strconcat ("--table=", order->table, NULL);

  if (order->columns != NULL)
    g_strv_builder_add (words, columns);
  if (order->table != NULL)
    g_strv_builder_add (words, table);
}

/* the words of the command; an option and its value are one word, so that no value is an option */
static char **
make_words (const SrvReaderOrder *order, const char *reader, const char *path)
{
  const char *kind = strchr (order->kind, '-') + 1; /* "read-grid", "import-results" */
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();

  g_strv_builder_add_many (words, reader, kind, path, NULL);
  if (g_str_equal (kind, "roadmap"))
    add_roadmap_words (order, words);
  else if (g_str_equal (kind, "results"))
    add_results_words (order, path, words);
  return g_strv_builder_end (words);
}

static void
communicated_cb (GObject *process, GAsyncResult *result, gpointer data)
{
  Run *self = data;

  (void) !g_subprocess_communicate_utf8_finish (self->process, result, &self->out, &self->err,
                                                &self->error);
  self->ended = TRUE;
}

static gboolean
look_cb (gpointer data)
{
  Run *self = data;

  self->unwanted = !self->order->is_wanted (self->order->data);
  if (self->unwanted)
    g_subprocess_force_exit (self->process);
  return self->unwanted ? G_SOURCE_REMOVE : G_SOURCE_CONTINUE;
}

/* FALSE: it could not be started */
static gboolean
spawn (Run *self, const char *reader, const char *path, GError **error)
{
  g_auto (GStrv) argv = make_words (self->order, reader, path);
  g_autoptr (GSubprocessLauncher) launcher
      = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);

  g_subprocess_launcher_set_child_setup (launcher, bound, NULL, NULL);
  self->process = g_subprocess_launcher_spawnv (launcher, (const char *const *) argv, error);
  return self->process != NULL;
}

static gboolean
run_to_end (Run *self, const char *reader, const char *path, GError **error)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (GSource) timer = g_timeout_source_new (LOOK_EVERY);
  gboolean started;

  g_main_context_push_thread_default (context);
  started = spawn (self, reader, path, error);
  if (started)
    {
      g_source_set_callback (timer, look_cb, self, NULL);
      g_source_attach (timer, context);
      g_subprocess_communicate_utf8_async (self->process, NULL, NULL, communicated_cb, self);
      while (!self->ended)
        g_main_context_iteration (context, TRUE);
      g_source_destroy (timer);
    }
  g_main_context_pop_thread_default (context);
  return started;
}

static char *
judge (Run *self, GError **error)
{
  if (self->unwanted)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "nobody wants it");
      return NULL;
    }
  if (self->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&self->error));
      return NULL;
    }
  if (g_subprocess_get_successful (self->process) && self->out != NULL
      && strlen (self->out) <= MAX_OUTPUT)
    return g_steal_pointer (&self->out);
  if (self->err != NULL)
    g_strstrip (self->err);
  g_set_error (error, MERILO_ERROR, MERILO_ERROR_BAD_FILE, "%s",
               self->err != NULL && *self->err != 0 && g_subprocess_get_if_exited (self->process)
                   ? self->err
                   : _ ("Файл слишком велик или испорчен, прочитать его не удалось"));
  return NULL;
}

static char *
run (const SrvReaderOrder *order, const char *path, GError **error)
{
  g_autofree char *reader = find_reader ();
  g_auto (Run) self = { .order = order };

  if (reader == NULL)
    {
      g_set_error_literal (error, MERILO_ERROR, MERILO_ERROR_INTERNAL, READER " is not found");
      return NULL;
    }
  return run_to_end (&self, reader, path, error) ? judge (&self, error) : NULL;
}

char *
srv_reader_run (const SrvReaderOrder *order, GBytes *bytes, GError **error)
{
  g_autofree char *path = store (order, bytes, error);
  char *json;

  if (path == NULL)
    return NULL;
  json = run (order, path, error);
  erase (path);
  return json;
}
