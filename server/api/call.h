/* How handlers ask the base: one statement, one reply. Errors of the base are answered here, so a
 * handler's callback sees only rows. */
#pragma once

#include "api/app.h"
#include "model/entity.h"

G_BEGIN_DECLS

/* @rows: (transfer none) */
typedef void (*SrvCallFunc) (SrvApp *app, SrvRequest *req, SrvRows *rows, gpointer data);

/* who asks; the guard has put it there. NULL on routes open to all */
const SrvIdentity *srv_call_who (SrvRequest *req);

/**
 * srv_call_read:
 * @kind: SRV_DB_KEY for rows by key, SRV_DB_LIST for the rest
 * @take: (transfer full) (nullable)
 * @data: freed by @destroy when all is over, asked or not
 */
void srv_call_read (SrvApp *app,
                    SrvRequest *req,
                    SrvDbKind kind,
                    const char *statement,
                    SrvParams *take,
                    SrvShape shape,
                    SrvCallFunc done,
                    gpointer data,
                    GDestroyNotify destroy);

/* the same with the statement's text, for those made from descriptions */
void srv_call_read_sql (SrvApp *app,
                        SrvRequest *req,
                        SrvDbKind kind,
                        const char *statement,
                        const char *sql,
                        SrvParams *take,
                        SrvShape shape,
                        SrvCallFunc done,
                        gpointer data,
                        GDestroyNotify destroy);

/**
 * srv_call_write:
 * @statement: a write that gives back one row, the record as @entity describes it
 * @status: of a good answer: 200 or 201
 *
 * Runs the write behind its Idempotency-Key, in one transaction, and replies with the record and
 * its ETag. No row: 404, or 412 with the record as it stands when it is only the version that
 * differs (@id is then asked for; NULL for a new record).
 */
void srv_call_write (SrvApp *app,
                     SrvRequest *req,
                     const MeriloEntity *entity,
                     const char *statement,
                     const char *sql,
                     SrvParams *take,
                     guint status,
                     const char *id);

/* @text: what the write gave as `id`, now or when it was done under the same key */
typedef void (*SrvCallTextFunc) (SrvApp *app, SrvRequest *req, const char *text, gpointer data);

/* a write behind its Idempotency-Key that gives a text and no record. Of @done and @destroy as in
 * srv_call_read() */
void srv_call_write_text (SrvApp *app,
                          SrvRequest *req,
                          const char *statement,
                          SrvParams *take,
                          SrvCallTextFunc done,
                          gpointer data,
                          GDestroyNotify destroy);

/* puts @row as one value */
typedef void (*SrvCallPutFunc) (GString *json, SrvRows *rows, guint row);

/* 200 with an array of them all, an element a row */
void srv_call_reply_rows (SrvRequest *req, SrvRows *rows, SrvCallPutFunc put);

/* an error of the base: by its table; a refusal with more to tell as it tells it, a conflict of
 * versions with the record as it stands */
void srv_call_reply_error (SrvApp *app, SrvRequest *req, const GError *error);

/* the record @id of @entity, or 404: 200 with ETag, 304 when the client has it */
void
srv_call_reply_record (SrvApp *app, SrvRequest *req, const MeriloEntity *entity, const char *id);

/* digits alone, and not too many */
gboolean srv_call_is_whole (const char *text);

/* a whole of the path, e.g. `:id`; NULL after a 404 */
const char *srv_call_id (SrvRequest *req, const MeriloEntity *entity);

G_END_DECLS
