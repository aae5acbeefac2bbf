#define G_LOG_DOMAIN "merilo-exchange"

#include "exchange/xml.h"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <libxml/xmlreader.h>
#include <string.h>

#include "model/error.h"

struct _MeriloXml
{
  MeriloPart *part;
  xmlTextReader *reader;
  GError *cause;       /* what the part's own reading said */
  char *detail;        /* libxml2's first complaint */
  gboolean end_is_due; /* after START of an empty element */
  gboolean failed;
};

static int
pull_cb (void *data, char *buffer, int size)
{
  MeriloXml *self = data;

  if (self->cause != NULL)
    return -1;
  return (int) merilo_part_pull (self->part, buffer, (gsize) size, &self->cause);
}

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

MeriloXml *
merilo_xml_new (MeriloPart *part)
{
  static gsize ready = 0;
  MeriloXml *self = g_new0 (MeriloXml, 1);

  if (g_once_init_enter (&ready))
    {
      xmlInitParser ();
      g_once_init_leave (&ready, 1);
    }
  self->part = part;
  self->reader = xmlReaderForIO (pull_cb, NULL, self, NULL, NULL, XML_PARSE_NONET);
  if (self->reader != NULL)
    xmlTextReaderSetStructuredErrorHandler (self->reader, (xmlStructuredErrorFunc) complain_cb,
                                            self);
  return self;
}

void
merilo_xml_free (MeriloXml *self)
{
  g_clear_pointer (&self->reader, xmlFreeTextReader);
  g_clear_pointer (&self->part, merilo_part_free);
  g_clear_error (&self->cause);
  g_free (self->detail);
  g_free (self);
}

static MeriloXmlEvent
fail (MeriloXml *self, const char *detail, GError **error)
{
  self->failed = TRUE;
  if (self->cause != NULL)
    g_propagate_error (error, g_steal_pointer (&self->cause));
  else
    merilo_package_set_damaged (error, merilo_part_get_name (self->part), detail);
  return MERILO_XML_ERROR;
}

/* the event of the reader's node; -2 for what is passed over */
static int
classify_node (MeriloXml *self, GError **error)
{
  switch (xmlTextReaderNodeType (self->reader))
    {
    case XML_READER_TYPE_ELEMENT:
      self->end_is_due = xmlTextReaderIsEmptyElement (self->reader) == 1;
      return MERILO_XML_START;
    case XML_READER_TYPE_END_ELEMENT:
      return MERILO_XML_END;
    case XML_READER_TYPE_TEXT:
    case XML_READER_TYPE_CDATA:
    case XML_READER_TYPE_WHITESPACE:
    case XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
      return MERILO_XML_TEXT;
    case XML_READER_TYPE_DOCUMENT_TYPE:
      return fail (self, _ ("в ней есть DTD, такие файлы не принимаются"), error);
    case XML_READER_TYPE_ENTITY_REFERENCE:
    case XML_READER_TYPE_ENTITY:
      return fail (self, _ ("в ней есть сущности, такие файлы не принимаются"), error);
    default:
      return -2;
    }
}

MeriloXmlEvent
merilo_xml_next (MeriloXml *self, GError **error)
{
  if (self->failed || self->reader == NULL)
    return fail (self, self->detail != NULL ? self->detail : _ ("она не читается"), error);
  if (self->end_is_due)
    {
      self->end_is_due = FALSE;
      return MERILO_XML_END;
    }
  for (;;)
    {
      int status = xmlTextReaderRead (self->reader), event;

      if (status < 0 || self->cause != NULL)
        return fail (self, self->detail != NULL ? self->detail : _ ("она не читается"), error);
      if (status == 0)
        return MERILO_XML_DONE;
      event = classify_node (self, error);
      if (event != -2)
        return event;
    }
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

const char *
merilo_xml_get_name (MeriloXml *self)
{
  return (const char *) xmlTextReaderConstLocalName (self->reader);
}

gboolean
merilo_xml_is (MeriloXml *self, const char *name)
{
  return g_str_equal (merilo_xml_get_name (self), name);
}

const char *
merilo_xml_get_text (MeriloXml *self)
{
  const char *text = (const char *) xmlTextReaderConstValue (self->reader);

  return text != NULL ? text : "";
}

char *
merilo_xml_dup_attribute (MeriloXml *self, const char *name)
{
  char *value = NULL;

  while (value == NULL && xmlTextReaderMoveToNextAttribute (self->reader) == 1)
    if (!xmlTextReaderIsNamespaceDecl (self->reader)
        && g_strcmp0 ((const char *) xmlTextReaderConstLocalName (self->reader), name) == 0)
      value = g_strdup ((const char *) xmlTextReaderConstValue (self->reader));
  xmlTextReaderMoveToElement (self->reader);
  return value;
}

guint
merilo_xml_get_uint (MeriloXml *self, const char *name, guint otherwise)
{
  g_autofree char *text = merilo_xml_dup_attribute (self, name);
  guint64 value;

  if (text == NULL || !g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT, &value, NULL))
    return otherwise;
  return (guint) value;
}

gboolean
merilo_xml_get_flag (MeriloXml *self, const char *name, gboolean otherwise)
{
  g_autofree char *text = merilo_xml_dup_attribute (self, name);

  if (text == NULL)
    return otherwise;
  return g_str_equal (text, "1") || g_str_equal (text, "true") || g_str_equal (text, "on");
}
