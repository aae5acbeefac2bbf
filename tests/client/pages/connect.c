/* The first run: from a computer that knows no server to somebody signed in. */
#include "client/pages/desk.h"

#include "client/home.h"
#include "lib/certificates.h"
#include "pages/frame/connect.h"
#include "pages/frame/sign-in.h"
#include "store/settings.h"

#define HERE "127.0.0.1"
#define DAY  86400

static TestCertificate *authority;
static char *folder; /* a stick with the authority's file */

static char *
make_path (const char *name)
{
  return g_build_filename (folder, name, NULL);
}

static Fake *
start_tls (const char *host, const TestCertificate *issuer, gint until)
{
  g_autoptr (TestCertificate) certificate
      = test_certificate_new ("merilo", host, issuer, -2 * DAY, until);
  g_autofree char *path = make_path ("server.pem"), *key = make_path ("server.key");

  test_certificate_save (certificate, path);
  test_certificate_save_key (certificate, key);
  return fake_start_tls (path, key);
}

static gpointer
find (Desk *desk, GType type, const char *name)
{
  return ui_find (GTK_WIDGET (desk->window), type, name);
}

static gpointer
get_connect (Desk *desk)
{
  return find (desk, APP_TYPE_CONNECT, NULL);
}

static gboolean
is_mapped (Desk *desk, GType type, const char *name)
{
  GtkWidget *widget = find (desk, type, name);

  return widget != NULL && gtk_widget_get_mapped (widget);
}

static GtkWidget *
get_focus (Desk *desk)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (desk->window));

  g_assert_nonnull (focus);
  return focus;
}

/* into what has the focus, as the keyboard would */
static void
type (Desk *desk, const char *text)
{
  GtkWidget *focus = get_focus (desk);

  g_assert_true (GTK_IS_TEXT (focus));
  gtk_editable_set_text (GTK_EDITABLE (focus), text);
}

static void
press_return (Desk *desk)
{
  GtkWidget *focus = get_focus (desk);

  if (GTK_IS_TEXT (focus))
    g_signal_emit_by_name (focus, "activate");
  else
    g_assert_true (gtk_widget_activate (focus));
}

static void
press_tab (Desk *desk)
{
  gtk_widget_child_focus (GTK_WIDGET (desk->window), GTK_DIR_TAB_FORWARD);
}

/* until a certificate's page, an error's line, or the form stands there */
static void
wait_for (Desk *desk, GType type, const char *name)
{
  UI_WAIT (is_mapped (desk, type, name));
  desk_settle (desk);
}

static GtkRevealer *
get_notice (Desk *desk)
{
  return GTK_REVEALER (ui_find (get_connect (desk), GTK_TYPE_REVEALER, NULL));
}

static void
assert_says (Desk *desk, const char *part)
{
  GtkWidget *notice = gtk_revealer_get_child (get_notice (desk));

  if (strstr (gtk_label_get_text (GTK_LABEL (notice)), part) == NULL)
    g_error ("'%s' lacks '%s'", gtk_label_get_text (GTK_LABEL (notice)), part);
}

/* the whole way by keys: address, unknown authority, its file, sign-in; and the next start knows */
static void
test_way (Desk *desk, gconstpointer data)
{
  g_autofree char *url = NULL, *ca = make_path ("ca.cer"), *kept = NULL;

  desk_open_first (desk, start_tls (HERE, authority, DAY));
  url = fake_get_url (desk->fake);
  fake_load_file (desk->fake, g_getenv ("MERILO_SAMPLE"));
  g_assert_true (is_mapped (desk, APP_TYPE_CONNECT, NULL));
  desk_shot (desk, "connect-first");
  type (desk, url);
  press_return (desk);
  wait_for (desk, GTK_TYPE_BUTTON, "Взять файл сертификата управления…");
  g_assert_nonnull (
      find (desk, GTK_TYPE_LABEL, "Этот компьютер не знает, кто такой «УЦ управления»"));
  g_assert_true (get_focus (desk)
                 == find (desk, GTK_TYPE_BUTTON, "Взять файл сертификата управления…"));
  g_assert_cmpuint (fake_count (desk->fake, "GET", ""), ==, 0);
  desk_shot (desk, "connect-unknown");
  test_certificate_save_der (authority, ca);
  desk_act (get_connect (desk), "connect.take", ca);
  wait_for (desk, APP_TYPE_SIGN_IN, NULL);
  kept = app_settings_dup (APP_SETTING_CA_FILE);
  g_assert_cmpstr (kept, !=, ca); /* the stick may go */
  g_unlink (ca);
  desk_shot (desk, "connect-done");
  type (desk, "metodist");
  press_tab (desk);
  type (desk, "верный-пароль");
  press_return (desk);
  UI_WAIT (app_context_get_outbox (desk->context) != NULL);
  desk_go (desk, "today", NULL);
  desk_restart (desk); /* the file is trusted again */
  g_assert_cmpstr (app_window_get_page_name (desk->window), ==, "today");
}

