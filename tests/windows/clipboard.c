/* A table on the clipboard in Windows' own words: what Excel puts there is read, what we put there
 * Excel can read. */
#include <string.h>

#include <windows.h>

#include "widgets/cells.h"
#include "widgets/clipboard.h"
#include "widgets/html-form.h"

static GtkWindow *window;

static void
put_format (UINT format, const void *data, gsize length)
{
  HGLOBAL memory = GlobalAlloc (GMEM_MOVEABLE, length);

  memcpy (GlobalLock (memory), data, length);
  GlobalUnlock (memory);
  g_assert_nonnull (SetClipboardData (format, memory));
}

/* as another program: by Windows, past GDK */
static void
put_as_excel (void)
{
  static const char html[]
      = "Version:1.0\r\nStartHTML:0000000105\r\nEndHTML:0000000242\r\nStartFragment:0000000157\r\n"
        "EndFragment:0000000202\r\n<html><body>\r\n<table border=0>\r\n<!--StartFragment--><tr><td>"
        "Школа</td><td x:num>12</td></tr><!--EndFragment--></table></body></html>";
  static const wchar_t text[] = L"Школа\t12\r\n";

  g_assert_true (OpenClipboard (NULL));
  g_assert_true (EmptyClipboard ());
  put_format (CF_UNICODETEXT, text, sizeof text);
  put_format (RegisterClipboardFormatW (L"HTML Format"), html, sizeof html);
  CloseClipboard ();
}

static void
splice_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  g_output_stream_splice_finish (G_OUTPUT_STREAM (object), result, &error);
  g_assert_no_error (error);
  *(GBytes **) data = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (object));
}

static void
open_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) stream
      = gdk_clipboard_read_finish (GDK_CLIPBOARD (object), result, NULL, &error);
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();

  g_assert_no_error (error);
  g_output_stream_splice_async (memory, stream,
                                G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE
                                    | G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET,
                                G_PRIORITY_DEFAULT, NULL, splice_cb, data);
}

static void
read_text_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  *(char **) data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (object), result, NULL);
}

#define WAIT(condition)                                                                            \
  for (guint wait_ = 0; !(condition) && wait_ < 20000; wait_++)                                    \
    if (!g_main_context_iteration (NULL, FALSE))                                                   \
  g_usleep (1000)

static void
pass_time (void)
{
  gint64 end = g_get_monotonic_time () + G_TIME_SPAN_SECOND;

  WAIT (g_get_monotonic_time () > end);
}

static void
test_from_excel (void)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (window));
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GPtrArray) cells = NULL, lines = NULL;
  g_autofree char *html = NULL, *tsv = NULL, *text = NULL, *again = NULL;

  put_as_excel ();
  pass_time ();
  gdk_clipboard_read_async (clipboard, (const char *[]){ app_html_form_get_mime (), NULL },
                            G_PRIORITY_DEFAULT, NULL, open_cb, &bytes);
  WAIT (bytes != NULL);
  g_assert_nonnull (bytes);
  html = app_html_form_unwrap (bytes);
  cells = app_cells_parse_html (html);
  tsv = app_cells_to_tsv (cells);
  g_assert_cmpstr (tsv, ==, "Школа\t12\n");
  gdk_clipboard_read_text_async (clipboard, NULL, read_text_cb, &text);
  WAIT (text != NULL);
  lines = app_cells_parse (text);
  again = app_cells_to_tsv (lines);
  g_assert_cmpstr (again, ==, "Школа\t12\n");
}

/* what Windows has under @format; transfer full */
static char *
dup_format (UINT format, gsize *ret_length)
{
  HANDLE memory;
  char *data = NULL;

  for (guint i = 0; i < 100 && !OpenClipboard (NULL); i++)
    pass_time ();
  memory = GetClipboardData (format);
  if (memory != NULL)
    {
      *ret_length = GlobalSize (memory);
      data = g_memdup2 (GlobalLock (memory), *ret_length);
      GlobalUnlock (memory);
    }
  CloseClipboard ();
  return data;
}

typedef struct
{
  char *html, *text;
  gsize html_length, text_length;
  gboolean done;
} Taken;

/* as another program would: in a thread, while ours answers what it is asked for */
static gpointer
take_all (gpointer data)
{
  Taken *taken = data;

  taken->html = dup_format (RegisterClipboardFormatW (L"HTML Format"), &taken->html_length);
  taken->text = dup_format (CF_UNICODETEXT, &taken->text_length);
  g_atomic_int_set (&taken->done, TRUE);
  return NULL;
}

static void
test_to_excel (void)
{
  g_autoptr (GPtrArray) cells = app_cells_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GPtrArray) read = NULL;
  g_autofree char *html = NULL, *tsv = NULL, *text = NULL;
  Taken taken = { 0 };
  GThread *thread;

  g_ptr_array_add (cells, g_strdupv ((char *[]){ "Лицей № 1", "<7>", NULL }));
  app_clipboard_set_cells (GTK_WIDGET (window), cells);
  pass_time ();
  thread = g_thread_new ("excel", take_all, &taken);
  WAIT (g_atomic_int_get (&taken.done));
  g_thread_join (thread);
  g_assert_nonnull (taken.html);
  bytes = g_bytes_new_take (taken.html, taken.html_length);
  html = app_html_form_unwrap (bytes);
  read = app_cells_parse_html (html);
  tsv = app_cells_to_tsv (read);
  g_assert_cmpstr (tsv, ==, "Лицей № 1\t<7>\n");
  text = g_utf16_to_utf8 ((gunichar2 *) taken.text, (glong) (taken.text_length / 2), NULL, NULL,
                          NULL);
  g_assert_true (g_str_has_prefix (text, "Лицей № 1\t<7>"));
  g_free (taken.text);
}

int
main (int argc, char **argv)
{
  int status;

  g_unsetenv ("G_DEBUG"); /* wine has no layouts of keyboards, and GDK warns of it */
  g_test_init (&argc, &argv, NULL);
  g_log_set_always_fatal (G_LOG_LEVEL_ERROR);
  gtk_init ();
  window = GTK_WINDOW (gtk_window_new ());
  gtk_window_present (window);
  pass_time ();
  g_test_add_func ("/clipboard/from-excel", test_from_excel);
  g_test_add_func ("/clipboard/to-excel", test_to_excel);
  status = g_test_run ();
  gtk_window_destroy (window);
  return status;
}
