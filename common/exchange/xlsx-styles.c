#define G_LOG_DOMAIN "merilo-exchange"

#include "exchange/xlsx-private.h"

#include <string.h>

#define MAX_STYLES 65536

/* formats that a file names by number only (ECMA-376 part 1, 18.8.30) */
static gboolean
is_builtin_date (guint format)
{
  return (format >= 14 && format <= 22) || (format >= 27 && format <= 36)
         || (format >= 45 && format <= 47) || (format >= 50 && format <= 58);
}

/* letters of days and times outside quotes, escapes and brackets; «General» has none of them alone
 */
gboolean
merilo_xlsx_format_is_date (const char *code)
{
  gboolean quoted = FALSE, bracketed = FALSE;

  for (const char *p = code; *p != '\0' && *p != ';'; p++)
    if (*p == '"')
      quoted = !quoted;
    else if (quoted)
      continue;
    else if (*p == '[')
      bracketed = g_ascii_strncasecmp (p, "[h", 2) != 0 && g_ascii_strncasecmp (p, "[m", 2) != 0
                  && g_ascii_strncasecmp (p, "[s", 2) != 0;
    else if (*p == ']')
      bracketed = FALSE;
    else if (bracketed)
      continue;
    else if ((*p == '\\' || *p == '_' || *p == '*') && p[1] != '\0')
      p++;
    else if (g_ascii_strncasecmp (p, "general", 7) == 0)
      p += 6;
    else if (strchr ("ymdhsYMDHS", *p) != NULL)
      return TRUE;
  return FALSE;
}

static void
add_style (MeriloXml *xml, GHashTable *custom, GArray *styles)
{
  guint format = merilo_xml_get_uint (xml, "numFmtId", 0);
  const char *code = g_hash_table_lookup (custom, GUINT_TO_POINTER (format));
  gboolean is_date = code != NULL ? merilo_xlsx_format_is_date (code) : is_builtin_date (format);

  if (styles->len < MAX_STYLES)
    g_array_append_val (styles, is_date);
}

GArray *
merilo_xlsx_read_styles (MeriloPart *part, GError **error)
{
  g_autoptr (MeriloXml) xml = merilo_xml_new (part);
  g_autoptr (GHashTable) custom = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_autoptr (GArray) styles = g_array_new (FALSE, FALSE, sizeof (gboolean));
  gboolean in_cells = FALSE;
  MeriloXmlEvent event;

  while ((event = merilo_xml_next (xml, error)) > MERILO_XML_DONE)
    {
      if (event == MERILO_XML_TEXT)
        continue;
      if (merilo_xml_is (xml, "cellXfs"))
        in_cells = event == MERILO_XML_START;
      else if (event == MERILO_XML_START && in_cells && merilo_xml_is (xml, "xf"))
        add_style (xml, custom, styles);
      else if (event == MERILO_XML_START && merilo_xml_is (xml, "numFmt")
               && g_hash_table_size (custom) < MAX_STYLES)
        {
          char *code = merilo_xml_dup_attribute (xml, "formatCode");

          g_hash_table_insert (custom, GUINT_TO_POINTER (merilo_xml_get_uint (xml, "numFmtId", 0)),
                               code != NULL ? code : g_strdup (""));
        }
    }
  return event == MERILO_XML_ERROR ? NULL : g_steal_pointer (&styles);
}
