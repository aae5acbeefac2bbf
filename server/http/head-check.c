#include "http/head-check.h"

#include <string.h>

enum
{
  HOST,
  CONTENT_LENGTH,
  TRANSFER_ENCODING,
};

/* headers that may stand once; the first three in the order of the enum */
static const char *const singles[] = {
  "Host",         "Content-Length",   "Transfer-Encoding", "Authorization",
  "Content-Type", "If-Match",         "Idempotency-Key",   "Content-Disposition",
  "Expect",       "Content-Encoding", "Upgrade",
};

G_STATIC_ASSERT (G_N_ELEMENTS (singles) <= G_N_ELEMENTS (((SrvHeadCheck *) NULL)->n_seen));

static gboolean
is_token (const char *text, gsize size)
{
  for (gsize i = 0; i < size; i++)
    if (!g_ascii_isalnum (text[i]) && (text[i] == 0 || strchr ("!#$%&'*+-.^_`|~", text[i]) == NULL))
      return FALSE;
  return size > 0;
}

static gboolean
is_value (const char *text, gsize size)
{
  for (gsize i = 0; i < size; i++)
    if (g_ascii_iscntrl (text[i]) && text[i] != '\t')
      return FALSE;
  return g_utf8_validate (text, size, NULL);
}

static gboolean
is_same (const char *text, gsize size, const char *word)
{
  return size == strlen (word) && g_ascii_strncasecmp (text, word, size) == 0;
}

static void
note_length (SrvHeadCheck *check, const char *value, gsize size)
{
  guint64 length = 0;

  check->has_length = TRUE;
  check->bad_length = size == 0 || size > 19;
  for (gsize i = 0; i < size && !check->bad_length; i++)
    {
      check->bad_length = !g_ascii_isdigit (value[i]);
      length = length * 10 + (value[i] - '0');
    }
  check->length = check->bad_length ? 0 : length;
}

void
srv_head_check_add (
    SrvHeadCheck *check, const char *name, gsize name_size, const char *value, gsize size)
{
  check->n_headers++;
  if (!is_token (name, name_size) || !is_value (value, size))
    check->bad = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (singles); i++)
    if (is_same (name, name_size, singles[i]))
      check->n_seen[i]++;
  if (is_same (name, name_size, "Content-Length"))
    note_length (check, value, size);
  else if (is_same (name, name_size, "Transfer-Encoding") && is_same (value, size, "chunked"))
    check->chunked = TRUE;
  else if (is_same (name, name_size, "Transfer-Encoding"))
    check->other_coding = TRUE;
  else if (is_same (name, name_size, "Expect") && is_same (value, size, "100-continue"))
    check->expects = TRUE;
  else if (is_same (name, name_size, "Expect"))
    check->other_expectation = TRUE;
  else if (is_same (name, name_size, "Content-Encoding") && !is_same (value, size, "identity"))
    check->other_coding = TRUE;
}

guint
srv_head_check_verdict (const SrvHeadCheck *check, const char *version)
{
  gboolean first = strcmp (version, "HTTP/1.0") == 0;

  if (!first && strcmp (version, "HTTP/1.1") != 0)
    return 505;
  if (check->n_headers > SRV_MAX_HEADERS)
    return 431;
  if (check->bad || check->bad_length)
    return 400;
  for (guint i = 0; i < G_N_ELEMENTS (singles); i++)
    if (check->n_seen[i] > 1)
      return 400;
  if (!first && check->n_seen[HOST] != 1)
    return 400;
  if (check->n_seen[TRANSFER_ENCODING] > 0 && (first || check->n_seen[CONTENT_LENGTH] > 0))
    return 400;
  if (check->other_coding)
    return 501;
  return check->other_expectation ? 417 : 0;
}

gboolean
srv_head_check_has_body (const SrvHeadCheck *check)
{
  return check->chunked || check->length > 0;
}
