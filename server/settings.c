#define G_LOG_DOMAIN "srv-settings"

#include "config.h"

#include "settings.h"

#include <glib/gi18n-lib.h>
#include <stddef.h>
#include <string.h>
#include <unistd.h>

#include "model/error.h"

typedef enum
{
  TEXT,
  NUMBER,
  SIZE,
  SWITCH,
} Kind;

static const struct
{
  const char *name;
  Kind kind;
  gsize at;
  guint64 max;
} keys[] = {
  { "address", TEXT, offsetof (SrvSettings, address), 0 },
  { "port", NUMBER, offsetof (SrvSettings, port), 65535 },
  { "workers", NUMBER, offsetof (SrvSettings, workers), 64 },
  { "embedded", SWITCH, offsetof (SrvSettings, embedded), 0 },
  { "data", TEXT, offsetof (SrvSettings, data), 0 },
  { "database", TEXT, offsetof (SrvSettings, database), 0 },
  { "owner", TEXT, offsetof (SrvSettings, owner), 0 },
  { "certificate", TEXT, offsetof (SrvSettings, certificate), 0 },
  { "key", TEXT, offsetof (SrvSettings, key), 0 },
  { "port-file", TEXT, offsetof (SrvSettings, port_file), 0 },
  { "calendar", TEXT, offsetof (SrvSettings, calendar), 0 },
  { "max-connections", NUMBER, offsetof (SrvSettings, limits.max_connections), 100000 },
  { "max-streams", NUMBER, offsetof (SrvSettings, limits.max_streams), 100000 },
  { "max-per-address", NUMBER, offsetof (SrvSettings, limits.max_per_address), 100000 },
  { "head-seconds", NUMBER, offsetof (SrvSettings, limits.head_seconds), 3600 },
  { "idle-seconds", NUMBER, offsetof (SrvSettings, limits.idle_seconds), 3600 },
  { "body-seconds", NUMBER, offsetof (SrvSettings, limits.body_seconds), 3600 },
  { "answer-seconds", NUMBER, offsetof (SrvSettings, limits.answer_seconds), 3600 },
  { "send-seconds", NUMBER, offsetof (SrvSettings, limits.send_seconds), 3600 },
  { "body-bytes", SIZE, offsetof (SrvSettings, limits.body_bytes), 1 << 28 },
  { "upload-bytes", SIZE, offsetof (SrvSettings, limits.upload_bytes), 1 << 28 },
  { "trust-proxy", SWITCH, offsetof (SrvSettings, limits.trust_proxy), 0 },
  { "log-requests", SWITCH, offsetof (SrvSettings, limits.log_requests), 0 },
};

static gboolean
set_value (SrvSettings *self, guint i, const char *text, GError **error)
{
  gpointer at = (char *) self + keys[i].at;
  guint64 number = 0;

  switch (keys[i].kind)
    {
    case TEXT:
      g_free (*(char **) at);
      *(char **) at = g_strdup (text);
      return TRUE;
    case SWITCH:
      if (!g_str_equal (text, "true") && !g_str_equal (text, "false"))
        break;
      *(gboolean *) at = g_str_equal (text, "true");
      return TRUE;
    case NUMBER:
    case SIZE:
    default:
      if (!g_ascii_string_to_unsigned (text, 10, 0, keys[i].max, &number, NULL))
        break;
      if (keys[i].kind == SIZE)
        *(gsize *) at = (gsize) number;
      else
        *(guint *) at = (guint) number;
      return TRUE;
    }
  g_set_error (error, MERILO_ERROR, MERILO_ERROR_INVALID,
               _ ("настройка %s: не подходит значение «%s»"), keys[i].name, text);
  return FALSE;
}

static gboolean
set_named (SrvSettings *self, const char *name, const char *text, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (g_str_equal (keys[i].name, name))
      return set_value (self, i, text, error);
  g_set_error (error, MERILO_ERROR, MERILO_ERROR_INVALID, _ ("настройки «%s» нет"), name);
  return FALSE;
}

static gboolean
read_file (SrvSettings *self, const char *path, GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_auto (GStrv) groups = NULL;

  if (!g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, error))
    {
      g_prefix_error (error, "%s: ", path);
      return FALSE;
    }
  groups = g_key_file_get_groups (file, NULL);
  for (guint g = 0; groups[g] != NULL; g++)
    {
      g_auto (GStrv) names = g_key_file_get_keys (file, groups[g], NULL, NULL);

      for (guint i = 0; names != NULL && names[i] != NULL; i++)
        {
          g_autofree char *text = g_key_file_get_string (file, groups[g], names[i], error);

          if (text == NULL || !set_named (self, names[i], text, error))
            return FALSE;
        }
    }
  return TRUE;
}

