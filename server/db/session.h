/* A connection that waits for its answers: for merilo-admin and tests. */
#pragma once

#include "db/identity.h"
#include "db/params.h"
#include "db/rows.h"
#include "db/statement.h"

G_BEGIN_DECLS

typedef struct _SrvSession SrvSession;

SrvSession *srv_session_open (const char *conninfo, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void srv_session_close (SrvSession *self);

/* whether the base still answers here */
gboolean srv_session_is_alive (SrvSession *self);

/* @statement: a name; @take: (transfer full) (nullable) */
SrvRows *srv_session_ask (SrvSession *self,
                          const char *statement,
                          SrvParams *take,
                          SrvShape shape,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* the same with the statement's text, for those made from descriptions; @statement names it */
SrvRows *srv_session_ask_sql (SrvSession *self,
                              const char *statement,
                              const char *sql,
                              SrvParams *take,
                              SrvShape shape,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* the one value that a statement gives, as it lies in the base: bytes need no digits on their way;
 * none, or null: empty */
GBytes *srv_session_ask_bytes (SrvSession *self,
                               const char *statement,
                               SrvParams *take,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* a whole script of ours (migrations, policies), in the simple protocol */
gboolean srv_session_run_script (SrvSession *self,
                                 const char *sql,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

gboolean srv_session_begin (SrvSession *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean srv_session_commit (SrvSession *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void srv_session_rollback (SrvSession *self);

/* until the end of the transaction the connection acts as @who */
gboolean srv_session_enter (SrvSession *self,
                            const SrvIdentity *who,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* COPY … FROM STDIN by the name of its statement: begin, lines of text format, end */
gboolean srv_session_copy (SrvSession *self,
                           const char *statement,
                           const char *data,
                           gsize length,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* waits for a notification on @channel at most @seconds */
gboolean srv_session_wait (SrvSession *self, int seconds, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SrvSession, srv_session_close)

G_END_DECLS
