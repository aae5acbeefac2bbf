#define G_LOG_DOMAIN "srv-admin"

#include "config.h"

#include "admin/password.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "auth/password.h"
#include "model/error.h"

/* %FALSE: the input ended, or the line is longer than any password */
static gboolean
read_line (char *line, gsize size)
{
  if (fgets (line, (int) size, stdin) == NULL || (strchr (line, '\n') == NULL && !feof (stdin)))
    return FALSE;
  line[strcspn (line, "\r\n")] = 0;
  return TRUE;
}

static gboolean
ask_unseen (char *line, gsize size)
{
  struct termios before, unseen;
  gboolean good;

  if (tcgetattr (STDIN_FILENO, &before) != 0)
    return read_line (line, size);
  unseen = before;
  unseen.c_lflag &= ~(tcflag_t) ECHO;
  g_printerr ("%s", _ ("Пароль: "));
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &unseen);
  good = read_line (line, size);
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &before);
  g_printerr ("\n");
  return good;
}

char *
srv_admin_read_password (GError **error)
{
  char line[MERILO_PASSWORD_MAX * 4 + 3];
  char *hash = NULL;
  gboolean good
      = isatty (STDIN_FILENO) ? ask_unseen (line, sizeof line) : read_line (line, sizeof line);

  if (!good)
    g_set_error_literal (error, MERILO_ERROR, MERILO_ERROR_INVALID,
                         _ ("Пароль не прочитан: его нет или он слишком длинный"));
  else if (!srv_password_init ())
    g_set_error_literal (error, MERILO_ERROR, MERILO_ERROR_INTERNAL, "libsodium cannot start");
  else if (srv_password_check (line, error))
    hash = srv_password_hash (line, error);
  explicit_bzero (line, sizeof line);
  return hash;
}