/* variables of the house that are not the server's: of its other programs and of the tests */
static gboolean
is_of_others (const char *name)
{
  static const char *const whole[]
      = { "MERILO_NO_KEYRING", "MERILO_POSTGRES_BIN", "MERILO_READER",    "MERILO_SAMPLE",
          "MERILO_SHARED",     "MERILO_SOURCE_ROOT",  "MERILO_SQL_SHELL", NULL };
  static const char *const starts[]
      = { "MERILO_BENCH_", "MERILO_E2E_", "MERILO_TEST_", "MERILO_WALK_" };

  for (guint i = 0; i < G_N_ELEMENTS (starts); i++)
    if (g_str_has_prefix (name, starts[i]))
      return TRUE;
  return !g_str_has_prefix (name, "MERILO_") || g_strv_contains (whole, name);
}

static gboolean
is_known (const char *variable)
{
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autofree char *upper = g_ascii_strup (keys[i].name, -1);

      if (g_str_equal (variable + strlen ("MERILO_"), g_strdelimit (upper, "-", '_')))
        return TRUE;
    }
  return FALSE;
}

static gboolean
refuse_unknown (GError **error)
{
  g_auto (GStrv) names = g_listenv ();

  for (guint i = 0; names[i] != NULL; i++)
    if (!is_of_others (names[i]) && !is_known (names[i]))
      {
        g_set_error (error, MERILO_ERROR, MERILO_ERROR_INVALID, _ ("настройки с переменной %s нет"),
                     names[i]);
        return FALSE;
      }
  return TRUE;
}

static gboolean
read_environment (SrvSettings *self, GError **error)
{
  if (!refuse_unknown (error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autofree char *upper = g_ascii_strup (keys[i].name, -1);
      g_autofree char *name = g_strconcat ("MERILO_", g_strdelimit (upper, "-", '_'), NULL);
      const char *text = g_getenv (name);

      if (text != NULL && !set_value (self, i, text, error))
        return FALSE;
    }
  return TRUE;
}

/* --name VALUE, --name=VALUE, --embedded; --config FILE comes first whatever its place */
static gboolean
read_arguments (SrvSettings *self, const char *const *argv, gboolean config, GError **error)
{
  for (guint i = 0; argv[i] != NULL; i++)
    {
      g_autofree char *name = NULL;
      const char *equals = strchr (argv[i], '='), *value;

      if (!g_str_has_prefix (argv[i], "--"))
        {
          g_set_error (error, MERILO_ERROR, MERILO_ERROR_INVALID, _ ("непонятный аргумент «%s»"),
                       argv[i]);
          return FALSE;
        }
      name
          = equals != NULL ? g_strndup (argv[i] + 2, equals - argv[i] - 2) : g_strdup (argv[i] + 2);
      if (equals != NULL)
        value = equals + 1;
      else if (g_str_equal (name, "embedded"))
        value = "true";
      else if ((value = argv[++i]) == NULL)
        {
          g_set_error (error, MERILO_ERROR, MERILO_ERROR_INVALID, _ ("у «--%s» нет значения"),
                       name);
          return FALSE;
        }
      if (g_str_equal (name, "config") != config)
        continue;
      if (config ? !read_file (self, value, error) : !set_named (self, name, value, error))
        return FALSE;
    }
  return TRUE;
}

static char *
default_data (void)
{
  return getuid () == 0 ? g_strdup ("/var/lib/merilo/cluster")
                        : g_build_filename (g_get_user_data_dir (), "merilo", "cluster", NULL);
}

SrvSettings *
srv_settings_read (const char *const *argv, GError **error)
{
  g_autoptr (SrvSettings) self = g_new0 (SrvSettings, 1);

  srv_http_limits_init (&self->limits);
  self->limits.log_requests = TRUE;
  self->address = g_strdup ("127.0.0.1");
  self->port = 8642;
  self->data = default_data ();
  if (!read_arguments (self, argv, TRUE, error) || !read_environment (self, error)
      || !read_arguments (self, argv, FALSE, error))
    return NULL;
  if (self->workers == 0)
    self->workers = CLAMP (g_get_num_processors (), 1, 16);
  if (!self->embedded && self->database == NULL)
    {
      g_set_error_literal (error, MERILO_ERROR, MERILO_ERROR_INVALID,
                           _ ("не сказано, где база данных: задайте database или --embedded"));
      return NULL;
    }
  return g_steal_pointer (&self);
}

void
srv_settings_free (SrvSettings *self)
{
  if (self == NULL)
    return;
  g_free (self->address);
  g_free (self->data);
  g_free (self->database);
  g_free (self->owner);
  g_free (self->certificate);
  g_free (self->key);
  g_free (self->port_file);
  g_free (self->calendar);
  g_free (self);
}
