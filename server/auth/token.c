#define G_LOG_DOMAIN "srv-auth"

#include "auth/token.h"

#include <sodium.h>
#include <string.h>

char *
srv_token_new (void)
{
  guint8 bits[32];
  char *token = g_malloc (
      sodium_base64_ENCODED_LEN (sizeof bits, sodium_base64_VARIANT_URLSAFE_NO_PADDING));

  randombytes_buf (bits, sizeof bits);
  sodium_bin2base64 (token, SRV_TOKEN_LENGTH + 1, bits, sizeof bits,
                     sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  sodium_memzero (bits, sizeof bits);
  return token;
}

gboolean
srv_token_hash (const char *token, guint8 ret_hash[SRV_TOKEN_HASH_SIZE])
{
  guint8 bits[32];
  gsize n = 0;

  if (token == NULL || strlen (token) != SRV_TOKEN_LENGTH)
    return FALSE;
  if (sodium_base642bin (bits, sizeof bits, token, SRV_TOKEN_LENGTH, NULL, &n, NULL,
                         sodium_base64_VARIANT_URLSAFE_NO_PADDING)
          != 0
      || n != sizeof bits)
    return FALSE;
  crypto_hash_sha256 (ret_hash, bits, sizeof bits);
  sodium_memzero (bits, sizeof bits);
  return TRUE;
}
