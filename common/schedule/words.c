#define G_LOG_DOMAIN "merilo-schedule"

#include <string.h>

#include "schedule/chars.h"
#include "schedule/words.h"

typedef struct
{
  Words *words;
  GArray *tokens;
  const char *p, *end;
  char *out;
  gboolean blank;
} Lexer;

/* ---- signs ------------------------------------------------------------------------------ */

static TokenKind
classify_sign (gunichar c)
{
  switch (c)
    {
    case '-':
    case 0x2212:
    case 0xfe58:
    case 0xfe63:
    case 0xff0d:
      return TOKEN_DASH;
    case ',':
      return TOKEN_COMMA;
    case '.':
    case 0x2026:
      return TOKEN_STOP;
    case '/':
      return TOKEN_SLASH;
    case ':':
      return TOKEN_COLON;
    case ';':
      return TOKEN_SEMICOLON;
    case '(':
    case '[':
    case '{':
      return TOKEN_OPEN;
    case ')':
    case ']':
    case '}':
      return TOKEN_CLOSE;
    case '"':
    case '\'':
    case '`':
    case 0xab:
    case 0xbb:
    case 0x2039:
    case 0x203a:
      return TOKEN_QUOTE;
    default:
      return c >= 0x2010 && c <= 0x2015   ? TOKEN_DASH
             : c >= 0x2018 && c <= 0x201f ? TOKEN_QUOTE
                                          : TOKEN_SIGN;
    }
}

/* ---- numbers ---------------------------------------------------------------------------- */

/* the folded letters at @p, and where they end; 0 if they are more than two */
static guint
peek_ending (const Lexer *self, const char *p, char out[16], const char **ret_end)
{
  guint n = 0;
  char *to = out;

  while (p < self->end)
    {
      const char *next;
      gunichar c = char_read (p, self->end, &next);

      if (char_classify (c) != CHAR_LETTER)
        break;
      if (n == 2)
        return 0;
      to += g_unichar_to_utf8 (char_fold (c), to);
      p = next;
      n++;
    }
  *to = '\0';
  *ret_end = p;
  return n;
}

/* «9-е», «5-го», «1й»: the ending belongs to the number */
static gboolean
take_ordinal_ending (Lexer *self)
{
  static const char *const endings[] = { "го", "му", "ом", "ый", "ой", "ая", "ое", "ые", "ых",
                                         "ей", "ти", "ми", "й",  "е",  "х",  "м",  "я",  NULL };
  char ending[16];
  const char *p = self->p, *next;
  gunichar c = p < self->end ? char_read (p, self->end, &next) : 0;

  if (c != 0 && char_classify (c) == CHAR_SIGN && classify_sign (c) == TOKEN_DASH)
    p = next;
  if (peek_ending (self, p, ending, &next) == 0 || !g_strv_contains (endings, ending))
    return FALSE;
  self->p = next;
  return TRUE;
}

static void
take_number (Lexer *self, Token *token)
{
  token->kind = TOKEN_NUMBER;
  for (; self->p < self->end && g_ascii_isdigit (*self->p); self->p++)
    {
      token->digits = (guint8) MIN (token->digits + 1, 99);
      if (token->value < 10000000)
        token->value = token->value * 10 + (*self->p - '0');
    }
  token->ordinal = take_ordinal_ending (self);
}

/* ---- words ------------------------------------------------------------------------------ */

static char *
put_letters (char *out, const gunichar *letters, guint n, gboolean russian)
{
  for (guint i = 0; i < n; i++)
    out += g_unichar_to_utf8 (russian ? char_look_russian (letters[i]) : letters[i], out);
  *out = '\0';
  return out;
}

static void
look_up (Token *token)
{
  const Entry *entry = lexicon_find (token->text);

  if (entry == NULL && (entry = lexicon_guess (token->text)) != NULL)
    token->misspelt = TRUE;
  if (entry == NULL)
    return;
  token->lex = entry->lex;
  token->value = entry->value;
  token->shortened = (entry->flags & WORD_SHORT) != 0;
}

