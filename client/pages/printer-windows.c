#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include <glib/gi18n.h>
#include <windows.h>

#include <shellapi.h>

#include "model/error.h"
#include "pages/printer.h"

/* Windows has no printing of its own for PDF: the program that shows it prints it. That program
 * reads the file when it likes: print-folder.h removes it later. */
void
app_printer_print (
    GtkWindow *window, const char *path, const char *title, AppPrintedFunc func, gpointer data)
{
  g_autofree gunichar2 *wide = g_utf8_to_utf16 (path, -1, NULL, NULL, NULL);
  g_autoptr (GError) error = NULL;

  if ((INT_PTR) ShellExecuteW (NULL, L"open", (const wchar_t *) wide, NULL, NULL, SW_SHOWNORMAL)
      > 32)
    {
      func (_ ("Открыт файл PDF: напечатайте его из той программы"), NULL, data);
      return;
    }
  g_set_error_literal (&error, MERILO_ERROR, MERILO_ERROR_UNAVAILABLE,
                       _ ("не напечатано: в системе нет программы, которая открывает PDF"));
  func (NULL, error, data);
}
