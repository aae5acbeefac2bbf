/* XML parts pulled: an event whenever one is asked for. Around the same parser, with all its bounds
 * (`xml-parser.h`). An empty element gives MERILO_XML_START and MERILO_XML_END like any other. */
#pragma once

#include <glib.h>

#include "exchange/package.h"

G_BEGIN_DECLS

typedef enum
{
  MERILO_XML_ERROR = -1,
  MERILO_XML_DONE,
  MERILO_XML_START,
  MERILO_XML_END,
  MERILO_XML_TEXT,
} MeriloXmlEvent;

typedef struct _MeriloXml MeriloXml;

/* takes @part */
MeriloXml *merilo_xml_new (MeriloPart *part);
void merilo_xml_free (MeriloXml *self);

MeriloXmlEvent merilo_xml_next (MeriloXml *self, GError **error);

/* after START: goes behind the matching END; %FALSE with @error set */
gboolean merilo_xml_skip (MeriloXml *self, GError **error);

/* after START: the text of the element and of all below it, added to @into */
gboolean merilo_xml_collect (MeriloXml *self, GString *into, GError **error);

/* of START and END; valid until the next event */
const char *merilo_xml_get_name (MeriloXml *self);
gboolean merilo_xml_is (MeriloXml *self, const char *name);

/* of TEXT; valid until the next event */
const char *merilo_xml_get_text (MeriloXml *self);

/* of START: an attribute by its local name, NULL if absent; valid until the next event */
const char *merilo_xml_get_attribute (MeriloXml *self, const char *name);
char *merilo_xml_dup_attribute (MeriloXml *self, const char *name);

/* the same as a number; @otherwise if absent, no number or out of guint's range */
guint merilo_xml_get_uint (MeriloXml *self, const char *name, guint otherwise);

/* like w:b and its kin: present without a value, "1", "true" or "on" are true */
gboolean merilo_xml_get_flag (MeriloXml *self, const char *name, gboolean otherwise);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MeriloXml, merilo_xml_free)

G_END_DECLS
