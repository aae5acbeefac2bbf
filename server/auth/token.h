/* Session tokens: 256 random bits, known to the client alone; the base keeps their hash. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define SRV_TOKEN_LENGTH    43 /* base64url of 32 bytes, no padding */
#define SRV_TOKEN_HASH_SIZE 32

/* transfer full */
char *srv_token_new (void);

/* %FALSE when @token has not the shape of one: nobody is asked then */
gboolean srv_token_hash (const char *token, guint8 ret_hash[SRV_TOKEN_HASH_SIZE]);

G_END_DECLS
