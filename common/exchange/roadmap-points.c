#define G_LOG_DOMAIN "merilo-exchange"

#include "exchange/roadmap-private.h"

#include <string.h>

#include "exchange/text.h"

/* A decision: no table but numbered points, «5.» with sub-points «5.1.» below it. A point with
 * sub-points is a section, one without them a section with itself as its item. Paragraphs that are
 * not numbered on, such as a list inside a point, belong to the point above; what stands below the
 * last point (signatures) is told apart. */

#define MAX_STEP     3  /* «3.» may follow «1.», not «9.»: that is a number in a list */
#define LONGEST_LIST 40 /* paragraphs */

typedef struct
{
  guint no, sub; /* sub 0: a point */
  char *text;    /* what follows the number, and the paragraphs below */
  GPtrArray *source;
  GPtrArray *pieces; /* char *: the paragraphs apart */
} Point;

static void
free_point (gpointer data)
{
  Point *point = data;

  g_free (point->text);
  g_ptr_array_unref (point->source);
  g_ptr_array_unref (point->pieces);
  g_free (point);
}

static void
join_paragraph (Point *point, const MeriloBlock *block, char *text)
{
  char *whole = merilo_text_join (point->text, text);

  g_free (point->text);
  point->text = whole;
  g_ptr_array_add (point->source, g_strdup_printf ("p%u", block->number));
  g_ptr_array_add (point->pieces, text);
}

