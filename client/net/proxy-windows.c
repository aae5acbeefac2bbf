#define G_LOG_DOMAIN "app-net"

#include <windows.h>

#include <winhttp.h>

#include "net/proxy-words.h"
#include "net/proxy.h"

#define QUIET 300 /* s */

/* What «Параметры → Прокси» say: a server named there, or a script found or named there;
 * else what is set for the whole machine. GIO on
 * Windows knows none of it. Scripts are fetched and run by WinHTTP, which keeps their answers for
 * as long as its session is open; it may take seconds, so it is done in a thread. */
struct _AppSystemProxy
{
  GObject parent_instance;

  HINTERNET session;
  int quiet_until; /* s; atomic: no script was found, and looking for it takes seconds */
};

#define APP_TYPE_SYSTEM_PROXY (app_system_proxy_get_type ())
G_DECLARE_FINAL_TYPE (AppSystemProxy, app_system_proxy, APP, SYSTEM_PROXY, GObject)

static void implement_resolver (GProxyResolverInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AppSystemProxy,
                               app_system_proxy,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_PROXY_RESOLVER, implement_resolver))

/* takes @wide */
static char *
take_text (wchar_t *wide)
{
  char *text = wide != NULL ? g_utf16_to_utf8 ((gunichar2 *) wide, -1, NULL, NULL, NULL) : NULL;

  if (wide != NULL)
    GlobalFree (wide);
  return text;
}

/* NULL: no script, or it did not answer */
static char **
ask_script (AppSystemProxy *self, gboolean detect, const char *script, const char *uri)
{
  g_autofree gunichar2 *where = g_utf8_to_utf16 (uri, -1, NULL, NULL, NULL);
  g_autofree gunichar2 *named
      = script != NULL ? g_utf8_to_utf16 (script, -1, NULL, NULL, NULL) : NULL;
  g_autofree char *proxies = NULL, *bypass = NULL;
  WINHTTP_PROXY_INFO info = { 0 };
  WINHTTP_AUTOPROXY_OPTIONS options = {
    .dwFlags = (detect ? WINHTTP_AUTOPROXY_AUTO_DETECT : 0u)
               | (named != NULL ? WINHTTP_AUTOPROXY_CONFIG_URL : 0u),
    .dwAutoDetectFlags
    = detect ? WINHTTP_AUTO_DETECT_TYPE_DHCP | WINHTTP_AUTO_DETECT_TYPE_DNS_A : 0,
    .lpszAutoConfigUrl = (const wchar_t *) named,
    .fAutoLogonIfChallenged = TRUE,
  };

  if (self->session == NULL || where == NULL || options.dwFlags == 0
      || !WinHttpGetProxyForUrl (self->session, (const wchar_t *) where, &options, &info))
    return NULL;
  proxies = take_text (info.lpszProxy);
  bypass = take_text (info.lpszProxyBypass);
  return app_proxy_words_pick (proxies, bypass, uri);
}

/* what an administrator has set for the whole machine («netsh winhttp»); NULL: nothing */
static char **
ask_machine (const char *uri)
{
  g_autofree char *proxies = NULL, *bypass = NULL;
  WINHTTP_PROXY_INFO info = { 0 };

  if (!WinHttpGetDefaultProxyConfiguration (&info))
    return NULL;
  proxies = take_text (info.lpszProxy);
  bypass = take_text (info.lpszProxyBypass);
  return info.dwAccessType == WINHTTP_ACCESS_TYPE_NAMED_PROXY && proxies != NULL
             ? app_proxy_words_pick (proxies, bypass, uri)
             : NULL;
}

/* GProxyResolver */

static char **
look (GProxyResolver *resolver, const char *uri, GCancellable *cancellable, GError **error)
{
  AppSystemProxy *self = APP_SYSTEM_PROXY (resolver);
  WINHTTP_CURRENT_USER_IE_PROXY_CONFIG user = { 0 };
  g_autofree char *script = NULL, *proxies = NULL, *bypass = NULL;
  int now = (int) (g_get_monotonic_time () / G_TIME_SPAN_SECOND);
  char **found = NULL;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  if (app_proxy_is_here (uri))
    return app_proxy_words_pick (NULL, NULL, uri);
  if (WinHttpGetIEProxyConfigForCurrentUser (&user))
    {
      script = take_text (user.lpszAutoConfigUrl);
      proxies = take_text (user.lpszProxy);
      bypass = take_text (user.lpszProxyBypass);
    }
  if (script != NULL || (user.fAutoDetect && now >= g_atomic_int_get (&self->quiet_until)))
    {
      found = ask_script (self, user.fAutoDetect, script, uri);
      if (found == NULL)
        g_atomic_int_set (&self->quiet_until, now + QUIET);
    }
  if (found == NULL && proxies == NULL)
    found = ask_machine (uri);
  return found != NULL ? found : app_proxy_words_pick (proxies, bypass, uri);
}

static void
look_in_thread (GTask *task, gpointer source, gpointer uri, GCancellable *cancellable)
{
  GError *error = NULL;
  char **found = look (source, uri, cancellable, &error);

  if (found != NULL)
    g_task_return_pointer (task, found, (GDestroyNotify) g_strfreev);
  else
    g_task_return_error (task, error);
}

static void
look_async (GProxyResolver *resolver,
            const char *uri,
            GCancellable *cancellable,
            GAsyncReadyCallback callback,
            gpointer data)
{
  g_autoptr (GTask) task = g_task_new (resolver, cancellable, callback, data);

  g_task_set_source_tag (task, look_async);
  g_task_set_task_data (task, g_strdup (uri), g_free);
  g_task_run_in_thread (task, look_in_thread);
}

static char **
look_finish (GProxyResolver *resolver, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
implement_resolver (GProxyResolverInterface *iface)
{
  iface->lookup = look;
  iface->lookup_async = look_async;
  iface->lookup_finish = look_finish;
}

/* GObject overrides */

static void
app_system_proxy_finalize (GObject *object)
{
  AppSystemProxy *self = APP_SYSTEM_PROXY (object);

  if (self->session != NULL)
    WinHttpCloseHandle (self->session);
  G_OBJECT_CLASS (app_system_proxy_parent_class)->finalize (object);
}

static void
app_system_proxy_class_init (AppSystemProxyClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = app_system_proxy_finalize;
}

static void
app_system_proxy_init (AppSystemProxy *self)
{
  self->session = WinHttpOpen (L"merilo", WINHTTP_ACCESS_TYPE_NO_PROXY, WINHTTP_NO_PROXY_NAME,
                               WINHTTP_NO_PROXY_BYPASS, 0);
}

/* Public API */

GProxyResolver *
app_proxy_resolver_new (void)
{
  return g_object_new (APP_TYPE_SYSTEM_PROXY, NULL);
}
