#define G_LOG_DOMAIN "srv-api"

#include "config.h"

#include "api/list-query.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/error.h"
#include "model/value.h"

static gboolean
refuse (GError **error, const char *format, const char *what)
{
  g_set_error (error, MERILO_ERROR, MERILO_ERROR_INVALID, format, what);
  return FALSE;
}

static gboolean
is_whole (const char *text)
{
  char *end;

  errno = 0;
  g_ascii_strtoll (text, &end, 10);
  return errno == 0 && end != text && *end == 0 && !g_ascii_isspace (*text);
}

static gboolean
is_choice (const MeriloChoice *choices, const char *text)
{
  for (; choices->code != NULL; choices++)
    if (g_str_equal (choices->code, text))
      return TRUE;
  return FALSE;
}

/* a value that the base could not even read must be refused here, with the field's name */
static gboolean
fits (const MeriloField *f, const char *text)
{
  gint64 days;

  switch (f->kind)
    {
    case MERILO_FLAG:
      return g_str_equal (text, "true") || g_str_equal (text, "false");
    case MERILO_WHOLE:
      return is_whole (text);
    case MERILO_DATE:
      return merilo_date_parse (text, strlen (text), &days);
    case MERILO_CHOICE:
      return is_choice (f->choices, text);
    case MERILO_TEXT:
      return g_utf8_validate (text, -1, NULL) && strlen (text) <= 400;
    case MERILO_REAL:
    case MERILO_MOMENT:
    case MERILO_SCORES:
    default:
      return FALSE;
    }
}

static gboolean
read_sort (const MeriloEntity *entity, const char *value, SrvListShape *shape, GError **error)
{
  int i;

  shape->descending = value[0] == '-';
  i = merilo_entity_find (entity, value + shape->descending);
  if (i < 0 || !(entity->fields[i].flags & MERILO_SORTED))
    return refuse (error, _ ("по полю «%s» список не упорядочивают"), value + shape->descending);
  shape->sort = i;
  return TRUE;
}

static gboolean
read_limit (const char *value, guint *ret_limit, GError **error)
{
  gint64 limit = is_whole (value) ? g_ascii_strtoll (value, NULL, 10) : 0;

  if (limit < 1 || limit > SRV_LIST_LIMIT_MAX)
    return refuse (error, _ ("limit: от 1 до 500, а передано «%s»"), value);
  *ret_limit = (guint) limit;
  return TRUE;
}

static gboolean
read_after (const MeriloEntity *entity, const char *value, SrvListQuery *query, GError **error)
{
  const MeriloField *id = &entity->fields[0];

  if (!g_str_equal (id->name, "id")
      || !(id->kind == MERILO_TEXT ? g_uuid_string_is_valid (value) : is_whole (value)))
    return refuse (error, _ ("after: номер записи, а передано «%s»"), value);
  query->after = value;
  query->shape.after = TRUE;
  return TRUE;
}

static gboolean
read_filter (const MeriloEntity *entity,
             const char *name,
             const char *value,
             SrvListQuery *query,
             GError **error)
{
  int i = merilo_entity_find (entity, name);

  if (i < 0 || !(entity->fields[i].flags & MERILO_FILTERED))
    return refuse (error, _ ("по полю «%s» список не отбирают"), name);
  if (!fits (&entity->fields[i], value))
    return refuse (error, _ ("значение отбора не подходит полю «%s»"), name);
  if (query->shape.n_filters == SRV_LIST_MAX_FILTERS)
    return refuse (error, _ ("слишком много отборов, лишний — «%s»"), name);
  query->values[query->shape.n_filters] = value;
  query->shape.filters[query->shape.n_filters++] = (guint) i;
  return TRUE;
}

static gboolean
read_one (const MeriloEntity *entity,
          const char *name,
          const char *value,
          SrvListQuery *query,
          GError **error)
{
  if (g_str_equal (name, "sort"))
    return read_sort (entity, value, &query->shape, error);
  if (g_str_equal (name, "limit"))
    return read_limit (value, &query->limit, error);
  if (g_str_equal (name, "after"))
    return read_after (entity, value, query, error);
  return read_filter (entity, name, value, query, error);
}

gboolean
srv_list_query_read (SrvRequest *req,
                     const MeriloEntity *entity,
                     SrvListQuery *ret_query,
                     const char **ret_field,
                     GError **error)
{
  SrvListQuery query = { .shape.sort = -1, .limit = SRV_LIST_LIMIT_DEFAULT };

  for (guint i = 0; i < srv_request_get_n_query (req); i++)
    {
      const char *value, *name = srv_request_get_query_at (req, i, &value);

      if (!read_one (entity, name, value, &query, error))
        {
          *ret_field = name;
          return FALSE;
        }
    }
  *ret_query = query;
  return TRUE;
}
