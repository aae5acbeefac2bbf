/* The words that deadlines are made of, in every form. Case is folded and «ё» is «е» here. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  LEX_NONE,
  /* words of time */
  LEX_MONTH, /* value 1…12 */
  LEX_YEAR,
  LEX_STUDY, /* учебный */
  LEX_QUARTER,
  LEX_HALF, /* полугодие */
  LEX_DECADE,
  LEX_DAY,
  LEX_DAYLONG, /* …дневный */
  LEX_WEEK,
  LEX_MONTH_WORD,
  LEX_DAY_NUMBER, /* число */
  LEX_WEEKDAY,    /* value 1…7 */
  LEX_YEARLY,
  LEX_QUARTERLY,
  LEX_MONTHLY,
  LEX_ALWAYS,
  LEX_TERM, /* срок */
  LEX_LAST_OF_TIME = LEX_TERM,
  /* numerals */
  LEX_ORDINAL,  /* первый; value 5: последний */
  LEX_CARDINAL, /* двух */
  LEX_TIMES,    /* раз */
  LEX_EVERY,    /* каждый */
  /* where a time stands to now */
  LEX_CURRENT,
  LEX_NEXT,
  LEX_PREVIOUS,
  LEX_REPORTED, /* отчетный */
  LEX_THEN,     /* далее */
  /* prepositions and little words */
  LEX_TO,
  LEX_BY,
  LEX_FROM,
  LEX_IN,
  LEX_ON,
  LEX_TOWARDS, /* к */
  LEX_FOR,     /* за */
  LEX_AT,      /* при */
  LEX_AFTER,
  LEX_EVE,     /* накануне */
  LEX_THROUGH, /* через */
  LEX_NOT,
  LEX_LATER,
  LEX_EARLIER,
  LEX_INCLUDING,
  LEX_AND,
  LEX_OR,
  LEX_BUT,
  LEX_EXCEPT,  /* кроме */
  LEX_FOR_THE, /* для */
  /* parts of time */
  LEX_COURSE, /* течение, протяжении */
  LEX_SPAN,   /* период */
  LEX_WHOLE,
  LEX_BEGIN,
  LEX_END,
  LEX_FINISH, /* окончания */
  LEX_MIDDLE,
  LEX_WORKING,
  LEX_PLAIN, /* календарный */
  LEX_DATE,  /* даты, момента, дня */
  LEX_TIME,  /* время, ходе */
  LEX_HOUR,
  LEX_MINUTE,
  LEX_MOSCOW,
  LEX_LOCAL,
  /* words of need */
  LEX_MEASURE, /* мере */
  LEX_NEED,
  LEX_REQUEST,
  /* other people's plans */
  LEX_ACCORDANCE,
  LEX_ACCORDING,
  LEX_PLAN,
  LEX_PLAN_WORD, /* утвержденный, установленный … */
  LEX_PROCEDURE, /* проведение */
  LEX_CLASS,
  LEX_PUPIL,
  LEX_OUTCOME, /* итогам, результатам */
} Lexeme;

typedef enum
{
  WORD_STRONG = 1 << 0, /* may be glued to its neighbour: «вмае» */
  WORD_FUZZY = 1 << 1,  /* may be misspelt by one letter */
  WORD_SHORT = 1 << 2,  /* shortened: a full stop belongs to it */
} WordFlags;

typedef struct
{
  Lexeme lex;
  int value;
  WordFlags flags;
} Entry;

/* NULL if the word is not known */
const Entry *lexicon_find (const char *word);

/* the known word that @word is, but for one letter or two neighbours exchanged; or NULL */
const Entry *lexicon_guess (const char *word);

/* @word as two known words without a blank between; @ret_left: bytes of the first */
gboolean lexicon_split (const char *word, gsize *ret_left);

/* is @a but one letter or one exchange from @b; both UTF-8 */
gboolean lexicon_is_near (const char *a, const char *b);

G_END_DECLS