/* «вмае»: two tokens of one word */
static gboolean
split_glued (Lexer *self, Token *token)
{
  Token second = *token;
  gsize left;

  if (lexicon_find (token->text) != NULL || !lexicon_split (token->text, &left))
    return FALSE;
  second.text = self->out;
  self->out = g_stpcpy (self->out, token->text + left) + 1;
  ((char *) token->text)[left] = '\0';
  token->end = second.start = token->start + (guint) MIN (left, token->end - token->start - 1);
  second.upper = second.blank = FALSE;
  look_up (token);
  look_up (&second);
  g_array_append_val (self->tokens, *token);
  *token = second;
  return TRUE;
}

static guint
take_letters (Lexer *self, gunichar *letters, guint max, gboolean *ret_russian)
{
  guint n = 0;

  while (self->p < self->end)
    {
      const char *next;
      gunichar c = char_read (self->p, self->end, &next);
      CharClass class = char_classify (c);

      if (class != CHAR_LETTER && class != CHAR_DROPPED)
        break;
      self->p = next;
      if (c == 0x306 && n > 0 && letters[n - 1] == 0x438)
        letters[n - 1] = 0x439; /* й in two parts */
      if (class == CHAR_DROPPED || n == max)
        continue;
      letters[n] = char_fold (c);
      *ret_russian |= letters[n] >= 0x430 && letters[n] <= 0x44f;
      n++;
    }
  return n;
}

static void
take_word (Lexer *self, Token *token)
{
  gunichar letters[64];
  gboolean russian = FALSE;
  const char *next;
  guint n;

  token->kind = TOKEN_WORD;
  token->upper = g_unichar_isupper (char_read (self->p, self->end, &next));
  n = take_letters (self, letters, G_N_ELEMENTS (letters), &russian);
  token->end = (guint) (self->p - self->words->phrase);
  if ((token->value = chars_read_roman (letters, n)) != 0)
    {
      token->kind = TOKEN_NUMBER;
      token->ordinal = take_ordinal_ending (self);
      return;
    }
  token->text = self->out;
  self->out = put_letters (self->out, letters, n, TRUE) + 1;
  if (!russian && lexicon_find (token->text) == NULL)
    self->out = put_letters ((char *) token->text, letters, n, FALSE) + 1;
  if (!split_glued (self, token))
    look_up (token);
}

/* ---- the phrase ------------------------------------------------------------------------- */

static void
take_sign (Lexer *self, Token *token)
{
  const char *next;
  Token *last
      = self->tokens->len > 0 ? &g_array_index (self->tokens, Token, self->tokens->len - 1) : NULL;

  token->kind = classify_sign (char_read (self->p, self->end, &next));
  self->p = next;
  if (token->kind == TOKEN_STOP && last != NULL && last->shortened && !token->blank)
    {
      last->stop = TRUE;
      token->kind = TOKEN_END; /* not a token of its own */
    }
}

/* «п/г», «п.г.» */
static void
join_half_years (GArray *tokens)
{
  for (guint i = 0; i + 2 < tokens->len; i++)
    {
      Token *t = &g_array_index (tokens, Token, i);

      if (t->kind == TOKEN_WORD && strcmp (t->text, "п") == 0
          && (t[1].kind == TOKEN_SLASH || t[1].kind == TOKEN_STOP) && t[2].kind == TOKEN_WORD
          && (strcmp (t[2].text, "г") == 0 || strcmp (t[2].text, "годие") == 0))
        {
          t->lex = LEX_HALF;
          t->end = t[2].end;
          t->stop = t[2].stop;
          g_array_remove_range (tokens, i + 1, 2);
        }
    }
}

/* «15» января: so the day stands in the blank of a form */
static void
unquote_days (GArray *tokens)
{
  for (guint i = 0; i + 3 < tokens->len; i++)
    {
      const Token *t = &g_array_index (tokens, Token, i);

      if (t[0].kind == TOKEN_QUOTE && t[1].kind == TOKEN_NUMBER && t[1].digits <= 2
          && t[2].kind == TOKEN_QUOTE && token_is (&t[3], LEX_MONTH))
        {
          g_array_remove_index (tokens, i + 2);
          g_array_remove_index (tokens, i);
        }
    }
}

