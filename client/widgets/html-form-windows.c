#define G_LOG_DOMAIN "app-clipboard"

#include "widgets/cf-html.h"
#include "widgets/html-form.h"

/* GDK gives a format that is no media type this name, and turns the name back into the format. Its
 * own "text/html" is a format that neither Word nor Excel nor a browser knows. */
const char *
app_html_form_get_mime (void)
{
  return "application/x.windows.HTML Format";
}

GBytes *
app_html_form_wrap (const char *html)
{
  return app_cf_html_wrap (html);
}

char *
app_html_form_unwrap (GBytes *bytes)
{
  return app_cf_html_unwrap (bytes);
}
