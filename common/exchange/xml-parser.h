/* XML parts parsed: the one place in the house that knows libxml2.
 *
 * Hardened for files of strangers: no network, no entities, no DTD at all (a part with one is
 * refused), bounds on depth and on the size of one text.
 * What stands in a part is told by calls as it is read, and nothing is kept: for sheets, which have
 * a million cells. Who would rather ask takes `xml.h`.
 * Names are local ones: the strict and the transitional dialect of OOXML differ in namespaces only.
 * An empty element begins and ends like any other. */
#pragma once

#include <string.h>

#include "exchange/package.h"

G_BEGIN_DECLS

/* as libxml2 has it: a million of them are not copied */
typedef struct
{
  const char *name, *prefix, *space;
  const char *value, *end; /* no NUL there */
} MeriloXmlAttribute;

/* each may say %FALSE with its error set: no further call comes. Names live as long as the parser,
 * attributes and texts during the call only; a text may come in pieces */
typedef struct
{
  gboolean (*start) (gpointer data,
                     const char *name,
                     const MeriloXmlAttribute *attributes,
                     guint n_attributes,
                     GError **error);
  gboolean (*end) (gpointer data, const char *name, GError **error);
  gboolean (*text) (gpointer data, const char *text, gsize length, GError **error);
} MeriloXmlCalls;

typedef struct _MeriloXmlParser MeriloXmlParser;

/* takes @part */
MeriloXmlParser *
merilo_xml_parser_new (MeriloPart *part, const MeriloXmlCalls *calls, gpointer data);
void merilo_xml_parser_free (MeriloXmlParser *self);

/* some more of the part, while it is not done */
gboolean merilo_xml_parser_step (MeriloXmlParser *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean merilo_xml_parser_is_done (const MeriloXmlParser *self);

/* all of it, instead of steps */
gboolean merilo_xml_parser_run (MeriloXmlParser *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* here, so that a compiler makes two comparisons of it where @wanted is a letter, as most are */
static inline gboolean
merilo_xml_name_is (const char *name, const char *wanted)
{
  return name[0] == wanted[0] && name[1] == wanted[1]
         && (wanted[1] == '\0' || strcmp (name, wanted) == 0);
}

/* NULL if there is none */
static inline const MeriloXmlAttribute *
merilo_xml_find_attribute (const MeriloXmlAttribute *attributes, guint n, const char *name)
{
  for (guint i = 0; i < n; i++)
    if (merilo_xml_name_is (attributes[i].name, name))
      return &attributes[i];
  return NULL;
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MeriloXmlParser, merilo_xml_parser_free)

G_END_DECLS
