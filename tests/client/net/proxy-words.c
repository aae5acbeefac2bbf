#include <gio/gio.h>

#include "net/proxy-words.h"

static const struct
{
  const char *name, *proxies, *bypass, *uri, *expected;
} cases[] = {
  { "none", NULL, NULL, "https://merilo.example.ru", "direct://" },
  { "empty", "", NULL, "https://merilo.example.ru", "direct://" },
  { "one for all", "proxy:8080", NULL, "https://merilo.example.ru", "http://proxy:8080" },
  { "with a scheme", "http://proxy:8080/", NULL, "https://merilo.example.ru",
    "http://proxy:8080/" },
  { "by scheme", "http=a:80;https=b:8443;socks=c:1080", NULL, "https://merilo.example.ru",
    "http://b:8443" },
  { "by scheme, in capitals", "HTTP=a:80 HTTPS=b:8443", NULL, "https://merilo.example.ru",
    "http://b:8443" },
  { "http is not https", "http=a:80", NULL, "https://merilo.example.ru", "direct://" },
  { "socks for the rest", "http=a:80;socks=c:1080", NULL, "https://merilo.example.ru",
    "socks4://c:1080" },
  { "several of a script", "a:8080;b:8080", NULL, "https://merilo.example.ru",
    "http://a:8080 http://b:8080" },
  { "bypass by pattern", "p:1", "*.example.ru", "https://merilo.example.ru", "direct://" },
  { "bypass, other letters", "p:1", "*.EXAMPLE.ru", "https://Merilo.example.ru", "direct://" },
  { "bypass by another pattern", "p:1", "*.example.com;10.*", "https://merilo.example.ru",
    "http://p:1" },
  { "bypass by address", "p:1", "localhost;10.*", "https://10.1.2.3", "direct://" },
  { "bypass by scheme", "p:1", "http://*.example.ru", "https://merilo.example.ru", "http://p:1" },
  { "bypass by port", "p:1", "merilo.example.ru:8443", "https://merilo.example.ru:8443/x",
    "direct://" },
  { "bypass by another port", "p:1", "merilo.example.ru:443", "https://merilo.example.ru:8443/x",
    "http://p:1" },
  { "local names", "p:1", "<local>", "https://merilo", "direct://" },
  { "a name with dots is not local", "p:1", "<local>", "https://merilo.example.ru", "http://p:1" },
  { "empty words", "p:1", ";; ;", "https://merilo.example.ru", "http://p:1" },
  { "this machine", "p:1", NULL, "https://127.0.0.1:8443", "direct://" },
  { "this machine by name", "p:1", NULL, "https://localhost:8443", "direct://" },
  { "this machine, v6", "p:1", NULL, "https://[::1]:8443", "direct://" },
  { "looks like this machine", "p:1", NULL, "https://127.0.0.1.example.ru", "http://p:1" },
  { "no address", "p:1", NULL, "merilo", "direct://" },
  { "a sign and nothing", "https=;=x", NULL, "https://merilo.example.ru", "direct://" },
};

static void
test_pick (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (GStrv) found = app_proxy_words_pick (cases[i].proxies, cases[i].bypass, cases[i].uri);
      g_autofree char *joined = g_strjoinv (" ", found);

      g_test_message ("%s", cases[i].name);
      g_assert_cmpstr (joined, ==, cases[i].expected);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/proxy-words/pick", test_pick);
  return g_test_run ();
}
