#define G_LOG_DOMAIN "merilo-exchange"

#include "exchange/xml.h"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <libxml/parser.h>
#include <string.h>

#include "model/error.h"

/* libxml2's own pull reader builds a tree of each node: four times the work. Here its parser is
 * pushed a chunk at a time, and what it calls back with waits in a queue to be pulled. */

#define CHUNK     16384
#define MAX_DEPTH 256      /* what libxml2 bears in trees */
#define MAX_TEXT  10000000 /* bytes in one run of text, likewise */

typedef struct
{
  MeriloXmlEvent kind;
  const char *name; /* the parser keeps it */
  guint first;      /* of START: its attributes; of TEXT: where it begins in the texts */
  guint n;
} Event;

typedef struct
{
  const char *name;
  guint value; /* where it begins in the texts */
} Attribute;

struct _MeriloXml
{
  MeriloPart *part;
  xmlParserCtxt *parser;
  GError *cause;      /* what the part's own reading said */
  char *detail;       /* libxml2's first complaint, or ours */
  GArray *events;     /* of Event: those of a chunk */
  GArray *attributes; /* of Attribute */
  GString *texts;     /* each ends with a NUL */
  guint next;         /* the event that comes */
  guint depth;
  gsize run; /* bytes of text without a tag between */
  gboolean ended;
  gboolean failed;
};

static void
complain_cb (void *data, xmlError *complaint)
{
  MeriloXml *self = data;

  if (self->detail == NULL && complaint->level >= XML_ERR_ERROR && complaint->message != NULL)
    {
      self->detail = g_utf8_make_valid (complaint->message, -1);
      g_strchomp (self->detail);
    }
}

static void
refuse (MeriloXml *self, const char *detail)
{
  g_free (self->detail);
  self->detail = g_strdup (detail);
  self->failed = TRUE;
  xmlStopParser (self->parser);
}

/* What the parser calls */

static guint
keep (MeriloXml *self, const xmlChar *text, gsize length)
{
  GString *texts = self->texts;
  gsize at = texts->len;

  if (at + length + 1 < texts->allocated_len) /* nearly always: a call less */
    {
      memcpy (texts->str + at, text, length);
      texts->len = at + length + 1;
      texts->str[texts->len - 1] = texts->str[texts->len] = '\0';
      return (guint) at;
    }
  g_string_append_len (texts, (const char *) text, (gssize) length);
  g_string_append_c (texts, '\0');
  return (guint) at;
}

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
  MeriloXml *self = data;
  Event event = { MERILO_XML_START, (const char *) name, self->attributes->len, (guint) n };

  self->run = 0;
  if (++self->depth > MAX_DEPTH)
    {
      refuse (self, _ ("она вложена слишком глубоко"));
      return;
    }
  for (int i = 0; i < n; i++, attributes += 5) /* name, prefix, namespace, value, its end */
    {
      Attribute attribute = { (const char *) attributes[0],
                              keep (self, attributes[3], (gsize) (attributes[4] - attributes[3])) };

      g_array_append_val (self->attributes, attribute);
    }
  g_array_append_val (self->events, event);
}

static void
end_cb (void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
  MeriloXml *self = data;
  Event event = { .kind = MERILO_XML_END, .name = (const char *) name };

  self->run = 0;
  self->depth--;
  g_array_append_val (self->events, event);
}

