#define G_LOG_DOMAIN "app-pages"

#include <string.h>

#include <windows.h>

#include <gdk/win32/gdkwin32.h>

#include "pages/single.h"

/* A named mutex says who came first; a window that nobody sees takes what the others were started
 * for. Both are of one sign-in to Windows: users do not meet. */
#define NAME      L"ru.merilo.Merilo"
#define MARK      0x4d65726c /* that a message is ours */
#define PATIENCE  100        /* times 50 ms: the first may still be starting */
#define MAX_BYTES (64 * 1024)

static HANDLE mutex;
static HWND listener;
static AppSingleFunc told;
static gpointer told_data;

GApplicationFlags
app_single_get_flags (void)
{
  return G_APPLICATION_NON_UNIQUE;
}

/* The second start */

/* files one after another, each with its zero */
static GByteArray *
join_files (const char *const *arguments)
{
  GByteArray *all = g_byte_array_new ();

  for (guint i = 0; arguments[i] != NULL; i++)
    if (*arguments[i] != '-' && g_file_test (arguments[i], G_FILE_TEST_IS_REGULAR))
      {
        g_autofree char *path = g_canonicalize_filename (arguments[i], NULL);

        if (all->len + strlen (path) + 1 <= MAX_BYTES)
          g_byte_array_append (all, (const guint8 *) path, (guint) strlen (path) + 1);
      }
  return all;
}

static gboolean
tell (HWND window, const char *const *arguments)
{
  g_autoptr (GByteArray) files = join_files (arguments);
  COPYDATASTRUCT data = { .dwData = MARK, .cbData = files->len, .lpData = files->data };
  DWORD_PTR answer = 0;
  DWORD process = 0;

  /* Windows lets a program come to the front that the one in front allows to */
  GetWindowThreadProcessId (window, &process);
  AllowSetForegroundWindow (process);
  return SendMessageTimeoutW (window, WM_COPYDATA, 0, (LPARAM) &data, SMTO_ABORTIFHUNG, 5000,
                              &answer)
         && answer == TRUE;
}

static gboolean
tell_first (const char *const *arguments)
{
  for (guint i = 0; i < PATIENCE; i++)
    {
      HWND window = FindWindowExW (HWND_MESSAGE, NULL, NAME, NULL);

      if (window != NULL)
        return tell (window, arguments);
      Sleep (50);
    }
  return FALSE;
}

/* The first */

static GStrv
split_files (const COPYDATASTRUCT *data)
{
  g_autoptr (GStrvBuilder) files = g_strv_builder_new ();
  const char *all = data->lpData;

  if (data->cbData > 0 && data->cbData <= MAX_BYTES && all[data->cbData - 1] == 0)
    for (const char *p = all; p < all + data->cbData; p += strlen (p) + 1)
      if (g_utf8_validate (p, -1, NULL))
        g_strv_builder_add (files, p);
  return g_strv_builder_end (files);
}

static gboolean
idle_cb (gpointer data)
{
  told (data, told_data);
  return G_SOURCE_REMOVE;
}

/* the one that tells waits: it is answered at once, and the work is done after */
static LRESULT CALLBACK
listen_cb (HWND window, UINT message, WPARAM wide, LPARAM value)
{
  const COPYDATASTRUCT *data = message == WM_COPYDATA ? (const COPYDATASTRUCT *) value : NULL;

  if (data == NULL || data->dwData != MARK)
    return DefWindowProcW (window, message, wide, value);
  g_idle_add_full (G_PRIORITY_DEFAULT, idle_cb, split_files (data), (GDestroyNotify) g_strfreev);
  return TRUE;
}

static void
begin_listening (void)
{
  WNDCLASSEXW class = {
    .cbSize = sizeof class,
    .lpfnWndProc = listen_cb,
    .hInstance = GetModuleHandleW (NULL),
    .lpszClassName = NAME,
  };

  RegisterClassExW (&class);
  listener
      = CreateWindowExW (0, NAME, NAME, 0, 0, 0, 0, 0, HWND_MESSAGE, NULL, class.hInstance, NULL);
}

/* Public API */

gboolean
app_single_begin (const char *const *arguments, AppSingleFunc func, gpointer data)
{
  /* GApplication asks for a bus all the same, and GIO complains that it found none */
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "disabled:", FALSE);
  mutex = CreateMutexW (NULL, FALSE, L"Local\\" NAME);
  /* better two windows than none, when the first hangs */
  if (GetLastError () == ERROR_ALREADY_EXISTS && tell_first (arguments))
    return FALSE;
  told = func;
  told_data = data;
  begin_listening ();
  return TRUE;
}

void
app_single_end (void)
{
  if (listener != NULL)
    DestroyWindow (listener);
  listener = NULL;
  g_clear_pointer (&mutex, CloseHandle);
}

void
app_single_raise (GtkWindow *window)
{
  GdkSurface *surface;

  gtk_window_present (window);
  surface = gtk_native_get_surface (GTK_NATIVE (window));
  if (surface != NULL)
    {
      HWND handle = gdk_win32_surface_get_handle (surface);

      if (IsIconic (handle))
        ShowWindow (handle, SW_RESTORE);
      SetForegroundWindow (handle);
    }
}