/* «5. …» after «4.», «5.1. …» or «5.1 …» inside «5.»; NULL for any other paragraph */
static Point *
read_number (const char *text, const Point *last)
{
  g_autoptr (GRegex) regex = g_regex_new (
      "^(?:[-–—]\\s*)?(\\d{1,3})\\.(?:\\s*(\\d{1,3})\\.?)?\\s+(?=\\S)|^(\\d{1,3})\\.(?=\\p{L})", 0,
      0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *first = NULL, *second = NULL, *bare = NULL;
  guint no, sub;
  int end;
  Point *point;

  if (!g_regex_match (regex, text, 0, &match))
    return NULL;
  first = g_match_info_fetch (match, 1);
  second = g_match_info_fetch (match, 2);
  bare = g_match_info_fetch (match, 3);
  no = (guint) g_ascii_strtoull (bare != NULL && *bare != '\0' ? bare : first, NULL, 10);
  sub = second != NULL ? (guint) g_ascii_strtoull (second, NULL, 10) : 0;
  if (sub > 0
          ? last == NULL || no != last->no || sub <= last->sub
          : no <= (last != NULL ? last->no : 0) || no > (last != NULL ? last->no : 0) + MAX_STEP)
    return NULL;
  g_match_info_fetch_pos (match, 0, NULL, &end);
  point = g_new0 (Point, 1);
  point->no = no;
  point->sub = sub;
  point->text = g_strdup ("");
  point->source = g_ptr_array_new_with_free_func (g_free);
  point->pieces = g_ptr_array_new_with_free_func (g_free);
  return point;
}

static char *
cut_number (const char *text)
{
  g_autoptr (GRegex) regex
      = g_regex_new ("^(?:[-–—]\\s*)?\\d{1,3}\\.(?:\\s*\\d{1,3}\\.?(?=\\s))?\\s*", 0, 0, NULL);

  return g_regex_replace_literal (regex, text, -1, 0, "", 0, NULL);
}

/* below the last point only what goes on with it: a list, or a sentence that began above */
static gboolean
goes_on (const char *text)
{
  gunichar first = g_utf8_get_char (text);

  return !g_unichar_isupper (first);
}

/* «2.» in a list inside the point 1: the next sub-point of 1 stands below it */
static gboolean
is_in_list (const MeriloDocx *docx, guint at, const Point *point, const Point *last)
{
  g_autofree char *next = NULL;

  if (last == NULL || point->sub > 0 || last->sub == 0)
    return FALSE;
  next = g_strdup_printf ("%u.%u", last->no, last->sub + 1);
  for (guint i = at + 1; i < docx->blocks->len && i < at + LONGEST_LIST; i++)
    {
      const MeriloBlock *block = g_ptr_array_index (docx->blocks, i);
      const char *text = block->text != NULL ? block->text : "";

      text += strspn (text, "- \t");
      if (g_str_has_prefix (text, next) && !g_ascii_isdigit (text[strlen (next)]))
        return TRUE;
    }
  return FALSE;
}

static GPtrArray *
split_points (const MeriloDocx *docx, GPtrArray *signature)
{
  GPtrArray *points = g_ptr_array_new_with_free_func (free_point);
  g_autoptr (GPtrArray) tail = g_ptr_array_new ();
  Point *last = NULL;

  for (guint i = 0; i < docx->blocks->len; i++)
    {
      const MeriloBlock *block = g_ptr_array_index (docx->blocks, i);
      g_autofree char *text = block->text != NULL ? merilo_text_squeeze (block->text) : NULL;
      Point *point;

      if (text == NULL || text[0] == '\0')
        continue;
      point = read_number (text, last);
      if (point != NULL && is_in_list (docx, i, point, last))
        g_clear_pointer (&point, free_point);
      if (point != NULL)
        {
          /* what seemed to be below the points was between them */
          for (guint k = 0; k < tail->len; k++)
            {
              const MeriloBlock *held = tail->pdata[k];

              join_paragraph (last, held, merilo_text_squeeze (held->text));
            }
          g_ptr_array_set_size (tail, 0);
          g_ptr_array_add (points, point);
          join_paragraph (point, block, cut_number (text));
          last = point;
        }
      else if (last != NULL && tail->len == 0 && goes_on (text))
        join_paragraph (last, block, g_steal_pointer (&text));
      else if (last != NULL)
        g_ptr_array_add (tail, (gpointer) block);
    }
  for (guint k = 0; k < tail->len; k++)
    g_ptr_array_add (signature, g_strdup_printf ("p%u", ((MeriloBlock *) tail->pdata[k])->number));
  return points;
}

/* «Принять к сведению …», «Считать …»: says something, gives nothing to do */
static gboolean
is_without_task (const Point *point)
{
  g_autofree char *folded = merilo_text_fold (point->text);

  return g_regex_match_simple (
      "^(считать|признать|отметить|одобрить)\\b|(принять|принята|принята?ть) (информацию )?(к "
      "сведению|во внимание)",
      folded, 0, 0);
}

/* «Рекомендовать X:» -> X; «Руководителям школ:» -> the same words */
static char *
find_addressee (const char *title)
{
  g_autoptr (GRegex) regex = g_regex_new (
      "^(?:(?:рекомендовать|поручить|предложить|обязать)\\s+([^:]{1,200}):"
      "|((?:руководител|директор|начальник|заведующ|специалист|председател|методист)[^:]{1,200}):)",
      G_REGEX_CASELESS, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *told = NULL;

  if (!g_regex_match (regex, title, 0, &match))
    return g_strdup ("");
  told = g_match_info_fetch (match, 1);
  return told[0] != '\0' ? g_steal_pointer (&told) : g_match_info_fetch (match, 2);
}

static void
add_item (const MeriloRoadmap *roadmap, MeriloPlan *plan, const Point *point)
{
  MeriloPlanSection *section = g_ptr_array_index (plan->sections, plan->sections->len - 1);
  g_autoptr (GStrvBuilder) terms = g_strv_builder_new ();
  MeriloPlanRow *row = merilo_plan_row_new (point->source->pdata[0]);

  for (guint i = 1; i < point->source->len; i++)
    g_ptr_array_add (row->source, g_strdup (point->source->pdata[i]));
  row->no = point->sub > 0 ? g_strdup_printf ("%u.%u", point->no, point->sub)
                           : g_strdup_printf ("%u", point->no);
  row->cells = g_new0 (char *, 2);
  row->cells[0] = g_strdup (point->text);
  row->state = point->source->len > 1 ? MERILO_ROW_JOINED : MERILO_ROW_WHOLE;
  for (guint i = 0; i < point->pieces->len; i++)
    merilo_plan_find_terms (roadmap, plan, point->pieces->pdata[i], terms);
  row->deadlines = g_strv_builder_end (terms);
  if (point->sub > 0)
    plan->n_sub_points++;
  plan->n_rows++;
  g_ptr_array_add (section->rows, row);
}

static void
add_point (MeriloPlan *plan, const Point *point)
{
  MeriloPlanSection *section = merilo_plan_add_section (plan, point->text);

  section->no = g_strdup_printf ("%u", point->no);
  section->addressee = find_addressee (point->text);
  section->part = plan->sections->len;
  for (guint i = 0; i < point->source->len; i++)
    g_ptr_array_add (section->source, g_strdup (point->source->pdata[i]));
}

static void
add_points (const MeriloRoadmap *roadmap, MeriloPlan *plan, const GPtrArray *points)
{
  for (guint i = 0; i < points->len; i++)
    {
      const Point *point = points->pdata[i];
      const Point *next = i + 1 < points->len ? points->pdata[i + 1] : NULL;
      gboolean has_subs = next != NULL && next->sub > 0;

      if (point->sub == 0 && !has_subs && is_without_task (point))
        {
          for (guint k = 0; k < point->source->len; k++)
            merilo_plan_drop (plan, point->source->pdata[k], "point-without-task");
          continue;
        }
      if (point->sub == 0)
        add_point (plan, point);
      if (point->sub > 0 || !has_subs)
        add_item (roadmap, plan, point);
    }
}

MeriloPlan *
merilo_decision_read (const MeriloRoadmap *roadmap, const MeriloDocx *docx)
{
  g_autoptr (MeriloPlan) plan = merilo_plan_new ();
  g_autoptr (GPtrArray) points = split_points (docx, plan->signature);
  guint first = 0;

  plan->columns = merilo_plan_columns_new ();
  merilo_plan_add_column (plan->columns, "activity", g_strdup (""));
  plan->kind = "decision";
  plan->period = g_strdup ("");
  if (points->len > 0)
    first = (guint) g_ascii_strtoull ((char *) ((Point *) points->pdata[0])->source->pdata[0] + 1,
                                      NULL, 10);
  plan->title = merilo_decision_find_title (docx, first);
  add_points (roadmap, plan, points);
  if (plan->n_rows < 2 || (plan->n_sub_points == 0 && roadmap->act_kind[0] == '\0'))
    return NULL;
  return g_steal_pointer (&plan);
}