static const struct
{
  const char *name, *host;
  gboolean by_itself;
  gint until;
  const char *title, *button;
} refusals[] = {
  { "connect-self-signed", HERE, TRUE, DAY, "Сервер поручился за себя сам",
    "Взять файл сертификата управления…" },
  { "connect-wrong-host", "merilo.example.ru", FALSE, DAY, "Сертификат выдан для другого адреса",
    "Проверить снова" },
  { "connect-expired", HERE, FALSE, -DAY, NULL, "Проверить снова" },
};

static void
test_refusals (Desk *desk, gconstpointer data)
{
  g_autofree char *ca = make_path ("ca.pem");

  test_certificate_save (authority, ca);
  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autofree char *url = NULL;

      desk_open_first (desk, start_tls (refusals[i].host, refusals[i].by_itself ? NULL : authority,
                                        refusals[i].until));
      if (!refusals[i].by_itself)
        g_assert_true (app_context_take_ca_file (desk->context, ca, NULL));
      url = fake_get_url (desk->fake);
      type (desk, url);
      press_return (desk);
      wait_for (desk, GTK_TYPE_BUTTON, refusals[i].button);
      if (refusals[i].title != NULL)
        g_assert_nonnull (find (desk, GTK_TYPE_LABEL, refusals[i].title));
      g_assert_true (get_focus (desk) == find (desk, GTK_TYPE_BUTTON, refusals[i].button));
      desk_shot (desk, refusals[i].name);
      g_assert_true (ui_press_bound (get_connect (desk), GDK_KEY_Escape, 0));
      g_assert_true (is_mapped (desk, ADW_TYPE_ENTRY_ROW, "Адрес сервера"));
      desk_close (desk);
    }
  desk_open_first (desk, fake_start ());
}

/* a file that is none, and one that signs somebody else */
static void
test_wrong_file (Desk *desk, gconstpointer data)
{
  g_autoptr (TestCertificate) stranger = test_certificate_new ("Чужой", NULL, NULL, -60, DAY);
  g_autofree char *bad = make_path ("bad.pem"), *other = make_path ("other.pem"), *url = NULL;
  g_autofree char *kept = NULL;

  g_assert_true (g_file_set_contents (bad, "письмо администратора", -1, NULL));
  test_certificate_save (stranger, other);
  desk_open_first (desk, start_tls (HERE, authority, DAY));
  url = fake_get_url (desk->fake);
  desk_act (get_connect (desk), "connect.take", bad);
  assert_says (desk, "нет сертификата: нужен файл");
  desk_shot (desk, "connect-bad-file");
  kept = app_settings_dup (APP_SETTING_CA_FILE);
  g_assert_null (kept);
  type (desk, url);
  press_return (desk);
  wait_for (desk, GTK_TYPE_BUTTON, "Взять файл сертификата управления…");
  desk_act (get_connect (desk), "connect.take", other);
  wait_for (desk, GTK_TYPE_LABEL,
            "Файл, взятый раньше, этот сервер не подтверждает: нужен другой.");
  desk_shot (desk, "connect-other-file");
  g_assert_true (ui_press_bound (get_connect (desk), GDK_KEY_Escape, 0));
  desk_act (get_connect (desk), "connect.drop", NULL);
  kept = app_settings_dup (APP_SETTING_CA_FILE);
  g_assert_null (kept);
}

static const struct
{
  const char *address, *says;
} addresses[] = {
  { "http://merilo.example.ru", "Без шифрования" },
  { "два слова", "адрес сервера пишется так" },
  { "https://127.0.0.1:1", "никто не отвечает" },
};

