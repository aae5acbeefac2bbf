#define G_LOG_DOMAIN "merilo-model"

#include "model/charset.h"

#include <string.h>

#define LOOKED   65536 /* bytes a guess is made of */
#define WORD     4     /* letters of a word that says something: «7Б» may be anything */
#define LONGEST  64
#define SIGN     100 /* what a word loses by a sign in it, or by a capital after a small letter */
#define CLEARLY  1.5 /* times as likely as Windows-1251, which most files are in */
#define MAX_SEEN 2000

/* The letters а to я in a thousand of Russian text; «ё» is counted as none.
 * Source: Ляшевская, Шаров, Частотный словарь современного русского языка (2009). */
static const guint8 shares[32] = { 80, 16, 45, 17, 30, 85, 9, 16, 74, 12, 35, 44, 32, 67, 110, 28,
                                   47, 55, 63, 26, 3,  10, 5, 14, 7,  4,  0,  19, 17, 3,  6,   20 };

static const char *const candidates[] = { "WINDOWS-1251", "CP866", "KOI8-R" };

/* the bytes from 0x80 of each candidate, as Unicode; 0: no letter */
typedef gunichar HighHalf[128];

static void
fill_half (HighHalf half, const char *charset)
{
  for (guint i = 0; i < 128; i++)
    {
      char byte = (char) (0x80 + i);
      g_autofree char *letter = g_convert (&byte, 1, "UTF-8", charset, NULL, NULL, NULL);

      half[i] = letter != NULL ? g_utf8_get_char (letter) : 0;
    }
}

/* made when first asked for, and kept for good */
static const HighHalf *
get_halves (void)
{
  static HighHalf halves[G_N_ELEMENTS (candidates)];
  static gsize ready = 0;

  if (g_once_init_enter (&ready))
    {
      for (guint c = 0; c < G_N_ELEMENTS (candidates); c++)
        fill_half (halves[c], candidates[c]);
      g_once_init_leave (&ready, 1);
    }
  return (const HighHalf *) halves;
}

/* how much of Russian a word has; below zero where it cannot be one */
static int
rate_word (const HighHalf half, const guint8 *word, gsize length)
{
  int sum = 0;
  gboolean small = FALSE;

  for (gsize i = 0; i < length; i++)
    {
      gunichar letter = half[word[i] - 0x80], lower = g_unichar_tolower (letter);

      if (lower < 0x430 || lower > 0x451) /* а to я, and ё */
        sum -= SIGN;
      else
        sum += lower <= 0x44F ? shares[lower - 0x430] : 0;
      sum -= small && letter != lower ? SIGN : 0;
      small = letter == lower;
    }
  return sum;
}

/* every word once: a school's name stands in each row */
static void
rate (const guint8 *data, gsize size, double *sums)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const HighHalf *halves = get_halves ();

  for (gsize at = 0; at < size && g_hash_table_size (seen) < MAX_SEEN;)
    {
      gsize length = 0;

      while (at + length < size && data[at + length] >= 0x80)
        length++;
      if (length >= WORD && length <= LONGEST
          && g_hash_table_add (seen, g_strndup ((const char *) data + at, length)))
        for (guint c = 0; c < G_N_ELEMENTS (candidates); c++)
          sums[c] += rate_word (halves[c], data + at, length);
      at += MAX (length, 1);
    }
}

const char *
merilo_charset_guess (const char *data, gsize size)
{
  double sums[G_N_ELEMENTS (candidates)] = { 0 };
  guint best = 0;

  rate ((const guint8 *) data, MIN (size, LOOKED), sums);
  sums[0] = MAX (sums[0], 0) * CLEARLY;
  for (guint c = 1; c < G_N_ELEMENTS (candidates); c++)
    if (sums[c] > sums[best])
      best = c;
  return candidates[best];
}

/* Windows-1251 has no sign 0x98: not every iconv minds */
static char *
convert (const char *data, gsize size, const char *charset, gsize *ret_length)
{
  if (charset == candidates[0] && memchr (data, 0x98, size) != NULL)
    return NULL;
  return g_convert (data, (gssize) size, "UTF-8", charset, NULL, ret_length, NULL);
}

char *
merilo_charset_decode (const char *data, gsize size, gsize *ret_size)
{
  gsize length = 0;
  char *text;

  if (size >= 2 && (memcmp (data, "\xff\xfe", 2) == 0 || memcmp (data, "\xfe\xff", 2) == 0))
    text = convert (data + 2, size - 2, data[0] == '\xff' ? "UTF-16LE" : "UTF-16BE", &length);
  else
    {
      if (size >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
        {
          data += 3;
          size -= 3;
        }
      if (size > 0 && memchr (data, '\0', size) != NULL)
        return NULL;
      length = size;
      text = size == 0 || g_utf8_validate (data, (gssize) size, NULL)
                 ? g_strndup (size > 0 ? data : "", size)
                 : convert (data, size, merilo_charset_guess (data, size), &length);
    }
  if (text != NULL && ret_size != NULL)
    *ret_size = length;
  return text;
}
