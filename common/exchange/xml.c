#define G_LOG_DOMAIN "merilo-exchange"

#include "exchange/xml.h"

#include <string.h>

#include "exchange/xml-parser.h"

/* What the parser calls with waits in a queue to be pulled: that of one chunk of the part. */

#define TEXTS 32768 /* most chunks need no more */

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
  MeriloXmlParser *parser;
  GError *cause;      /* what comes behind the events that wait */
  GArray *events;     /* of Event */
  GArray *attributes; /* of Attribute */
  GString *texts;     /* each ends with a NUL */
  guint next;         /* the event that comes */
};

/* Filling the queue */

static guint
keep (MeriloXml *self, const char *text, gsize length)
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
  g_string_append_len (texts, text, (gssize) length);
  g_string_append_c (texts, '\0');
  return (guint) at;
}

static gboolean
start_cb (
    gpointer data, const char *name, const MeriloXmlAttribute *attributes, guint n, GError **error)
{
  MeriloXml *self = data;
  Event event = { MERILO_XML_START, name, self->attributes->len, n };

  for (guint i = 0; i < n; i++)
    {
      const char *value = attributes[i].value;
      Attribute attribute
          = { attributes[i].name, keep (self, value, (gsize) (attributes[i].end - value)) };

      g_array_append_val (self->attributes, attribute);
    }
  g_array_append_val (self->events, event);
  return TRUE;
}

static gboolean
end_cb (gpointer data, const char *name, GError **error)
{
  MeriloXml *self = data;
  Event event = { .kind = MERILO_XML_END, .name = name };

  g_array_append_val (self->events, event);
  return TRUE;
}

static gboolean
text_cb (gpointer data, const char *text, gsize length, GError **error)
{
  MeriloXml *self = data;
  Event event = { .kind = MERILO_XML_TEXT, .name = "", .first = keep (self, text, length) };

  g_array_append_val (self->events, event);
  return TRUE;
}

MeriloXml *
merilo_xml_new (MeriloPart *part)
{
  static const MeriloXmlCalls calls = { start_cb, end_cb, text_cb };
  MeriloXml *self = g_new0 (MeriloXml, 1);

  self->events = g_array_new (FALSE, FALSE, sizeof (Event));
  self->attributes = g_array_new (FALSE, FALSE, sizeof (Attribute));
  self->texts = g_string_sized_new (TEXTS);
  self->parser = merilo_xml_parser_new (part, &calls, self);
  return self;
}

void
merilo_xml_free (MeriloXml *self)
{
  g_clear_pointer (&self->parser, merilo_xml_parser_free);
  g_array_unref (self->events);
  g_array_unref (self->attributes);
  g_string_free (self->texts, TRUE);
  g_clear_error (&self->cause);
  g_free (self);
}

/* the events of the next chunk; there may be none in it */
static void
fill (MeriloXml *self)
{
  g_array_set_size (self->events, 0);
  g_array_set_size (self->attributes, 0);
  g_string_truncate (self->texts, 0);
  self->next = 0;
  (void) !merilo_xml_parser_step (self->parser, &self->cause);
}

/* Pulling */

MeriloXmlEvent
merilo_xml_next (MeriloXml *self, GError **error)
{
  while (self->next == self->events->len)
    {
      if (self->cause != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&self->cause));
          return MERILO_XML_ERROR;
        }
      if (merilo_xml_parser_is_done (self->parser))
        return MERILO_XML_DONE;
      fill (self);
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
  return merilo_xml_name_is (get_event (self)->name, name);
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

      if (merilo_xml_name_is (attribute->name, name))
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
