#define G_LOG_DOMAIN "srv-http"

#include "http/address.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "http/address-private.h"
#include "model/error.h"

#define BACKLOG 1024

typedef union
{
  struct sockaddr any;
  struct sockaddr_in in;
  struct sockaddr_in6 in6;
  struct sockaddr_storage storage;
} Address;

static socklen_t
read_address (Address *out, const char *text, guint16 port)
{
  *out = (Address){ 0 };
  if (strcmp (text, "localhost") == 0)
    text = "127.0.0.1";
  if (inet_pton (AF_INET, text, &out->in.sin_addr) == 1)
    {
      out->in.sin_family = AF_INET;
      out->in.sin_port = htons (port);
      return sizeof out->in;
    }
  if (inet_pton (AF_INET6, text, &out->in6.sin6_addr) == 1)
    {
      out->in6.sin6_family = AF_INET6;
      out->in6.sin6_port = htons (port);
      return sizeof out->in6;
    }
  return 0;
}

int
srv_address_listen (const char *address, guint16 port, GError **error)
{
  Address where;
  socklen_t length = read_address (&where, address, port);
  int one = 1, fd, saved;

  if (length == 0)
    {
      g_set_error (error, MERILO_ERROR, MERILO_ERROR_INVALID, "'%s' is not a numeric address",
                   address);
      return -1;
    }
  fd = socket (where.any.sa_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (fd >= 0 && setsockopt (fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one) == 0
      && bind (fd, &where.any, length) == 0 && listen (fd, BACKLOG) == 0)
    return fd;
  saved = errno;
  if (fd >= 0)
    close (fd);
  g_set_error (error, MERILO_ERROR,
               saved == EADDRINUSE ? MERILO_ERROR_EXISTS : MERILO_ERROR_UNAVAILABLE,
               "cannot listen on %s port %u: %s", address, port, g_strerror (saved));
  return -1;
}

guint16
srv_address_get_port (int fd)
{
  Address where = { 0 };
  socklen_t length = sizeof where;

  if (getsockname (fd, &where.any, &length) != 0)
    return 0;
  return ntohs (where.any.sa_family == AF_INET6 ? where.in6.sin6_port : where.in.sin_port);
}

gboolean
srv_address_is_local (int fd)
{
  Address where = { 0 };
  socklen_t length = sizeof where;

  return getsockname (fd, &where.any, &length) == 0 && _srv_address_is_loopback (&where.any);
}

gboolean
_srv_address_is_loopback (const struct sockaddr *address)
{
  const Address *where = (const Address *) address;

  switch (address->sa_family)
    {
    case AF_UNIX:
      return TRUE;
    case AF_INET:
      return ntohl (where->in.sin_addr.s_addr) >> 24 == 127;
    case AF_INET6:
      return IN6_IS_ADDR_LOOPBACK (&where->in6.sin6_addr);
    default:
      return FALSE;
    }
}

char *
_srv_address_print (const struct sockaddr *address)
{
  const Address *where = (const Address *) address;
  char text[INET6_ADDRSTRLEN] = "";

  if (address->sa_family == AF_INET)
    inet_ntop (AF_INET, &where->in.sin_addr, text, sizeof text);
  else if (address->sa_family == AF_INET6)
    inet_ntop (AF_INET6, &where->in6.sin6_addr, text, sizeof text);
  return g_strdup (*text != 0 ? text : "unix");
}

char *
_srv_address_canonize (const char *text)
{
  Address where;

  return read_address (&where, text, 0) != 0 ? _srv_address_print (&where.any) : NULL;
}
