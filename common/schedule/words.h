/* A phrase as tokens: words folded and looked up, numbers, signs. Kinds of blanks, dashes, quotes
 * and brackets are one each; a token keeps its place in the phrase, so that words can be quoted
 * as they stand. */
#pragma once

#include "schedule/lexicon.h"

G_BEGIN_DECLS

#define WORDS_MAX_BYTES 8192 /* a longer phrase is no deadline */

typedef enum
{
  TOKEN_END, /* after the last one */
  TOKEN_WORD,
  TOKEN_NUMBER,
  TOKEN_DASH,
  TOKEN_COMMA,
  TOKEN_STOP,
  TOKEN_SLASH,
  TOKEN_COLON,
  TOKEN_SEMICOLON,
  TOKEN_OPEN,
  TOKEN_CLOSE,
  TOKEN_QUOTE,
  TOKEN_SIGN, /* anything else */
} TokenKind;

/**
 * Token:
 * @value: of a number; of a known word what the lexicon says
 * @digits: how many digits the number has; 0 for a Roman one
 * @text: the word, folded; owned by the Words
 * @start, @end: bytes in the phrase
 * @ordinal: the number has an ending: «9-е»
 * @shortened: «уч.», «г.»; @stop: its full stop stands after it
 * @blank: a blank stands before it
 * @quoted: it stands between quotes
 * @upper: a capital
 * @misspelt: the word was guessed
 */
typedef struct
{
  TokenKind kind;
  Lexeme lex;
  int value;
  guint8 digits;
  guint ordinal : 1, shortened : 1, stop : 1, blank : 1, quoted : 1, upper : 1, misspelt : 1;
  const char *text;
  guint start, end;
} Token;

typedef struct
{
  const char *phrase; /* not owned */
  Token *tokens;      /* n of them and a TOKEN_END */
  guint n;
  char *buffer;
} Words;

/* @phrase lives longer than the words; it need not be UTF-8 */
void words_init (Words *self, const char *phrase, gsize length);
void words_clear (Words *self);

/* takes away a bracket around the whole phrase */
void words_strip (Words *self);

/* the token so many on, or the TOKEN_END */
const Token *words_at (const Words *self, guint i);

/* the bytes of the phrase from the first to the last token, as text of a canon: one blank for a
 * run of them, no signs that a canon cannot hold; transfer full */
char *words_quote (const Words *self, guint first, guint end);

gboolean token_is (const Token *token, Lexeme lex);
gboolean token_starts (const Token *token, const char *stem);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Words, words_clear)

G_END_DECLS
