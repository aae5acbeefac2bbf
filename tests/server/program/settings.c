/* Where a setting may come from, which wins, and that nothing misspelt passes for one. */
#include "settings.h"

#include <glib/gstdio.h>
#include <string.h>

#include "model/error.h"

static const char *const variables[]
    = { "MERILO_PORT", "MERILO_WORKERS", "MERILO_DATABASE", "MERILO_MAX_CONNECTIONS" };

typedef struct
{
  const char *label;
  const char *file; /* NULL: none */
  const char *variable, *value;
  const char *arguments[4];
  guint port, workers;   /* 0 of workers: not looked at */
  const char *complaint; /* NULL: good */
} Row;

static const Row rows[] = {
  { "alone", NULL, NULL, NULL, { "--embedded" }, 8642, 0, NULL },
  { "no base", NULL, NULL, NULL, { NULL }, 0, 0, "database" },
  { "argument", NULL, NULL, NULL, { "--embedded", "--port", "9000" }, 9000, 0, NULL },
  { "argument with =", NULL, NULL, NULL, { "--embedded", "--port=9001" }, 9001, 0, NULL },
  { "variable", NULL, "MERILO_PORT", "9002", { "--embedded" }, 9002, 0, NULL },
  { "file", "[server]\nport=9003\nworkers=3\n", NULL, NULL, { "--embedded" }, 9003, 3, NULL },
  { "variable over file",
    "[server]\nport=9003\n",
    "MERILO_PORT",
    "9004",
    { "--embedded" },
    9004,
    0,
    NULL },
  { "argument over both",
    "[server]\nport=9003\n",
    "MERILO_PORT",
    "9004",
    { "--embedded", "--port", "9005" },
    9005,
    0,
    NULL },
  { "base by variable", NULL, "MERILO_DATABASE", "host=x", { NULL }, 8642, 0, NULL },
  { "misspelt in the file", "[server]\nprot=1\n", NULL, NULL, { "--embedded" }, 0, 0, "prot" },
  { "misspelt argument", NULL, NULL, NULL, { "--embedded", "--prot", "1" }, 0, 0, "prot" },
  { "misspelt variable",
    NULL,
    "MERILO_MAX_CONECTIONS",
    "5",
    { "--embedded" },
    0,
    0,
    "MERILO_MAX_CONECTIONS" },
  { "no number", NULL, NULL, NULL, { "--embedded", "--port", "many" }, 0, 0, "many" },
  { "too large", NULL, NULL, NULL, { "--embedded", "--port", "65536" }, 0, 0, "65536" },
  { "negative", NULL, NULL, NULL, { "--embedded", "--workers", "-1" }, 0, 0, "-1" },
  { "too many workers", NULL, NULL, NULL, { "--embedded", "--workers", "65" }, 0, 0, "65" },
  { "no number in the file", "[server]\nport=\n", NULL, NULL, { "--embedded" }, 0, 0, "port" },
  { "no switch", "[server]\ntrust-proxy=yes\n", NULL, NULL, { "--embedded" }, 0, 0, "yes" },
  { "no value", NULL, NULL, NULL, { "--embedded", "--port" }, 0, 0, "port" },
  { "no dashes", NULL, NULL, NULL, { "embedded" }, 0, 0, "embedded" },
  { "no key file", "port=1\n", NULL, NULL, { "--embedded" }, 0, 0, "" },
};

static char *
write_file (const char *text)
{
  char *path = g_build_filename (g_get_tmp_dir (), "merilo-settings-XXXXXX", NULL);
  int fd = g_mkstemp (path);

  g_assert_no_errno (fd);
  g_close (fd, NULL);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

static void
try_row (const Row *row)
{
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  g_autofree char *path = row->file != NULL ? write_file (row->file) : NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SrvSettings) settings = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (row->arguments) && row->arguments[i] != NULL; i++)
    g_ptr_array_add (arguments, (gpointer) row->arguments[i]);
  if (path != NULL)
    {
      g_ptr_array_add (arguments, (gpointer) "--config");
      g_ptr_array_add (arguments, path);
    }
  g_ptr_array_add (arguments, NULL);
  if (row->variable != NULL)
    g_setenv (row->variable, row->value, TRUE);
  settings = srv_settings_read ((const char *const *) arguments->pdata, &error);
  if (row->variable != NULL)
    g_unsetenv (row->variable);
  if (path != NULL)
    g_unlink (path);
  if ((settings == NULL) != (row->complaint != NULL))
    g_error ("%s: %s", row->label, error != NULL ? error->message : "accepted");
  if (row->complaint != NULL && strstr (error->message, row->complaint) == NULL)
    g_error ("%s: '%s' does not name '%s'", row->label, error->message, row->complaint);
  if (settings != NULL
      && (settings->port != row->port || (row->workers != 0 && settings->workers != row->workers)))
    g_error ("%s: port %u, workers %u", row->label, settings->port, settings->workers);
}

static void
test_rows (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    try_row (&rows[i]);
}

static void
test_no_file (void)
{
  const char *const arguments[] = { "--embedded", "--config", "/nowhere/merilo.conf", NULL };
  g_autoptr (GError) error = NULL;

  g_assert_null (srv_settings_read (arguments, &error));
  g_assert_nonnull (strstr (error->message, "/nowhere/merilo.conf"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (variables); i++)
    g_unsetenv (variables[i]);
  g_test_add_func ("/settings/rows", test_rows);
  g_test_add_func ("/settings/no-file", test_no_file);
  return g_test_run ();
}