/* words between a pair of quotes are a name, unless the quotes hold the whole phrase */
static void
mark_quoted (GArray *tokens)
{
  Token *all = (Token *) tokens->data;
  guint open = G_MAXUINT;

  for (guint i = 0; i < tokens->len; i++)
    if (all[i].kind == TOKEN_QUOTE)
      {
        gboolean whole = open == 0 && i + 1 == tokens->len;

        for (guint k = open; k != G_MAXUINT && k < i && !whole; k++)
          all[k].quoted = TRUE;
        open = open == G_MAXUINT ? i : G_MAXUINT;
      }
}

void
words_init (Words *self, const char *phrase, gsize length)
{
  Token end = { .kind = TOKEN_END };
  Lexer lexer = { .words = self, .p = phrase, .end = phrase + length };

  self->phrase = phrase;
  self->buffer = g_malloc (length * 4 + 64);
  lexer.out = self->buffer;
  lexer.tokens = g_array_sized_new (FALSE, FALSE, sizeof (Token), 24);
  while (lexer.p < lexer.end)
    {
      const char *next;
      CharClass class = char_classify (char_read (lexer.p, lexer.end, &next));
      Token token = { .start = (guint) (lexer.p - phrase), .text = "", .blank = lexer.blank };

      if (class == CHAR_BLANK || class == CHAR_DROPPED)
        {
          lexer.p = next;
          lexer.blank |= class == CHAR_BLANK;
          continue;
        }
      if (class == CHAR_LETTER)
        take_word (&lexer, &token);
      else if (class == CHAR_DIGIT)
        take_number (&lexer, &token);
      else
        take_sign (&lexer, &token);
      lexer.blank = FALSE;
      token.end = (guint) (lexer.p - phrase);
      if (token.kind != TOKEN_END)
        g_array_append_val (lexer.tokens, token);
    }
  join_half_years (lexer.tokens);
  unquote_days (lexer.tokens);
  mark_quoted (lexer.tokens);
  self->n = lexer.tokens->len;
  end.text = "";
  end.start = end.end = (guint) length;
  g_array_append_val (lexer.tokens, end);
  self->tokens = (Token *) g_array_free (lexer.tokens, FALSE);
}

void
words_clear (Words *self)
{
  g_clear_pointer (&self->tokens, g_free);
  g_clear_pointer (&self->buffer, g_free);
}

void
words_strip (Words *self)
{
  guint end = self->n, depth = 0;

  while (end > 0 && self->tokens[end - 1].kind == TOKEN_STOP)
    end--;
  if (end < 3 || self->tokens[0].kind != TOKEN_OPEN || self->tokens[end - 1].kind != TOKEN_CLOSE)
    return;
  for (guint i = 0; i < end - 1; i++)
    {
      TokenKind kind = self->tokens[i].kind;

      depth += kind == TOKEN_OPEN;
      depth -= kind == TOKEN_CLOSE && depth > 0;
      if (depth == 0)
        return;
    }
  self->n = end - 2;
  memmove (self->tokens, self->tokens + 1, sizeof (Token) * (end - 1));
  self->tokens[self->n].kind = TOKEN_END;
}

const Token *
words_at (const Words *self, guint i)
{
  return &self->tokens[MIN (i, self->n)];
}

char *
words_quote (const Words *self, guint first, guint end)
{
  const char *p = self->phrase + words_at (self, first)->start;
  const char *stop = end > first ? self->phrase + words_at (self, end - 1)->end : p;
  GString *out = g_string_sized_new ((gsize) (stop - p));
  gboolean blank = FALSE, open = FALSE;

  while (p < stop)
    {
      gunichar c = char_read (p, stop, &p);
      CharClass class = char_classify (c);

      if (class == CHAR_DROPPED)
        continue;
      if (class == CHAR_BLANK || c == '|')
        {
          blank = TRUE;
          continue;
        }
      if (blank && out->len > 0)
        g_string_append_c (out, ' ');
      blank = FALSE;
      if (c == '"')
        c = (open = !open) ? 0xab : 0xbb; /* a canon's text cannot hold straight quotes */
      g_string_append_unichar (out, c);
    }
  return g_string_free (out, FALSE);
}

gboolean
token_is (const Token *token, Lexeme lex)
{
  return token->kind == TOKEN_WORD && token->lex == lex && !token->quoted;
}

gboolean
token_starts (const Token *token, const char *stem)
{
  return token->kind == TOKEN_WORD && g_str_has_prefix (token->text, stem);
}
