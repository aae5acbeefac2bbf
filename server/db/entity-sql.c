#define G_LOG_DOMAIN "srv-db"

#include "db/entity-sql.h"

#define HAS(mask, i) (((mask) >> (i)) & 1)

static void
put_columns (GString *sql, const MeriloEntity *entity)
{
  for (guint i = 0; i < entity->n_fields; i++)
    g_string_append_printf (sql, "%sv.\"%s\"", i > 0 ? "," : "", entity->fields[i].name);
}

/* a key to page by: every entity but computed ones begins with its id */
static gboolean
has_id (const MeriloEntity *entity)
{
  return g_str_equal (entity->fields[0].name, "id");
}

static guint
put_filters (GString *sql, const MeriloEntity *entity, const SrvListShape *shape, guint parameter)
{
  for (guint i = 0; i < shape->n_filters; i++)
    g_string_append_printf (sql, " and v.\"%s\" = $%u", entity->fields[shape->filters[i]].name,
                            parameter++);
  return parameter;
}

/* rows past the last one seen, in the order of put_order(); empty values come last */
static void
put_after (GString *sql, const MeriloEntity *entity, const SrvListShape *shape)
{
  const char *c;

  if (shape->sort < 0)
    {
      g_string_append (sql, " and v.id > $1");
      return;
    }
  c = entity->fields[shape->sort].name;
  g_string_append_printf (sql,
                          " and exists (select from api.\"%s\" s where s.id = $1 and"
                          " case when s.\"%s\" is null then v.\"%s\" is null and v.id > s.id"
                          " else v.\"%s\" is null or v.\"%s\" %c s.\"%s\""
                          " or (v.\"%s\" = s.\"%s\" and v.id > s.id) end)",
                          entity->name, c, c, c, c, shape->descending ? '<' : '>', c, c, c);
}

static void
put_order (GString *sql, const MeriloEntity *entity, const SrvListShape *shape)
{
  g_string_append (sql, " order by ");
  if (shape->sort >= 0)
    g_string_append_printf (sql, "v.\"%s\"%s nulls last%s", entity->fields[shape->sort].name,
                            shape->descending ? " desc" : "", has_id (entity) ? "," : "");
  if (has_id (entity))
    g_string_append (sql, "v.id");
  else if (shape->sort < 0)
    g_string_append (sql, "1, 2");
}

static char *
name_list (const char *what, const MeriloEntity *entity, const SrvListShape *shape)
{
  GString *name = g_string_new (NULL);

  g_string_append_printf (name, "%s:%s:%d%s%s", entity->name, what, shape->sort,
                          shape->descending ? "-" : "", shape->after ? "+" : "");
  for (guint i = 0; i < shape->n_filters; i++)
    g_string_append_printf (name, ".%u", shape->filters[i]);
  return g_string_free (name, FALSE);
}

static char *
name_fields (const char *what, const MeriloEntity *entity, guint64 fields)
{
  return g_strdup_printf ("%s:%s:%" G_GINT64_MODIFIER "x", entity->name, what, fields);
}

char *
srv_entity_sql_list (const MeriloEntity *entity, const SrvListShape *shape, char **ret_name)
{
  GString *sql = g_string_new ("select ");
  guint parameter = shape->after ? 2 : 1;

  put_columns (sql, entity);
  g_string_append_printf (sql, " from api.\"%s\" v where true", entity->name);
  if (shape->after)
    put_after (sql, entity, shape);
  parameter = put_filters (sql, entity, shape, parameter);
  put_order (sql, entity, shape);
  g_string_append_printf (sql, " limit $%u", parameter);
  *ret_name = name_list ("list", entity, shape);
  return g_string_free (sql, FALSE);
}

