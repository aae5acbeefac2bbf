/* a small object as texts: what it gives, what it refuses, and that what it gave is wiped */
#include "model/json-texts.h"

#include <string.h>

#include "model/error.h"

static const MeriloJsonBounds bounds = { 200, 4, 1 };

static guint destroyed;

static void
destroy (gpointer text)
{
  destroyed += text != NULL;
  g_free (text);
}

static void
test_values (void)
{
  static const struct
  {
    const char *name, *text;
  } values[] = {
    { "plain", "слово" },
    { "escaped", "a\"\n\360\237\230\200ё" },
    { "", "empty name" },
    { "whole", "-7" },
    { "real", "2.50" },
    { "flag", "true" },
    { "list", "[1, {\"a\":2}]" },
    { "null", NULL },
    { "twice", "2" },
  };
  const char *json
      = " {\"plain\" : \"слово\",\"escaped\":\"a\\\"\\n\\ud83d\\ude00\\u0451\",\"\":\"empty name\","
        "\"whole\":-7,\"real\":2.50,\"flag\":true,\"list\":[1, {\"a\":2}],\"null\":null,"
        "\"twice\":1,\"twice\":2}\n";
  g_autoptr (GError) error = NULL;
  GHashTable *texts = merilo_json_texts (json, strlen (json), &bounds, destroy, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (g_hash_table_size (texts), ==, G_N_ELEMENTS (values));
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_assert_true (g_hash_table_contains (texts, values[i].name));
      g_assert_cmpstr (g_hash_table_lookup (texts, values[i].name), ==, values[i].text);
    }
  destroyed = 0;
  g_hash_table_unref (texts);
  g_assert_cmpuint (destroyed, ==, G_N_ELEMENTS (values) - 1);
}

static void
test_refused (void)
{
  static const char *const bad[] = {
    "",
    " ",
    "7",
    "[]",
    "null",
    "{",
    "{\"a\"}",
    "{\"a\":}",
    "{\"a\":1,}",
    "{\"a\":1}{",
    "{\"a\":nul}",
    "{\"a\":\"\\u0000\"}",
    "{\"a\":\"\xFF\"}",
    "{\"a\":\"x",
    "{a:1}",
    "{\"a\":[[[[[1]]]]]}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%u", i);
      g_assert_null (merilo_json_texts (bad[i], strlen (bad[i]), &bounds, g_free, &error));
      g_assert_error (error, MERILO_ERROR, MERILO_ERROR_BAD_JSON);
    }
}

/* what was read before the mistake is wiped too */
static void
test_broken_off (void)
{
  g_autofree char *long_text = g_strnfill (300, ' ');
  const char *json = "{\"old\":\"one\",\"new\":\"two\",";

  destroyed = 0;
  g_assert_null (merilo_json_texts (json, strlen (json), &bounds, destroy, NULL));
  g_assert_cmpuint (destroyed, ==, 2);
  g_assert_null (merilo_json_texts (long_text, 300, &bounds, destroy, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json-texts/values", test_values);
  g_test_add_func ("/json-texts/refused", test_refused);
  g_test_add_func ("/json-texts/broken-off", test_broken_off);
  return g_test_run ();
}
