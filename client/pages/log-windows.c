#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>

#include <windows.h>

#include <glib/gstdio.h>

#include "pages/log-text.h"
#include "pages/log.h"

/* %LOCALAPPDATA%\merilo\merilo.log: warnings and worse, and of a crash where in which module it
 * was. Nothing of what users type gets there. A file «crash» beside it lasts until the next start.
 */
#define MOST   (1024 * 1024)
#define FRAMES 48

static HANDLE file = INVALID_HANDLE_VALUE;
static wchar_t *crash_mark;

static char *
make_path (const char *name)
{
  return g_build_filename (g_get_user_data_dir (), "merilo", name, NULL);
}

static void
put (const char *text, gsize length)
{
  DWORD written;

  WriteFile (file, text, (DWORD) length, &written, NULL);
}

static GLogWriterOutput
write_cb (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer data)
{
  const char *domain = NULL, *text = NULL;

  for (gsize i = 0; i < n_fields; i++)
    if (g_str_equal (fields[i].key, "GLIB_DOMAIN"))
      domain = fields[i].value;
    else if (g_str_equal (fields[i].key, "MESSAGE"))
      text = fields[i].value;
  if ((level & (G_LOG_LEVEL_INFO | G_LOG_LEVEL_DEBUG)) == 0 && text != NULL)
    {
      g_autoptr (GDateTime) now = g_date_time_new_now_local ();
      g_autofree char *line = app_log_format_line (now, domain, level, text);

      put (line, strlen (line));
    }
  return g_log_writer_default (level, fields, n_fields, data);
}

static void
print_error_cb (const char *text)
{
  g_message ("%s", text);
}

/* After a crash: no memory is asked for, nothing of GLib's is called */

static void
put_place (const char *what, DWORD64 address)
{
  HMODULE module = NULL;
  wchar_t path[MAX_PATH] = L"?";
  const wchar_t *name;
  char narrow[MAX_PATH], line[MAX_PATH + 80];
  int n;

  if (GetModuleHandleExW (GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS
                              | GET_MODULE_HANDLE_EX_FLAG_UNCHANGED_REFCOUNT,
                          (const wchar_t *) address, &module))
    GetModuleFileNameW (module, path, MAX_PATH - 1);
  name = wcsrchr (path, L'\\') != NULL ? wcsrchr (path, L'\\') + 1 : path;
  if (WideCharToMultiByte (CP_UTF8, 0, name, -1, narrow, sizeof narrow, NULL, NULL) == 0)
    narrow[0] = 0;
  n = snprintf (line, sizeof line, "%s %s+0x%llx\n", what, narrow,
                (unsigned long long) (address - (DWORD64) module));
  put (line, (gsize) CLAMP (n, 0, (int) sizeof line - 1));
}

static void
put_time (const char *what, unsigned long code)
{
  SYSTEMTIME now;
  char line[160];
  int n;

  GetLocalTime (&now);
  n = snprintf (line, sizeof line,
                "%04u-%02u-%02u %02u:%02u:%02u merilo " PACKAGE_VERSION " %s 0x%08lx\n", now.wYear,
                now.wMonth, now.wDay, now.wHour, now.wMinute, now.wSecond, what, code);
  put (line, (gsize) CLAMP (n, 0, (int) sizeof line - 1));
}

static void
put_stack (CONTEXT place)
{
  for (guint i = 0; i < FRAMES && place.Rip != 0; i++)
    {
      DWORD64 base, establisher;
      void *handler;
      RUNTIME_FUNCTION *function;

      put_place (" ", place.Rip);
      function = RtlLookupFunctionEntry (place.Rip, &base, NULL);
      if (function == NULL) /* a function without a frame: or none at all */
        {
          if (i > 0 || IsBadReadPtr ((void *) place.Rsp, sizeof place.Rip))
            return;
          place.Rip = *(DWORD64 *) place.Rsp;
          place.Rsp += sizeof place.Rip;
        }
      else
        RtlVirtualUnwind (UNW_FLAG_NHANDLER, base, place.Rip, function, &place, &handler,
                          &establisher, NULL);
    }
}

static void
leave_mark (void)
{
  HANDLE mark = CreateFileW (crash_mark, GENERIC_WRITE, 0, NULL, CREATE_ALWAYS, 0, NULL);

  if (mark != INVALID_HANDLE_VALUE)
    CloseHandle (mark);
}

static LONG WINAPI
crash_cb (EXCEPTION_POINTERS *crash)
{
  put_time ("crashed", crash->ExceptionRecord->ExceptionCode);
  put_stack (*crash->ContextRecord);
  leave_mark ();
  return EXCEPTION_CONTINUE_SEARCH; /* Windows may report it too */
}

static void
abort_cb (int number)
{
  CONTEXT here;

  RtlCaptureContext (&here);
  put_time ("aborted", (unsigned long) number);
  put_stack (here);
  leave_mark ();
}

/* Public API */

void
app_log_begin (void)
{
  g_autofree char *path = make_path ("merilo.log"), *mark = make_path ("crash");
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree gunichar2 *wide = g_utf8_to_utf16 (path, -1, NULL, NULL, NULL);

  if (wide == NULL || g_mkdir_with_parents (folder, 0700) != 0)
    return;
  app_log_turn (path, MOST);
  file = CreateFileW ((const wchar_t *) wide, FILE_APPEND_DATA,
                      FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, NULL, OPEN_ALWAYS,
                      FILE_ATTRIBUTE_NORMAL, NULL);
  if (file == INVALID_HANDLE_VALUE)
    return;
  crash_mark = (wchar_t *) g_utf8_to_utf16 (mark, -1, NULL, NULL, NULL);
  g_log_set_writer_func (write_cb, NULL, NULL);
  g_set_printerr_handler (print_error_cb);
  SetUnhandledExceptionFilter (crash_cb);
  signal (SIGABRT, abort_cb);
}

char *
app_log_take_crash (void)
{
  g_autofree char *mark = make_path ("crash");

  return g_unlink (mark) == 0 ? make_path ("merilo.log") : NULL;
}
