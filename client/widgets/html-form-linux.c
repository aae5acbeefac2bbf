#define G_LOG_DOMAIN "app-clipboard"

#include <string.h>

#include "widgets/html-form.h"

const char *
app_html_form_get_mime (void)
{
  return "text/html";
}

GBytes *
app_html_form_wrap (const char *html)
{
  return g_bytes_new (html, strlen (html));
}

char *
app_html_form_unwrap (GBytes *bytes)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  return g_strndup (data != NULL ? data : "", data != NULL ? length : 0);
}
