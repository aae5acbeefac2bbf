/* Statements of the generic resources, made from descriptions: names come from static tables
 * alone, values are always parameters. They go to the views `api.<entity>` (sql/README.md). */
#pragma once

#include "model/entity.h"

G_BEGIN_DECLS

#define SRV_LIST_MAX_FILTERS 8

typedef struct
{
  gboolean after; /* one more parameter, the first: the id of the last row seen */
  int sort;       /* field, or -1: by id */
  gboolean descending;
  guint n_filters; /* one parameter each, in this order */
  guint filters[SRV_LIST_MAX_FILTERS];
} SrvListShape;

/* Each returns SQL and, in @ret_name, the name of the prepared statement; both transfer full.
 * Columns come in the order of the description. */

/* parameters: [after], filters…, limit */
char *srv_entity_sql_list (const MeriloEntity *entity, const SrvListShape *shape, char **ret_name);

/* parameters: as the list, without after and limit; one row: rows, moment of the newest change */
char *srv_entity_sql_stamp (const MeriloEntity *entity, const SrvListShape *shape, char **ret_name);

/* parameter: id */
char *srv_entity_sql_get (const MeriloEntity *entity, char **ret_name);

/* parameter: ids, an array: the records in the order of it */
char *srv_entity_sql_some (const MeriloEntity *entity, char **ret_name);

/* parameters: the fields of the mask @fields, in order */
char *srv_entity_sql_insert (const MeriloEntity *entity, guint64 fields, char **ret_name);

/* parameters: id, version, the fields of the mask in order */
char *srv_entity_sql_update (const MeriloEntity *entity, guint64 fields, char **ret_name);

/* parameters: id, version */
char *srv_entity_sql_delete (const MeriloEntity *entity, char **ret_name);

/* @write gives the id of its record: keeps it for its key (one parameter more, the last) and for
 * srv_entity_sql_made() in the same transaction; transfer full */
char *srv_entity_sql_wrap (const char *write, guint n_params);

/* the record that the write of this transaction made or changed, as it stands after it */
char *srv_entity_sql_made (const MeriloEntity *entity, char **ret_name);

G_END_DECLS
