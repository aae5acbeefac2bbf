/* Loaded before a program's libraries: while the file FULL_DISK names is there, no file grows, as
 * on a full disk. What a file has already may be written over. */
#undef _FILE_OFFSET_BITS /* both names of each function are wanted */
#include <dlfcn.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

static int
is_full (int fd, off_t end)
{
  const char *flag = getenv ("FULL_DISK");
  struct stat state;

  if (flag == NULL || access (flag, F_OK) != 0 || fstat (fd, &state) != 0
      || !S_ISREG (state.st_mode) || end <= state.st_size)
    return 0;
  errno = ENOSPC;
  return 1;
}

ssize_t
pwrite (int fd, const void *data, size_t n, off_t at)
{
  static ssize_t (*real) (int, const void *, size_t, off_t);

  if (real == NULL)
    real = (ssize_t (*) (int, const void *, size_t, off_t)) dlsym (RTLD_NEXT, "pwrite");
  return is_full (fd, at + (off_t) n) ? -1 : real (fd, data, n, at);
}

ssize_t
pwrite64 (int fd, const void *data, size_t n, off64_t at)
{
  return pwrite (fd, data, n, at);
}

ssize_t
pwritev (int fd, const struct iovec *parts, int n, off_t at)
{
  static ssize_t (*real) (int, const struct iovec *, int, off_t);
  off_t end = at;

  if (real == NULL)
    real = (ssize_t (*) (int, const struct iovec *, int, off_t)) dlsym (RTLD_NEXT, "pwritev");
  for (int i = 0; i < n; i++)
    end += (off_t) parts[i].iov_len;
  return is_full (fd, end) ? -1 : real (fd, parts, n, at);
}

ssize_t
pwritev64 (int fd, const struct iovec *parts, int n, off64_t at)
{
  return pwritev (fd, parts, n, at);
}

ssize_t
write (int fd, const void *data, size_t n)
{
  static ssize_t (*real) (int, const void *, size_t);

  if (real == NULL)
    real = (ssize_t (*) (int, const void *, size_t)) dlsym (RTLD_NEXT, "write");
  return is_full (fd, lseek (fd, 0, SEEK_CUR) + (off_t) n) ? -1 : real (fd, data, n);
}
