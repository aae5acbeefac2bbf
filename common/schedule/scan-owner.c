/* «по плану УО», «в соответствии с графиком, утверждённым Рособрнадзором»: somebody else sets the
 * day. Known owners have a short name; others are quoted as they stand. */
#define G_LOG_DOMAIN "merilo-schedule"

#include <string.h>

#include "schedule/items.h"

typedef struct
{
  Scan *scan;
  GString *who;
  guint pos;
  gboolean procedure; /* «проведения …»: what follows is no owner, unless it is a known one */
} Owners;

static const Token *
at (const Owners *self, guint pos)
{
  return words_at (self->scan->words, pos);
}

/* ---- known owners ----------------------------------------------------------------------- */

static gboolean
is_one_of (const Token *t, const char *const *words)
{
  return t->kind == TOKEN_WORD && g_strv_contains (words, t->text);
}

static guint
skip_quotes (const Owners *self, guint pos)
{
  while (at (self, pos)->kind == TOKEN_QUOTE)
    pos++;
  return pos;
}

/* one word that names an owner, however misspelt */
static const char *
match_word (Owners *self, const Token *t)
{
  static const char *const regulator[]
      = { "рособрнадзор", "рособрнадзора", "рособрнадзору", "рособрнадзором", "рособрнадзоре" };
  static const char *const ministry[] = { "минпросвещения", "минпросвещению", "минпросвещением" };
  static const char *const centre[] = { "цопмкимко" };
  static const struct
  {
    const char *const *forms;
    guint n;
    const char *name;
  } owners[] = {
    { regulator, G_N_ELEMENTS (regulator), "Рособрнадзор" },
    { ministry, G_N_ELEMENTS (ministry), "Минпросвещения" },
    { centre, G_N_ELEMENTS (centre), "ЦОПМКиМКО" },
  };

  if (t->kind != TOKEN_WORD || strlen (t->text) < 16)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (owners); i++)
    for (guint f = 0; f < owners[i].n; f++)
      {
        gboolean exact = strcmp (t->text, owners[i].forms[f]) == 0;

        if (!exact && !lexicon_is_near (t->text, owners[i].forms[f]))
          continue;
        if (!exact)
          self->scan->warnings |= MERILO_WARN_MISPRINT;
        return owners[i].name;
      }
  return NULL;
}

/* the short name of the known owner at @pos, and where it ends; or NULL */
static const char *
match_owner (Owners *self, guint pos, guint *ret_end)
{
  static const char *const forms[] = { "мку", "му", "мбу", "гау", "ио", NULL };
  static const char *const office[] = { "уо", NULL };
  static const char *const schools[] = { "оо", NULL };
  guint p = skip_quotes (self, pos), next;
  const char *name;

  while (is_one_of (at (self, p), forms))
    p = skip_quotes (self, p + 1);
  next = skip_quotes (self, p + 1);
  *ret_end = next;
  if ((name = match_word (self, at (self, p))) != NULL)
    return name;
  if (is_one_of (at (self, p), office))
    return "УО";
  if (is_one_of (at (self, p), schools) || token_starts (at (self, p), "школ"))
    return "ОО";
  *ret_end = skip_quotes (self, next + 1);
  if (token_starts (at (self, p), "управлени") && token_starts (at (self, next), "образовани"))
    return "УО";
  if ((token_starts (at (self, p), "образовательн")
       || token_starts (at (self, p), "общеобразовательн"))
      && token_starts (at (self, next), "организаци"))
    return "ОО";
  if (token_starts (at (self, p), "министерств") && token_starts (at (self, next), "просвещени"))
    return "Минпросвещения";
  return NULL;
}

/* ---- where the owner's words end -------------------------------------------------------- */

static gboolean
is_end (const Owners *self, guint pos)
{
  const Token *t = at (self, pos);

  switch (t->kind)
    {
    case TOKEN_END:
    case TOKEN_SEMICOLON:
    case TOKEN_COLON:
    case TOKEN_STOP:
    case TOKEN_CLOSE:
      return TRUE;
    case TOKEN_DASH:
      return t->blank || at (self, pos + 1)->blank || words_start_time (self->scan->words, pos + 1);
    case TOKEN_OPEN:
    case TOKEN_COMMA:
      return words_start_time (self->scan->words, pos + 1)
             || token_is (at (self, pos + 1), LEX_BUT);
    case TOKEN_NUMBER:
    case TOKEN_WORD:
      return !t->quoted && words_start_time (self->scan->words, pos);
    case TOKEN_SLASH:
    case TOKEN_QUOTE:
    case TOKEN_SIGN:
    default:
      return FALSE;
    }
}

/* does another name begin after a comma or «и» */
static gboolean
is_next_name (Owners *self, guint pos)
{
  guint end;

  return at (self, skip_quotes (self, pos))->upper || match_owner (self, pos, &end) != NULL;
}

static gboolean
is_separator (Owners *self, guint pos)
{
  const Token *t = at (self, pos);

  return (t->kind == TOKEN_COMMA || token_is (t, LEX_AND)) && is_next_name (self, pos + 1);
}

/* ---- owners ----------------------------------------------------------------------------- */

static void
add_name (Owners *self, const char *name)
{
  if (*name == '\0')
    return;
  if (self->who->len > 0)
    g_string_append_c (self->who, ',');
  g_string_append (self->who, name);
}

