/* A phrase cut into what its parts say, in the order of the words. Private to the reader. */
#pragma once

#include "schedule/read.h"
#include "schedule/span.h"

G_BEGIN_DECLS

typedef enum
{
  ITEM_SPAN,
  ITEM_REPEAT,     /* lex: LEX_YEARLY, LEX_QUARTERLY, LEX_MONTHLY; number: how many times */
  ITEM_HALF_YEARS, /* once in half a year */
  ITEM_EVERY,      /* number: years */
  ITEM_DAY,        /* «до 5 числа …» */
  ITEM_THEN,       /* далее */
  ITEM_TERM,       /* срок */
  ITEM_ALWAYS,
  ITEM_NEED,
  ITEM_EVENT, /* rule */
  ITEM_OWNER, /* text */
  ITEM_SCOPE, /* text */
  ITEM_TIME,
  ITEM_EXCEPT, /* кроме; не ведётся */
  ITEM_JOIN,   /* a comma, «и» */
  ITEM_BREAK,  /* a full stop, a semicolon */
  ITEM_OTHER,  /* words that say nothing of time */
} ItemKind;

typedef enum
{
  DAY_NEXT = 1 << 0,     /* of the next month */
  DAY_REPORTED = 1 << 1, /* after the one reported on */
  DAY_QUARTER = 1 << 2,
  DAY_PERIOD = 1 << 3, /* after a reporting period that is not named */
  DAY_EVERY = 1 << 4,
  DAY_LAST_MONTH = 1 << 5, /* of the last month of the quarter */
  DAY_YEARLY = 1 << 6,
} DayFlags;

/**
 * Item:
 * @bracket: the number of the bracket it stands in; 0: none
 * @text, @rule: owned by the item
 */
typedef struct
{
  ItemKind kind;
  guint start, end; /* tokens */
  guint bracket;
  Span span;
  Lexeme lex;
  int number;
  DayFlags day;
  char *text;
  MeriloRule *rule;
} Item;

typedef struct
{
  const Words *words;
  const MeriloDeadlineContext *context;
  gint64 order; /* the order's date, or today */
  GArray *items;
  MeriloWarnings warnings;
} Scan;

void scan_init (Scan *self, const Words *words, const MeriloDeadlineContext *context);
void scan_run (Scan *self, guint first);
void scan_clear (Scan *self);

/* Each reads at *pos, moves it and fills the item, or returns FALSE and leaves both. */
gboolean scan_repeat (Scan *self, guint *pos, Item *item);
gboolean scan_day (Scan *self, guint *pos, Item *item);
gboolean scan_scope (Scan *self, guint *pos, Item *item);
gboolean scan_owner (Scan *self, guint *pos, Item *item);
gboolean scan_event (Scan *self, guint *pos, Item *item);

G_END_DECLS
