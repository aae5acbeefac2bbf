#include "command.h"

#include <gio/gio.h>

static GSubprocess *
start (const char *owner, const char *const *argv)
{
  g_autoptr (GSubprocessLauncher) launcher
      = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE
                                   | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GError) error = NULL;
  GSubprocess *process;

  g_subprocess_launcher_unsetenv (launcher, "MERILO_OWNER");
  if (owner != NULL)
    g_subprocess_launcher_setenv (launcher, "MERILO_OWNER", owner, TRUE);
  process = g_subprocess_launcher_spawnv (launcher, argv, &error);
  g_assert_no_error (error);
  return process;
}

Command *
command_run (const char *owner, const char *input, const char *word, ...)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  Command *self = g_new0 (Command, 1);
  va_list words;

  g_ptr_array_add (argv, (gpointer) g_getenv ("MERILO_TEST_PROGRAM"));
  g_assert_nonnull (argv->pdata[0]);
  va_start (words, word);
  for (const char *w = word; w != NULL; w = va_arg (words, const char *))
    g_ptr_array_add (argv, (gpointer) w);
  va_end (words);
  g_ptr_array_add (argv, NULL);
  process = start (owner, (const char *const *) argv->pdata);
  g_subprocess_communicate_utf8 (process, input != NULL ? input : "", NULL, &self->out, &self->err,
                                 &error);
  g_assert_no_error (error);
  self->status = g_subprocess_get_if_exited (process) ? g_subprocess_get_exit_status (process) : -1;
  return self;
}

void
command_free (Command *self)
{
  g_free (self->out);
  g_free (self->err);
  g_free (self);
}

void
command_assert (const Command *self, int status, const char *name)
{
  if (self->status != status)
    g_error ("%s: status %d, expected %d\n%s\n%s", name, self->status, status, self->out,
             self->err);
  if (status == 2 && !g_regex_match_simple ("[А-Яа-я]{4}", self->err, 0, 0))
    g_error ("%s: refused without a word of Russian: %s", name, self->err);
}

char *
command_walk_path (const char *name)
{
  return g_test_build_filename (G_TEST_DIST, "data", "walk", name, NULL);
}

char *
command_write_file (const char *folder, const char *name, const char *text)
{
  char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}
