#define G_LOG_DOMAIN "merilo-exchange"

#include "exchange/xml-parser.h"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <libxml/parser.h>

/* libxml2's own pull reader builds a tree of each node: four times the work. Here its parser calls
 * as it goes. Who asks for some more at a time has it pushed a chunk; a part that is read to its
 * end is fetched by the parser itself, a tenth faster: it need not look first whether the chunk
 * holds a whole tag. */

#define CHUNK     16384
#define MAX_DEPTH 256      /* what libxml2 bears in trees */
#define MAX_TEXT  10000000 /* bytes in one run of text, likewise */

struct _MeriloXmlParser
{
  MeriloPart *part;
  const MeriloXmlCalls *calls;
  gpointer data;
  xmlParserCtxt *context;
  GError *cause; /* what the part's own reading said, or a call */
  char *detail;  /* libxml2's first complaint, or ours */
  guint depth;
  gsize run; /* bytes of text without a tag between */
  gboolean done;
  gboolean failed;
};

static void
complain_cb (void *data, xmlError *complaint)
{
  MeriloXmlParser *self = data;

  if (self->detail == NULL && complaint->level >= XML_ERR_ERROR && complaint->message != NULL)
    {
      self->detail = g_utf8_make_valid (complaint->message, -1);
      g_strchomp (self->detail);
    }
}

static void
stop (MeriloXmlParser *self)
{
  self->failed = TRUE;
  xmlStopParser (self->context);
}

static void
refuse (MeriloXmlParser *self, const char *detail)
{
  g_free (self->detail);
  self->detail = g_strdup (detail);
  stop (self);
}

/* What libxml2 calls */

static void
start_cb (void *data,
          const xmlChar *name,
          const xmlChar *prefix,
          const xmlChar *uri,
          int n_spaces,
          const xmlChar **spaces,
          int n,
          int n_defaulted,
          const xmlChar **attributes)
{
  MeriloXmlParser *self = data;

  if (self->failed)
    return;
  self->run = 0;
  if (++self->depth > MAX_DEPTH)
    {
      refuse (self, _ ("она вложена слишком глубоко"));
      return;
    }
  if (!self->calls->start (self->data, (const char *) name, (const MeriloXmlAttribute *) attributes,
                           (guint) n, &self->cause))
    stop (self);
}

static void
end_cb (void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
  MeriloXmlParser *self = data;

  if (self->failed)
    return;
  self->run = 0;
  self->depth--;
  if (!self->calls->end (self->data, (const char *) name, &self->cause))
    stop (self);
}

static void
text_cb (void *data, const xmlChar *text, int length)
{
  MeriloXmlParser *self = data;

  if (self->failed)
    return;
  self->run += (gsize) length;
  if (self->run > MAX_TEXT)
    refuse (self, _ ("в ней слишком длинный текст"));
  else if (!self->calls->text (self->data, (const char *) text, (gsize) length, &self->cause))
    stop (self);
}

static void
subset_cb (void *data, const xmlChar *name, const xmlChar *id, const xmlChar *system)
{
  refuse (data, _ ("в ней есть DTD, такие файлы не принимаются"));
}

static void
entity_cb (void *data, const xmlChar *name)
{
  refuse (data, _ ("в ней есть сущности, такие файлы не принимаются"));
}

/* what libxml2 fetches a part by */
static int
fetch_cb (void *data, char *buffer, int size)
{
  MeriloXmlParser *self = data;
  gssize n = self->failed ? 0 : merilo_part_pull (self->part, buffer, (gsize) size, &self->cause);

  self->failed |= n < 0;
  return (int) n;
}

/* Parsing */

/* @fetch: (nullable): else it is to be pushed; %FALSE without memory */
static gboolean
begin (MeriloXmlParser *self, xmlInputReadCallback fetch)
{
  xmlSAXHandler handler = { .initialized = XML_SAX2_MAGIC,
                            .startElementNs = start_cb,
                            .endElementNs = end_cb,
                            .characters = text_cb,
                            .ignorableWhitespace = text_cb,
                            .cdataBlock = text_cb,
                            .internalSubset = subset_cb,
                            .reference = entity_cb,
                            .serror = (xmlStructuredErrorFunc) complain_cb };

  self->context = fetch == NULL ? xmlCreatePushParserCtxt (&handler, self, NULL, 0, NULL)
                                : xmlCreateIOParserCtxt (&handler, self, fetch, NULL, self,
                                                         XML_CHAR_ENCODING_NONE);
  return self->context != NULL && xmlCtxtUseOptions (self->context, XML_PARSE_NONET) == 0;
}

MeriloXmlParser *
merilo_xml_parser_new (MeriloPart *part, const MeriloXmlCalls *calls, gpointer data)
{
  static gsize ready = 0;
  MeriloXmlParser *self = g_new0 (MeriloXmlParser, 1);

  if (g_once_init_enter (&ready))
    {
      xmlInitParser ();
      g_once_init_leave (&ready, 1);
    }
  self->part = part;
  self->calls = calls;
  self->data = data;
  return self;
}

void
merilo_xml_parser_free (MeriloXmlParser *self)
{
  g_clear_pointer (&self->context, xmlFreeParserCtxt);
  g_clear_pointer (&self->part, merilo_part_free);
  g_clear_error (&self->cause);
  g_free (self->detail);
  g_free (self);
}

static gboolean
fail (MeriloXmlParser *self, GError **error)
{
  self->failed = TRUE;
  if (self->cause != NULL)
    g_propagate_error (error, g_steal_pointer (&self->cause));
  else
    merilo_package_set_damaged (error, merilo_part_get_name (self->part),
                                self->detail != NULL ? self->detail : _ ("она не читается"));
  return FALSE;
}

gboolean
merilo_xml_parser_step (MeriloXmlParser *self, GError **error)
{
  char chunk[CHUNK];
  gssize n;

  if (self->failed || (self->context == NULL && !begin (self, NULL)))
    return fail (self, error);
  n = merilo_part_pull (self->part, chunk, sizeof chunk, &self->cause);
  if (n < 0)
    return fail (self, error);
  xmlParseChunk (self->context, chunk, (int) n, n == 0);
  if (self->failed || !self->context->wellFormed)
    return fail (self, error);
  self->done = n == 0;
  return TRUE;
}

gboolean
merilo_xml_parser_is_done (const MeriloXmlParser *self)
{
  return self->done;
}

gboolean
merilo_xml_parser_run (MeriloXmlParser *self, GError **error)
{
  char last; /* there is none, and to be told so the part is checked */

  g_return_val_if_fail (self->context == NULL, FALSE);
  if (!begin (self, fetch_cb))
    return fail (self, error);
  xmlParseDocument (self->context);
  if (self->failed || !self->context->wellFormed || fetch_cb (self, &last, 1) != 0)
    return fail (self, error);
  self->done = TRUE;
  return TRUE;
}