static void
test_addresses (Desk *desk, gconstpointer data)
{
  g_autofree char *url = NULL;

  desk_open_first (desk, fake_start ());
  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      type (desk, addresses[i].address);
      press_return (desk);
      UI_WAIT (gtk_revealer_get_child_revealed (get_notice (desk)));
      assert_says (desk, addresses[i].says);
    }
  desk_shot (desk, "connect-nobody");
  url = fake_get_url (desk->fake);
  fake_misbehave (desk->fake, "sessions", FAKE_STATUS, 404, 1);
  type (desk, url);
  press_return (desk);
  UI_WAIT (fake_count (desk->fake, "GET", "sessions") == 1);
  desk_settle (desk);
  assert_says (desk, "отвечает не сервер");
  fake_misbehave (desk->fake, "sessions", FAKE_SLOW, 0, 1);
  press_return (desk);
  g_assert_true (is_mapped (desk, GTK_TYPE_BUTTON, "Остановить"));
  g_assert_true (ui_press_bound (get_connect (desk), GDK_KEY_Escape, 0)); /* stops the question */
  g_assert_false (is_mapped (desk, GTK_TYPE_BUTTON, "Остановить"));
  desk_settle (desk);
  g_assert_true (is_mapped (desk, ADW_TYPE_ENTRY_ROW, "Адрес сервера"));
  press_return (desk);
  wait_for (desk, APP_TYPE_SIGN_IN, NULL);
}

static void
test_local (Desk *desk, gconstpointer data)
{
  g_autofree char *url = NULL, *kept = NULL;
  const char *places[] = { "http://127.0.0.1:1", NULL, NULL };

  desk_open_first (desk, fake_start ());
  url = fake_get_url (desk->fake);
  places[1] = url;
  app_connect_set_local (get_connect (desk), places);
  fake_sleep (desk->fake);
  press_tab (desk); /* from the address to the row below it */
  g_assert_true (ADW_IS_ACTION_ROW (get_focus (desk)));
  press_return (desk);
  wait_for (desk, GTK_TYPE_LABEL, "На этом компьютере сервера нет");
  desk_shot (desk, "connect-absent");
  fake_wake (desk->fake);
  press_return (desk); /* «Проверить снова» */
  wait_for (desk, APP_TYPE_SIGN_IN, NULL);
  kept = app_settings_dup (APP_SETTING_SERVER);
  g_assert_cmpstr (kept, ==, url);
  desk_act (desk->window, "win.connect", NULL);
  g_assert_true (is_mapped (desk, ADW_TYPE_ENTRY_ROW, "Адрес сервера"));
  g_assert_true (ui_press_bound (get_connect (desk), GDK_KEY_Escape, 0)); /* and back */
  g_assert_true (is_mapped (desk, APP_TYPE_SIGN_IN, NULL));
}

/* a certificate that went bad after the first run is told at the form, with the way to the facts */
static void
test_sign_in_refused (Desk *desk, gconstpointer data)
{
  g_autofree char *ca = make_path ("ca.pem"), *url = NULL;
  AppSignIn *form;

  desk_open_first (desk, start_tls (HERE, authority, -DAY));
  test_certificate_save (authority, ca);
  g_assert_true (app_context_take_ca_file (desk->context, ca, NULL));
  url = fake_get_url (desk->fake);
  app_settings_set (APP_SETTING_SERVER, url);
  app_window_start (desk->window, FALSE);
  form = find (desk, APP_TYPE_SIGN_IN, NULL);
  g_assert_cmpstr (app_sign_in_get_server (form), ==, url);
  type (desk, "metodist");
  press_tab (desk);
  type (desk, "верный-пароль");
  press_return (desk);
  wait_for (desk, GTK_TYPE_BUTTON, "Что с сертификатом…");
  g_assert_cmpuint (fake_count (desk->fake, "POST", ""), ==, 0); /* the password stayed here */
  desk_shot (desk, "sign-in-untrusted");
  press_return (desk);
  wait_for (desk, GTK_TYPE_BUTTON, "Проверить снова");
}

static void
tear_down (Desk *desk, gconstpointer data)
{
  desk_close (desk);
}

static void
fill (void)
{
  authority = test_certificate_new ("УЦ управления", NULL, NULL, -60, DAY);
  folder = g_dir_make_tmp ("merilo-connect-XXXXXX", NULL);
#define ADD(name, func) g_test_add ("/connect/" name, Desk, NULL, NULL, func, tear_down)
  ADD ("way", test_way);
  ADD ("refusals", test_refusals);
  ADD ("wrong-file", test_wrong_file);
  ADD ("addresses", test_addresses);
  ADD ("local", test_local);
  ADD ("sign-in-refused", test_sign_in_refused);
}

int
main (int argc, char **argv)
{
  int result = desk_main (argc, argv, "merilo-test-connect", fill);

  test_certificate_free (authority);
  wipe_folder (folder, TRUE);
  g_free (folder);
  return result;
}