static void
text_cb (void *data, const xmlChar *text, int length)
{
  MeriloXml *self = data;
  Event event = { .kind = MERILO_XML_TEXT, .name = "" };

  self->run += (gsize) length;
  if (self->run > MAX_TEXT)
    {
      refuse (self, _ ("в ней слишком длинный текст"));
      return;
    }
  event.first = keep (self, text, (gsize) length);
  g_array_append_val (self->events, event);
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

MeriloXml *
merilo_xml_new (MeriloPart *part)
{
  static gsize ready = 0;
  MeriloXml *self = g_new0 (MeriloXml, 1);
  xmlSAXHandler calls = { .initialized = XML_SAX2_MAGIC,
                          .startElementNs = start_cb,
                          .endElementNs = end_cb,
                          .characters = text_cb,
                          .ignorableWhitespace = text_cb,
                          .cdataBlock = text_cb,
                          .internalSubset = subset_cb,
                          .reference = entity_cb,
                          .serror = (xmlStructuredErrorFunc) complain_cb };

  if (g_once_init_enter (&ready))
    {
      xmlInitParser ();
      g_once_init_leave (&ready, 1);
    }
  self->part = part;
  self->events = g_array_new (FALSE, FALSE, sizeof (Event));
  self->attributes = g_array_new (FALSE, FALSE, sizeof (Attribute));
  self->texts = g_string_sized_new (2 * CHUNK);
  self->parser = xmlCreatePushParserCtxt (&calls, self, NULL, 0, NULL);
  if (self->parser != NULL)
    xmlCtxtUseOptions (self->parser, XML_PARSE_NONET);
  return self;
}

void
merilo_xml_free (MeriloXml *self)
{
  g_clear_pointer (&self->parser, xmlFreeParserCtxt);
  g_clear_pointer (&self->part, merilo_part_free);
  g_array_unref (self->events);
  g_array_unref (self->attributes);
  g_string_free (self->texts, TRUE);
  g_clear_error (&self->cause);
  g_free (self->detail);
  g_free (self);
}

static MeriloXmlEvent
fail (MeriloXml *self, GError **error)
{
  self->failed = TRUE;
  g_array_set_size (self->events, 0);
  if (self->cause != NULL)
    g_propagate_error (error, g_steal_pointer (&self->cause));
  else
    merilo_package_set_damaged (error, merilo_part_get_name (self->part),
                                self->detail != NULL ? self->detail : _ ("она не читается"));
  return MERILO_XML_ERROR;
}

/* the events of the next chunk; there may be none in it */
static gboolean
fill (MeriloXml *self)
{
  char chunk[CHUNK];
  gssize n = merilo_part_pull (self->part, chunk, sizeof chunk, &self->cause);

  g_array_set_size (self->events, 0);
  g_array_set_size (self->attributes, 0);
  g_string_truncate (self->texts, 0);
  self->next = 0;
  if (n < 0)
    return FALSE;
  self->ended = n == 0;
  xmlParseChunk (self->parser, chunk, (int) n, self->ended);
  self->failed |= !self->parser->wellFormed;
  return TRUE;
}

MeriloXmlEvent
merilo_xml_next (MeriloXml *self, GError **error)
{
  if (self->parser == NULL)
    return fail (self, error);
  while (self->next == self->events->len)
    {
      if (self->failed)
        return fail (self, error);
      if (self->ended)
        return MERILO_XML_DONE;
      if (!fill (self))
        return fail (self, error);
    }
  return g_array_index (self->events, Event, self->next++).kind;
}

gboolean
merilo_xml_collect (MeriloXml *self, GString *into, GError **error)
{
  for (guint depth = 1; depth > 0;)
    switch (merilo_xml_next (self, error))
      {
      case MERILO_XML_START:
        depth++;
        break;
      case MERILO_XML_END:
        depth--;
        break;
      case MERILO_XML_TEXT:
        if (into != NULL)
          g_string_append (into, merilo_xml_get_text (self));
        break;
      case MERILO_XML_DONE:
      case MERILO_XML_ERROR:
      default:
        return FALSE; /* an unclosed element is an error of libxml2, DONE does not come here */
      }
  return TRUE;
}

gboolean
merilo_xml_skip (MeriloXml *self, GError **error)
{
  return merilo_xml_collect (self, NULL, error);
}

/* most names are one letter, and most are others */
static gboolean
is_name (const char *name, const char *wanted)
{
  return name[0] == wanted[0] && strcmp (name, wanted) == 0;
}

static const Event *
get_event (MeriloXml *self)
{
  return &g_array_index (self->events, Event, self->next - 1);
}

const char *
merilo_xml_get_name (MeriloXml *self)
{
  return get_event (self)->name;
}

gboolean
merilo_xml_is (MeriloXml *self, const char *name)
{
  return is_name (get_event (self)->name, name);
}

const char *
merilo_xml_get_text (MeriloXml *self)
{
  return self->texts->str + get_event (self)->first;
}

const char *
merilo_xml_get_attribute (MeriloXml *self, const char *name)
{
  const Event *event = get_event (self);

  for (guint i = event->first; i < event->first + event->n; i++)
    {
      const Attribute *attribute = &g_array_index (self->attributes, Attribute, i);

      if (is_name (attribute->name, name))
        return self->texts->str + attribute->value;
    }
  return NULL;
}

char *
merilo_xml_dup_attribute (MeriloXml *self, const char *name)
{
  return g_strdup (merilo_xml_get_attribute (self, name));
}

guint
merilo_xml_get_uint (MeriloXml *self, const char *name, guint otherwise)
{
  const char *text = merilo_xml_get_attribute (self, name);
  guint64 value;

  if (text == NULL || !g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT, &value, NULL))
    return otherwise;
  return (guint) value;
}

gboolean
merilo_xml_get_flag (MeriloXml *self, const char *name, gboolean otherwise)
{
  const char *text = merilo_xml_get_attribute (self, name);

  if (text == NULL)
    return otherwise;
  return g_str_equal (text, "1") || g_str_equal (text, "true") || g_str_equal (text, "on");
}