char *
srv_entity_sql_stamp (const MeriloEntity *entity, const SrvListShape *shape, char **ret_name)
{
  GString *sql = g_string_new ("select count(*) as rows, ");

  if (merilo_entity_find (entity, "updated_at") >= 0)
    g_string_append (sql, "coalesce(max(v.updated_at)::text, '') as newest");
  else
    g_string_append (sql, "'' as newest");
  g_string_append_printf (sql, " from api.\"%s\" v where true", entity->name);
  put_filters (sql, entity, shape, 1);
  *ret_name = name_list ("stamp", entity, shape);
  return g_string_free (sql, FALSE);
}

char *
srv_entity_sql_get (const MeriloEntity *entity, char **ret_name)
{
  GString *sql = g_string_new ("select ");

  put_columns (sql, entity);
  g_string_append_printf (sql, " from api.\"%s\" v where v.id = $1", entity->name);
  *ret_name = name_fields ("get", entity, 0);
  return g_string_free (sql, FALSE);
}

char *
srv_entity_sql_some (const MeriloEntity *entity, char **ret_name)
{
  GString *sql = g_string_new ("select ");

  put_columns (sql, entity);
  g_string_append_printf (sql,
                          " from api.\"%s\" v join unnest ($1::bigint[]) with ordinality u (id, n)"
                          " on u.id = v.id order by u.n",
                          entity->name);
  *ret_name = name_fields ("some", entity, 0);
  return g_string_free (sql, FALSE);
}

char *
srv_entity_sql_insert (const MeriloEntity *entity, guint64 fields, char **ret_name)
{
  GString *sql = g_string_new (NULL);
  GString *values = g_string_new (NULL);
  guint n = 0;

  g_string_append_printf (sql, "insert into api.\"%s\" as v (", entity->name);
  for (guint i = 0; i < entity->n_fields; i++)
    if (HAS (fields, i))
      {
        g_string_append_printf (sql, "%s\"%s\"", n > 0 ? "," : "", entity->fields[i].name);
        g_string_append_printf (values, "%s$%u", n > 0 ? "," : "", n + 1);
        n++;
      }
  g_string_append_printf (sql, ") values (%s) returning v.id", values->str);
  g_string_free (values, TRUE);
  *ret_name = name_fields ("insert", entity, fields);
  return g_string_free (sql, FALSE);
}

char *
srv_entity_sql_update (const MeriloEntity *entity, guint64 fields, char **ret_name)
{
  GString *sql = g_string_new (NULL);
  guint n = 0;

  g_string_append_printf (sql, "update api.\"%s\" as v set ", entity->name);
  for (guint i = 0; i < entity->n_fields; i++)
    if (HAS (fields, i))
      {
        g_string_append_printf (sql, "%s\"%s\" = $%u", n > 0 ? "," : "", entity->fields[i].name,
                                n + 3);
        n++;
      }
  g_string_append (sql, " where v.id = $1 and v.version = $2 returning v.id");
  *ret_name = name_fields ("update", entity, fields);
  return g_string_free (sql, FALSE);
}

char *
srv_entity_sql_delete (const MeriloEntity *entity, char **ret_name)
{
  *ret_name = name_fields ("delete", entity, 0);
  return g_strdup_printf (
      "delete from api.\"%s\" as v where v.id = $1 and v.version = $2 returning v.id",
      entity->name);
}

char *
srv_entity_sql_wrap (const char *write, guint n_params)
{
  return g_strdup_printf ("with w as (%s) select w.id, idem_done ($%u, w.id::text),"
                          " set_config ('merilo.made', w.id::text, true) from w",
                          write, n_params + 1);
}

char *
srv_entity_sql_made (const MeriloEntity *entity, char **ret_name)
{
  GString *sql = g_string_new ("select ");

  put_columns (sql, entity);
  g_string_append_printf (
      sql, " from api.\"%s\" v where v.id = nullif (current_setting ('merilo.made', true), '')::%s",
      entity->name, entity->fields[0].kind == MERILO_TEXT ? "uuid" : "bigint");
  *ret_name = name_fields ("made", entity, 0);
  return g_string_free (sql, FALSE);
}
