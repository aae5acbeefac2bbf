#define G_LOG_DOMAIN "srv-api"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "api/app.h"
#include "api/guard.h"
#include "model/entities/all.h"
#include "model/json-writer.h"

/* The page of the API, made from the routes and the descriptions that serve it. */

static void
put_type (GString *json, const MeriloField *f)
{
  static const char *const types[] = {
    [MERILO_FLAG] = "\"type\":\"boolean\"",
    [MERILO_WHOLE] = "\"type\":\"integer\",\"format\":\"int64\"",
    [MERILO_REAL] = "\"type\":\"number\"",
    [MERILO_TEXT] = "\"type\":\"string\"",
    [MERILO_DATE] = "\"type\":\"string\",\"format\":\"date\"",
    [MERILO_MOMENT] = "\"type\":\"string\",\"format\":\"date-time\"",
    [MERILO_CHOICE] = "\"type\":\"string\"",
    [MERILO_SCORES] = "\"type\":\"array\",\"items\":{\"type\":\"integer\",\"nullable\":true}",
  };

  g_string_append (json, types[f->kind]);
  g_string_append (json, ",\"nullable\":true");
  if (f->kind == MERILO_CHOICE)
    {
      g_string_append (json, ",\"enum\":[");
      for (guint i = 0; f->choices[i].code != NULL; i++)
        {
          if (i > 0)
            g_string_append_c (json, ',');
          merilo_json_put_text (json, f->choices[i].code);
        }
      g_string_append (json, ",null]");
    }
  if (f->kind == MERILO_TEXT && f->max > 0)
    merilo_json_put_whole_member (json, "maxLength", (gint64) f->max);
}

static void
put_schema (GString *json, const MeriloEntity *entity)
{
  merilo_json_put_key (json, entity->name);
  g_string_append (json, "{\"type\":\"object\"");
  merilo_json_put_text_member (json, "title", _ (entity->label));
  merilo_json_put_key (json, "properties");
  g_string_append_c (json, '{');
  for (guint i = 0; i < entity->n_fields; i++)
    {
      const MeriloField *f = &entity->fields[i];

      merilo_json_put_key (json, f->name);
      g_string_append_c (json, '{');
      put_type (json, f);
      merilo_json_put_text_member (json, "title", _ (f->label));
      if (f->flags & MERILO_READ_ONLY)
        g_string_append (json, ",\"readOnly\":true");
      g_string_append_c (json, '}');
    }
  g_string_append (json, "}}");
}

/* /plans/:id → /plans/{id} */
static char *
brace (const char *pattern)
{
  GString *path = g_string_new (NULL);
  gboolean inside = FALSE;

  for (const char *p = pattern;; p++)
    {
      if (inside && (*p == '/' || *p == 0))
        {
          g_string_append_c (path, '}');
          inside = FALSE;
        }
      if (*p == 0)
        return g_string_free (path, FALSE);
      if (*p == ':')
        inside = TRUE;
      g_string_append_c (path, *p == ':' ? '{' : *p);
    }
}

static void
put_reference (GString *json, const char *name, gboolean many)
{
  g_string_append (json, ",\"content\":{\"application/json\":{\"schema\":");
  if (many)
    g_string_append (json, "{\"type\":\"array\",\"items\":");
  g_string_append_printf (json, "{\"$ref\":\"#/components/schemas/%s\"}", name);
  if (many)
    g_string_append_c (json, '}');
  g_string_append (json, "}}");
}

static void
put_parameters (GString *json, const char *path)
{
  g_auto (GStrv) parts = g_strsplit_set (path, "{}", -1);

  g_string_append (json, ",\"parameters\":[");
  for (guint i = 1; parts[0] != NULL && parts[i] != NULL && parts[i + 1] != NULL; i += 2)
    g_string_append_printf (
        json,
        "%s{\"name\":\"%s\",\"in\":\"path\",\"required\":true,\"schema\":{\"type\":\"string\"}}",
        i > 1 ? "," : "", parts[i]);
  g_string_append_c (json, ']');
}

static void
put_operation (GString *json, const SrvRoute *route, const char *path)
{
  g_autofree char *method = g_ascii_strdown (route->method, -1);
  gboolean known = route->response != NULL && merilo_entity_by_name (route->response) != NULL;

  merilo_json_put_key (json, method);
  g_string_append_c (json, '{');
  merilo_json_put_text_member (json, "summary", _ (route->description));
  put_parameters (json, path);
  if ((route->permission & MERILO_BY_EVERYONE) == 0)
    g_string_append (json, ",\"security\":[]");
  if (route->request != NULL)
    {
      g_string_append (json, ",\"requestBody\":{\"required\":true");
      put_reference (json, route->request, FALSE);
      g_string_append_c (json, '}');
    }
  g_string_append (json, ",\"responses\":{\"2XX\":{\"description\":\"ok\"");
  if (known)
    put_reference (json, route->response, (route->flags & SRV_ROUTE_LIST) != 0);
  g_string_append (json, "},\"default\":{\"$ref\":\"#/components/responses/problem\"}}}");
}

static void
put_paths (GString *json, SrvRouter *router)
{
  gsize n;
  const SrvRoute *const *routes = srv_router_list (router, &n);
  g_autofree gboolean *told = g_new0 (gboolean, n);

  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *path = brace (routes[i]->pattern);

      if (told[i])
        continue;
      merilo_json_put_key (json, path);
      g_string_append_c (json, '{');
      for (gsize k = i; k < n; k++)
        if (g_str_equal (routes[k]->pattern, routes[i]->pattern))
          {
            put_operation (json, routes[k], path);
            told[k] = TRUE;
          }
      g_string_append_c (json, '}');
    }
}

static GString *
make_page (SrvRouter *router)
{
  const MeriloEntity *const *all = merilo_entities ();
  GString *json = g_string_new (
      "{\"openapi\":\"3.0.3\",\"info\":{\"title\":\"Merilo\",\"version\":\"" PACKAGE_VERSION "\"}"
      ",\"security\":[{\"token\":[]}],\"paths\":{");

  put_paths (json, router);
  g_string_append (
      json,
      "},\"components\":{\"securitySchemes\":{\"token\":{\"type\":\"http\",\"scheme\":\"bearer\"}}"
      ",\"responses\":{\"problem\":{\"description\":\"RFC 7807\",\"content\":{\"application/problem+json\":"
      "{\"schema\":{\"type\":\"object\"}}}}},\"schemas\":{");
  for (guint i = 0; all[i] != NULL; i++)
    put_schema (json, all[i]);
  g_string_append (json, "}}}");
  return json;
}

static void
get_page (SrvRequest *req, gpointer context)
{
  SrvApp *app = context;

  if (app->openapi == NULL)
    app->openapi = make_page (app->router);
  srv_request_reply_json (req, 200,
                          g_string_new_len (app->openapi->str, (gssize) app->openapi->len));
}

static const SrvRoute routes[] = {
  { "GET", "/api/v1/openapi.json", 0, get_page, N_ ("Описание API") },
};

void
srv_api_add_openapi (SrvApp *app)
{
  srv_router_add (app->router, routes, G_N_ELEMENTS (routes));
}
