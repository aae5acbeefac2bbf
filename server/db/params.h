/* The values of a statement's $1, $2, …: always bound, never put into SQL. */
#pragma once

#include "model/record.h"

G_BEGIN_DECLS

typedef struct _SrvParams SrvParams;

SrvParams *srv_params_new (void);
void srv_params_free (SrvParams *self);

void srv_params_add_text (SrvParams *self,
                          const char *value); /* NULL is null; also uuid, json, arrays */
void srv_params_add_whole (SrvParams *self, gint64 value); /* MERILO_NONE is null */
void srv_params_add_flag (SrvParams *self, gboolean value);
void srv_params_add_date (SrvParams *self, gint64 days); /* MERILO_NONE is null */
void srv_params_add_blob (SrvParams *self, gconstpointer data, gsize size);
void srv_params_add_bytes (SrvParams *self, GBytes *bytes);
void srv_params_add_field (SrvParams *self, gpointer record, guint field);

/* for the connection: arrays as libpq takes them, valid while @self lives */
guint srv_params_get_n (SrvParams *self);
const char *const *srv_params_get_values (SrvParams *self);
const int *srv_params_get_lengths (SrvParams *self);
const int *srv_params_get_formats (SrvParams *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SrvParams, srv_params_free)

G_END_DECLS