/* words as they stand, without their own commas */
static void
add_words (Owners *self, guint first, guint end)
{
  g_autofree char *words = words_quote (self->scan->words, first, end);
  char *to = words;

  for (const char *from = words; *from != '\0'; from++)
    if (*from != ',')
      *to++ = *from;
  *to = '\0';
  add_name (self, words);
}

static void
skip_to_separator (Owners *self)
{
  while (!is_end (self, self->pos) && !is_separator (self, self->pos))
    self->pos++;
}

static void
take_unknown (Owners *self)
{
  guint first = self->pos;

  skip_to_separator (self);
  if (self->pos == first)
    self->pos++; /* a sign */
  else if (!self->procedure)
    add_words (self, first, self->pos);
}

/* «план мероприятий („дорожная карта“)» */
static gboolean
take_plan_of_measures (Owners *self, const Token *plan)
{
  guint end, p = self->pos + 1;

  if (!token_starts (plan, "план") || !token_starts (at (self, self->pos), "мероприяти"))
    return FALSE;
  p += at (self, p)->kind == TOKEN_OPEN;
  p = skip_quotes (self, p);
  if (token_starts (at (self, p), "дорожн") && token_starts (at (self, p + 1), "карт"))
    {
      p = skip_quotes (self, p + 2);
      p += at (self, p)->kind == TOKEN_CLOSE;
      p += at (self, p)->kind == TOKEN_QUOTE;
    }
  else if (match_owner (self, p, &end) != NULL)
    {
      self->pos = p;
      return FALSE;
    }
  else
    p = self->pos + 1;
  self->pos = p;
  add_name (self, "план мероприятий");
  return TRUE;
}

static gboolean
is_filler (Owners *self)
{
  const Token *t = at (self, self->pos);

  return t->kind == TOKEN_COMMA || token_is (t, LEX_AND) || token_is (t, LEX_OR)
         || token_is (t, LEX_PLAN_WORD) || token_is (t, LEX_PLAN) || token_is (t, LEX_IN)
         || token_is (t, LEX_ON) || t->kind == TOKEN_OPEN || t->kind == TOKEN_DASH;
}

static void
take_owners (Owners *self)
{
  while (!is_end (self, self->pos))
    {
      guint end;
      const char *name = match_owner (self, self->pos, &end);

      if (name != NULL)
        {
          add_name (self, name);
          self->pos = end;
          self->procedure = FALSE;
          skip_to_separator (self);
        }
      else if (token_is (at (self, self->pos), LEX_PROCEDURE))
        {
          self->procedure = TRUE;
          self->pos++;
        }
      else if (is_filler (self))
        self->pos++;
      else if (self->procedure)
        self->pos++;
      else
        take_unknown (self);
    }
}

/* ---- openings --------------------------------------------------------------------------- */

static gboolean
ends_like_adjective (const Token *t)
{
  static const char *const endings[]
      = { "ым", "ыми", "им", "ими", "ому", "ему", "ой", "ей", "ом", "ем" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (t->text, endings[i]))
      return TRUE;
  return FALSE;
}

/* «по», «согласно», «в соответствии с», and adjectives before the plan */
static gboolean
read_to_plan (const Owners *self, guint *pos)
{
  guint p = *pos;

  if (token_is (at (self, p), LEX_BY) || token_is (at (self, p), LEX_ACCORDING))
    p++;
  else
    {
      p += token_is (at (self, p), LEX_IN);
      if (!token_is (at (self, p), LEX_ACCORDANCE))
        return FALSE;
      p++;
      p += token_is (at (self, p), LEX_FROM);
    }
  for (guint i = 0; i < 8; i++, p++)
    {
      const Token *t = at (self, p);

      if (token_is (t, LEX_PLAN))
        {
          *pos = p;
          return TRUE;
        }
      if (t->kind != TOKEN_OPEN && t->kind != TOKEN_CLOSE && !token_is (t, LEX_AND)
          && !token_is (t, LEX_OR) && !token_is (t, LEX_PLAN_WORD)
          && !(t->kind == TOKEN_WORD && ends_like_adjective (t)))
        return FALSE;
    }
  return FALSE;
}

/* «в сроки, установленные приказом УО», «в установленные сроки», «в сроки проведения» */
static gboolean
read_to_terms (const Owners *self, guint *pos)
{
  guint p = *pos;

  if (!token_is (at (self, p), LEX_IN))
    return FALSE;
  p++;
  if (token_is (at (self, p), LEX_PLAN_WORD) && token_is (at (self, p + 1), LEX_TERM))
    {
      *pos = p + 1;
      return TRUE;
    }
  if (!token_is (at (self, p), LEX_TERM))
    return FALSE;
  *pos = p;
  p++;
  p += at (self, p)->kind == TOKEN_COMMA;
  return token_is (at (self, p), LEX_PLAN_WORD) || token_is (at (self, p), LEX_PROCEDURE);
}

gboolean
scan_owner (Scan *scan, guint *pos, Item *item)
{
  Owners self = { .scan = scan, .pos = *pos };
  const Token *plan;

  if (!read_to_plan (&self, &self.pos))
    {
      self.pos = *pos;
      if (!read_to_terms (&self, &self.pos))
        return FALSE;
    }
  self.who = g_string_new (NULL);
  plan = at (&self, self.pos++);
  if (at (&self, self.pos)->kind == TOKEN_DASH && token_is (at (&self, self.pos + 1), LEX_PLAN))
    self.pos += 2;
  if (!take_plan_of_measures (&self, plan))
    take_owners (&self);
  item->kind = ITEM_OWNER;
  item->text = g_string_free (self.who, FALSE);
  *pos = self.pos;
  return TRUE;
}
