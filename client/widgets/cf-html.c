#define G_LOG_DOMAIN "app-cells"

#include <string.h>

#include "widgets/cf-html.h"

/* of one length whatever the numbers are */
#define HEAD                                                                                       \
  "Version:0.9\r\nStartHTML:%010u\r\nEndHTML:%010u\r\nStartFragment:%010u\r\nEndFragment:%010u\r\n"
#define BEFORE "<html><body>\r\n<!--StartFragment-->"
#define AFTER  "<!--EndFragment-->\r\n</body></html>"

GBytes *
app_cf_html_wrap (const char *html)
{
  g_autofree char *empty = g_strdup_printf (HEAD, 0u, 0u, 0u, 0u);
  guint start = (guint) strlen (empty);
  guint from = start + (guint) strlen (BEFORE);
  guint until = from + (guint) strlen (html);
  guint end = until + (guint) strlen (AFTER);
  char *all = g_strdup_printf (HEAD "%s%s%s", start, end, from, until, BEFORE, html, AFTER);

  return g_bytes_new_take (all, end + 1); /* with the zero: there are readers that look for it */
}

/* where the number after @name says, in the head alone; -1: it does not, or says nonsense */
static gssize
read_place (const char *text, gsize head, gsize length, const char *name)
{
  const char *at = g_strstr_len (text, (gssize) head, name);
  char *end = NULL;
  gint64 place;

  if (at == NULL)
    return -1;
  at += strlen (name);
  place = g_ascii_strtoll (at, &end, 10);
  return end == at || place < (gint64) head || place > (gint64) length ? -1 : (gssize) place;
}

char *
app_cf_html_unwrap (GBytes *bytes)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  g_autofree char *text = g_strndup (data != NULL ? data : "", data != NULL ? size : 0);
  gsize length = strlen (text), head = strcspn (text, "<");
  gssize from = read_place (text, head, length, "StartHTML:");
  gssize until = read_place (text, head, length, "EndHTML:");

  if (from < 0 || until < from)
    {
      from = read_place (text, head, length, "StartFragment:");
      until = read_place (text, head, length, "EndFragment:");
    }
  if (from < 0 || until < from)
    {
      from = (gssize) head;
      until = (gssize) length;
    }
  return g_strndup (text + from, (gsize) (until - from));
}
