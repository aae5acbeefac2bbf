#define G_LOG_DOMAIN "srv-http"

#include <string.h>

#include "http/request-private.h"
#include "http/router-private.h"

/* A tree of path segments. Backtracking is bounded by two ways a level and SRV_MAX_DEPTH levels. */

#define SRV_MAX_DEPTH 12

typedef struct
{
  const SrvRoute *route;
  guint index;
  char **names; /* of the pattern's parameters, in order */
} Leaf;

typedef struct _Node Node;
struct _Node
{
  GHashTable *literals; /* segment -> Node */
  Node *parameter;
  GArray *leaves; /* one a method */
};

struct _SrvRouter
{
  grefcount refs;
  gpointer context;
  SrvHandler guard;
  Node *root;
  GPtrArray *routes;
};

static void
clear_leaf (Leaf *leaf)
{
  g_strfreev (leaf->names);
}

static Node *
create_node (void)
{
  Node *node = g_new0 (Node, 1);

  node->leaves = g_array_new (FALSE, FALSE, sizeof (Leaf));
  g_array_set_clear_func (node->leaves, (GDestroyNotify) clear_leaf);
  return node;
}

static void
free_node (Node *node)
{
  if (node == NULL)
    return;
  g_clear_pointer (&node->literals, g_hash_table_unref);
  free_node (node->parameter);
  g_array_unref (node->leaves);
  g_free (node);
}

static Node *
descend_literal (Node *node, const char *segment)
{
  Node *child;

  if (node->literals == NULL)
    node->literals
        = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) free_node);
  child = g_hash_table_lookup (node->literals, segment);
  if (child == NULL)
    {
      child = create_node ();
      g_hash_table_insert (node->literals, g_strdup (segment), child);
    }
  return child;
}

static const Leaf *
find_leaf (Node *node, const char *method)
{
  for (guint i = 0; i < node->leaves->len; i++)
    {
      const Leaf *leaf = &g_array_index (node->leaves, Leaf, i);

      if (strcmp (leaf->route->method, method) == 0)
        return leaf;
    }
  return NULL;
}

static void
add_route (SrvRouter *router, const SrvRoute *route)
{
  g_auto (GStrv) segments = g_strsplit (route->pattern + 1, "/", -1);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  Node *node = router->root;
  Leaf leaf = { .route = route, .index = router->routes->len };

  for (guint i = 0; segments[i] != NULL && *route->pattern == '/' && route->pattern[1] != 0; i++)
    if (*segments[i] == ':')
      {
        if (node->parameter == NULL)
          node->parameter = create_node ();
        node = node->parameter;
        g_ptr_array_add (names, g_strdup (segments[i] + 1));
      }
    else
      {
        node = descend_literal (node, segments[i]);
      }
  if (*route->pattern != '/' || names->len > SRV_MAX_PARAMS
      || g_strv_length (segments) > SRV_MAX_DEPTH || find_leaf (node, route->method) != NULL)
    g_error ("bad route: %s %s", route->method, route->pattern);
  g_ptr_array_add (names, NULL);
  leaf.names = (char **) g_ptr_array_free (g_steal_pointer (&names), FALSE);
  g_array_append_val (node->leaves, leaf);
  g_ptr_array_add (router->routes, (gpointer) route);
}

/* The node of a path; literal segments are tried first. */
static Node *
walk_path (Node *node, const char *const *segments, guint depth, SrvMatch *match)
{
  Node *child, *found;

  if (segments[depth] == NULL)
    return node->leaves->len > 0 ? node : NULL;
  if (depth >= SRV_MAX_DEPTH)
    return NULL;
  child = node->literals != NULL ? g_hash_table_lookup (node->literals, segments[depth]) : NULL;
  if (child != NULL && (found = walk_path (child, segments, depth + 1, match)) != NULL)
    return found;
  if (node->parameter == NULL || *segments[depth] == 0)
    return NULL;
  match->values[match->n_params++] = segments[depth];
  if ((found = walk_path (node->parameter, segments, depth + 1, match)) != NULL)
    return found;
  match->n_params--;
  return NULL;
}

static char *
list_methods (Node *node)
{
  GString *allow = g_string_new ("OPTIONS");

  for (guint i = 0; i < node->leaves->len; i++)
    {
      const char *method = g_array_index (node->leaves, Leaf, i).route->method;

      g_string_append_printf (allow, ", %s%s", method, strcmp (method, "GET") == 0 ? ", HEAD" : "");
    }
  return g_string_free (allow, FALSE);
}

void
_srv_router_match (SrvRouter *router,
                   const char *method,
                   const char *const *segments,
                   SrvMatch *ret_match)
{
  Node *node;
  const Leaf *leaf;

  *ret_match = (SrvMatch){ 0 };
  if ((node = walk_path (router->root, segments, 0, ret_match)) == NULL)
    return;
  leaf = find_leaf (node, strcmp (method, "HEAD") == 0 ? "GET" : method);
  if (leaf == NULL)
    {
      ret_match->allow = list_methods (node);
      return;
    }
  ret_match->route = leaf->route;
  ret_match->index = leaf->index;
  for (guint i = 0; i < ret_match->n_params; i++)
    ret_match->names[i] = leaf->names[i];
}

void
_srv_match_clear (SrvMatch *match)
{
  g_clear_pointer (&match->allow, g_free);
}

void
_srv_router_enter (SrvRouter *router, SrvRequest *req)
{
  if (router->guard != NULL)
    router->guard (req, router->context);
  else
    _srv_router_handle (router, req);
}

void
_srv_router_handle (SrvRouter *router, SrvRequest *req)
{
  srv_request_get_route (req)->handler (req, router->context);
}

SrvRouter *
srv_router_new (gpointer context)
{
  SrvRouter *router = g_new0 (SrvRouter, 1);

  g_ref_count_init (&router->refs);
  router->context = context;
  router->root = create_node ();
  router->routes = g_ptr_array_new ();
  return router;
}

SrvRouter *
srv_router_ref (SrvRouter *router)
{
  g_ref_count_inc (&router->refs);
  return router;
}

void
srv_router_unref (SrvRouter *router)
{
  if (!g_ref_count_dec (&router->refs))
    return;
  free_node (router->root);
  g_ptr_array_unref (router->routes);
  g_free (router);
}

void
srv_router_set_guard (SrvRouter *router, SrvHandler guard)
{
  router->guard = guard;
}

void
srv_router_add (SrvRouter *router, const SrvRoute *routes, gsize n_routes)
{
  for (gsize i = 0; i < n_routes; i++)
    add_route (router, &routes[i]);
}

const SrvRoute *const *
srv_router_list (SrvRouter *router, gsize *ret_n)
{
  *ret_n = router->routes->len;
  return (const SrvRoute *const *) router->routes->pdata;
}
