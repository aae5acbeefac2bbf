#define G_LOG_DOMAIN "merilo-exchange"

#include "exchange/relations.h"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "exchange/xml.h"
#include "model/error.h"

#define MAX_RELATIONS 10000

typedef struct
{
  char *id;
  char *type;
  char *target;
} Relation;

struct _MeriloRelations
{
  GPtrArray *list; /* of Relation */
};

static void
free_relation (gpointer data)
{
  Relation *relation = data;

  g_free (relation->id);
  g_free (relation->type);
  g_free (relation->target);
  g_free (relation);
}

void
merilo_relations_free (MeriloRelations *self)
{
  g_ptr_array_unref (self->list);
  g_free (self);
}

/* "../media/a.png" of a part in @folder ("word") -> "media/a.png"; "/xl/b.xml" -> "xl/b.xml" */
static char *
resolve_target (const char *folder, const char *target)
{
  g_autofree char *whole
      = target[0] == '/' ? g_strdup (target) : g_strconcat (folder, "/", target, NULL);
  g_auto (GStrv) pieces = g_strsplit (whole, "/", -1);
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();

  for (guint i = 0; pieces[i] != NULL; i++)
    if (g_str_equal (pieces[i], "..") && kept->len > 0)
      g_ptr_array_set_size (kept, (int) kept->len - 1);
    else if (pieces[i][0] != '\0' && !g_str_equal (pieces[i], ".")
             && !g_str_equal (pieces[i], ".."))
      g_ptr_array_add (kept, pieces[i]);
  g_ptr_array_add (kept, NULL);
  return g_strjoinv ("/", (char **) kept->pdata);
}

static void
add_relation (MeriloRelations *self, MeriloXml *xml, const char *folder)
{
  g_autofree char *id = merilo_xml_dup_attribute (xml, "Id");
  g_autofree char *type = merilo_xml_dup_attribute (xml, "Type");
  g_autofree char *target = merilo_xml_dup_attribute (xml, "Target");
  g_autofree char *mode = merilo_xml_dup_attribute (xml, "TargetMode");
  Relation *relation;
  const char *slash;

  if (id == NULL || type == NULL || target == NULL || g_strcmp0 (mode, "External") == 0)
    return;
  slash = strrchr (type, '/');
  relation = g_new (Relation, 1);
  relation->id = g_steal_pointer (&id);
  relation->type = g_strdup (slash != NULL ? slash + 1 : type);
  relation->target = resolve_target (folder, target);
  g_ptr_array_add (self->list, relation);
}

MeriloRelations *
merilo_relations_read (MeriloPackage *package, const char *of, GError **error)
{
  g_autoptr (MeriloRelations) self = g_new0 (MeriloRelations, 1);
  const char *slash = strrchr (of, '/');
  g_autofree char *folder = slash != NULL ? g_strndup (of, (gsize) (slash - of)) : g_strdup ("");
  g_autofree char *name = g_strdup_printf ("%s%s_rels/%s.rels", folder, slash != NULL ? "/" : "",
                                           slash != NULL ? slash + 1 : of);
  g_autoptr (MeriloXml) xml = NULL;
  MeriloPart *part;
  MeriloXmlEvent event;

  self->list = g_ptr_array_new_with_free_func (free_relation);
  if (!merilo_package_has (package, name))
    return g_steal_pointer (&self);
  part = merilo_package_read (package, name, error);
  if (part == NULL)
    return NULL;
  xml = merilo_xml_new (part);
  while ((event = merilo_xml_next (xml, error)) > MERILO_XML_DONE)
    if (event == MERILO_XML_START && merilo_xml_is (xml, "Relationship")
        && self->list->len < MAX_RELATIONS)
      add_relation (self, xml, folder);
  return event == MERILO_XML_ERROR ? NULL : g_steal_pointer (&self);
}

const char *
merilo_relations_by_id (const MeriloRelations *self, const char *id)
{
  for (guint i = 0; i < self->list->len; i++)
    {
      const Relation *relation = g_ptr_array_index (self->list, i);

      if (g_str_equal (relation->id, id))
        return relation->target;
    }
  return NULL;
}

const char *
merilo_relations_by_type (const MeriloRelations *self, const char *type)
{
  for (guint i = 0; i < self->list->len; i++)
    {
      const Relation *relation = g_ptr_array_index (self->list, i);

      if (g_str_equal (relation->type, type))
        return relation->target;
    }
  return NULL;
}

static const struct
{
  const char *folder;
  const char *found; /* when another was asked for */
} kinds[] = {
  { "word", N_ ("это документ Word, а здесь нужна книга Excel (.xlsx); выберите другой файл") },
  { "xl", N_ ("это книга Excel, а здесь нужен документ Word (.docx); выберите другой файл") },
  { "ppt", N_ ("это презентация; выберите документ Word (.docx) или книгу Excel (.xlsx)") },
};

char *
merilo_package_dup_main (MeriloPackage *package, const char *folder, GError **error)
{
  g_autoptr (MeriloRelations) relations = merilo_relations_read (package, "", error);
  const char *name, *message;

  if (relations == NULL)
    return NULL;
  name = merilo_relations_by_type (relations, "officeDocument");
  message
      = merilo_package_has (package, "content.xml")
            ? _ ("это документ OpenDocument; сохраните его как .docx или .xlsx и загрузите снова")
            : _ ("это архив, а не документ Word (.docx) и не книга Excel (.xlsx); распакуйте его "
                 "и загрузите документ из него");
  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (kinds); i++)
    if (g_str_has_prefix (name, kinds[i].folder) && !g_str_equal (kinds[i].folder, folder))
      {
        message = _ (kinds[i].found);
        name = NULL;
      }
  if (name == NULL)
    g_set_error_literal (error, MERILO_ERROR, MERILO_ERROR_BAD_FILE, message);
  return g_strdup (name);
}
