#define G_LOG_DOMAIN "app-net"

#include "config.h"

#include "net/secret.h"

#include <string.h>

#define AROUND   64 /* names, quotes and brackets */
#define PER_BYTE 6  /* the longest escape of JSON: \u001f */

typedef struct
{
  char *bytes;
  gsize n;
} Secret;

void
app_secret_wipe (char *bytes, gsize n)
{
  volatile char *p = bytes;

  while (n-- > 0)
    *p++ = 0;
}

static void
free_secret (gpointer data)
{
  Secret *secret = data;

  app_secret_wipe (secret->bytes, secret->n);
  g_free (secret->bytes);
  g_free (secret);
}

GString *
app_secret_text_new (const char *first, const char *second)
{
  gsize n = (first != NULL ? strlen (first) : 0) + (second != NULL ? strlen (second) : 0);

  return g_string_sized_new (AROUND + PER_BYTE * n);
}

GBytes *
app_secret_take (GString *text)
{
  Secret *secret = g_new0 (Secret, 1);

  secret->n = text->len;
  secret->bytes = g_string_free (text, FALSE);
  return g_bytes_new_with_free_func (secret->bytes, secret->n, free_secret, secret);
}
