#define G_LOG_DOMAIN "app-net"

#include <gio/gio.h>
#include <string.h>

#include "net/proxy-words.h"

#define SEPARATORS "; \t\r\n"

static gboolean
is_address_here (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  return address != NULL && g_inet_address_get_is_loopback (address);
}

gboolean
app_proxy_is_here (const char *uri)
{
  g_autoptr (GUri) parsed = g_uri_parse (uri, G_URI_FLAGS_NONE, NULL);
  const char *host = parsed != NULL ? g_uri_get_host (parsed) : NULL;

  return host != NULL && (g_ascii_strcasecmp (host, "localhost") == 0 || is_address_here (host));
}

/* a scheme before the name and a port after it may be left out */
static gboolean
is_meant (const char *word, GUri *uri)
{
  const char *host = g_uri_get_host (uri);
  g_autofree char *small = g_ascii_strdown (host, -1);
  g_autofree char *pattern = g_ascii_strdown (word, -1);
  char *name = strstr (pattern, "://");
  char *port;

  if (g_str_equal (pattern, "<local>"))
    return strchr (host, '.') == NULL && strchr (host, ':') == NULL;
  if (name != NULL)
    {
      *name = 0;
      if (!g_str_equal (pattern, g_uri_get_scheme (uri)))
        return FALSE;
      name += strlen ("://");
    }
  else
    name = pattern;
  port = strrchr (name, ':');
  if (port != NULL && strchr (name, ':') == port) /* an IPv6 address has more of them */
    {
      *port = 0;
      if (g_ascii_strtoll (port + 1, NULL, 10) != g_uri_get_port (uri))
        return FALSE;
    }
  return *name != 0 && g_pattern_match_simple (name, small);
}

static gboolean
is_passed_by (const char *bypass, GUri *uri)
{
  g_auto (GStrv) words = g_strsplit_set (bypass, SEPARATORS, -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != 0 && is_meant (words[i], uri))
      return TRUE;
  return FALSE;
}

/* "b:8080" or "http://b:8080" */
static void
add_proxy (GPtrArray *found, const char *scheme, const char *address)
{
  if (*address == 0)
    return;
  if (strstr (address, "://") != NULL)
    g_ptr_array_add (found, g_strdup (address));
  else
    g_ptr_array_add (found, g_strdup_printf ("%s://%s", scheme, address));
}

/* One named for our scheme comes before one named for all; socks is for what has none. */
static void
add_proxies (GPtrArray *found, const char *proxies, const char *scheme)
{
  g_auto (GStrv) words = g_strsplit_set (proxies, SEPARATORS, -1);
  const char *const names[] = { scheme, NULL, "socks" };

  for (guint n = 0; n < G_N_ELEMENTS (names) && found->len == 0; n++)
    for (guint i = 0; words[i] != NULL; i++)
      {
        const char *sign = strchr (words[i], '=');
        gsize length = sign != NULL ? (gsize) (sign - words[i]) : 0;

        if (names[n] == NULL && sign == NULL)
          add_proxy (found, "http", words[i]);
        else if (names[n] != NULL && sign != NULL && strlen (names[n]) == length
                 && g_ascii_strncasecmp (words[i], names[n], length) == 0)
          add_proxy (found, n == 2 ? "socks4" : "http", sign + 1);
      }
}

char **
app_proxy_words_pick (const char *proxies, const char *bypass, const char *uri)
{
  g_autoptr (GUri) parsed = g_uri_parse (uri, G_URI_FLAGS_NONE, NULL);
  GPtrArray *found = g_ptr_array_new ();

  if (parsed != NULL && proxies != NULL && g_uri_get_host (parsed) != NULL
      && !app_proxy_is_here (uri) && (bypass == NULL || !is_passed_by (bypass, parsed)))
    add_proxies (found, proxies, g_uri_get_scheme (parsed));
  if (found->len == 0)
    g_ptr_array_add (found, g_strdup ("direct://"));
  g_ptr_array_add (found, NULL);
  return (char **) g_ptr_array_free (found, FALSE);
}
