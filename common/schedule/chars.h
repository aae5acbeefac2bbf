/* The characters of a phrase: what is a letter, a digit, a blank, a sign. Private to the words. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  CHAR_BLANK,
  CHAR_LETTER,
  CHAR_DIGIT,
  CHAR_DROPPED, /* accents, soft hyphens, marks of direction */
  CHAR_SIGN,
} CharClass;

/* @p is before @end; what is no UTF-8 reads as U+FFFD, a byte at a time */
gunichar char_read (const char *p, const char *end, const char **ret_next);

/* a small letter; ё is е */
gunichar char_fold (gunichar c);

CharClass char_classify (gunichar c);

/* a Latin letter that looks like a Russian one becomes that */
gunichar char_look_russian (gunichar c);

/* of folded letters: 1…12, or 0 */
int chars_read_roman (const gunichar *letters, guint n);

G_END_DECLS
