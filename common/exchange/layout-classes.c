#define G_LOG_DOMAIN "merilo-exchange"

#include "exchange/layout-private.h"

#include <string.h>

#include "exchange/text.h"

#define MAX_CLASSES 20000

typedef struct
{
  char *name;
  char *textbook;
} Entry;

/* what was asked, and the answer */
typedef struct
{
  const char *school, *text;
  int grade;          /* of the participant's code */
  MeriloClass answer; /* without a name: there is no such class */
} Judged;

struct _MeriloClasses
{
  MeriloClassManner manner;
  int grade;
  GHashTable *entries; /* "990001\nА" -> Entry; NULL: the file has no list */
  GHashTable *judged;  /* of Judged: a class has twenty rows and more */
};

static void
free_entry (gpointer data)
{
  Entry *entry = data;

  g_free (entry->name);
  g_free (entry->textbook);
  g_free (entry);
}

static void
free_judged (gpointer data)
{
  Judged *judged = data;

  g_free ((char *) judged->school);
  g_free ((char *) judged->text);
  g_free ((char *) judged->answer.name);
  g_free (judged);
}

static guint
hash_judged (gconstpointer data)
{
  const Judged *judged = data;

  return g_str_hash (judged->school) * 31 + g_str_hash (judged->text) + (guint) judged->grade;
}

static gboolean
is_same (gconstpointer a, gconstpointer b)
{
  const Judged *one = a, *other = b;

  return one->grade == other->grade && g_str_equal (one->text, other->text)
         && g_str_equal (one->school, other->school);
}

/* Latin letters that look like ours are ours: nobody sees which of them was typed */
static gunichar
get_letter (const char *at)
{
  static const char latin[] = "ABCEHKMOPTXY", ours[] = "АВСЕНКМОРТХУ";
  gunichar letter = g_unichar_toupper (g_utf8_get_char (at));
  const char *found = letter != 0 && letter < 0x80 ? strchr (latin, (int) letter) : NULL;

  return found != NULL ? g_utf8_get_char (g_utf8_offset_to_pointer (ours, found - latin)) : letter;
}

static char *
make_key (const char *school, const char *letter)
{
  g_autofree char *folded = merilo_text_fold (letter);
  GString *key = g_string_new (school);

  g_string_append_c (key, '\n');
  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    g_string_append_unichar (key, get_letter (p));
  return g_string_free (key, FALSE);
}

MeriloClasses *
merilo_classes_new (MeriloClassManner manner, int grade)
{
  MeriloClasses *self = g_new0 (MeriloClasses, 1);

  self->manner = manner;
  self->grade = grade;
  self->judged = g_hash_table_new_full (hash_judged, is_same, free_judged, NULL);
  return self;
}

void
merilo_classes_free (MeriloClasses *self)
{
  g_clear_pointer (&self->entries, g_hash_table_unref);
  g_hash_table_unref (self->judged);
  g_free (self);
}

void
merilo_classes_add (MeriloClasses *self,
                    const char *school,
                    const char *letter,
                    const char *name,
                    const char *textbook)
{
  Entry *entry;

  if (self->entries == NULL)
    self->entries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_entry);
  if (g_hash_table_size (self->entries) >= MAX_CLASSES)
    return;
  entry = g_new (Entry, 1);
  entry->name = g_strdup (name);
  entry->textbook = g_strdup (textbook);
  g_hash_table_replace (self->entries, make_key (school, letter), entry);
}

/* Lists in the file */

/* 1, 2, 3 … in the first column, perhaps under a heading; the class's name may stand beside */
static gboolean
read_numbers (MeriloClasses *self, const MeriloGrid *grid)
{
  guint expected = 1;

  for (guint i = 0; i < grid->rows->len; i++)
    {
      const MeriloGridRow *row = &g_array_index (grid->rows, MeriloGridRow, i);
      int value;

      if (i == 0 && merilo_grid_row_get (row, 1)->kind == MERILO_CELL_TEXT
          && !merilo_cell_get_whole (merilo_grid_row_get (row, 1), &value))
        continue;
      if (!merilo_cell_get_whole (merilo_grid_row_get (row, 1), &value) || value != (int) expected++
          || row->n_cells > 3)
        return FALSE;
    }
  if (expected == 1)
    return FALSE;
  for (guint i = 0; i < grid->rows->len; i++)
    {
      const MeriloGridRow *row = &g_array_index (grid->rows, MeriloGridRow, i);
      g_autofree char *number = merilo_cell_to_text (merilo_grid_row_get (row, 1));
      g_autofree char *name = merilo_cell_to_text (merilo_grid_row_get (row, 2));

      merilo_classes_add (self, "", number, name[0] != '\0' ? name : number, NULL);
    }
  return TRUE;
}

/* «Буква (цифра) класса. Введите "нет" …», the textbook beside; of many schools by their login */
static gboolean
read_letters (MeriloClasses *self, const MeriloGrid *grid)
{
  static const MeriloHeading headings[] = {
    { MERILO_COLUMN_ORG, "пользователь", MERILO_HEADING_EXACT },
    { MERILO_COLUMN_CLASS, "буква (цифра) класса", MERILO_HEADING_NEEDED | MERILO_HEADING_BEGINS },
    { MERILO_COLUMN_TEXTBOOK, "основной учебник", MERILO_HEADING_BEGINS },
    { MERILO_COLUMN_NOTE, "другое (название", MERILO_HEADING_BEGINS },
  };
  MeriloTable table = { 0 };

  if (!merilo_table_find (&table, grid, headings, G_N_ELEMENTS (headings)))
    return FALSE;
  for (guint i = table.head + 1; i < grid->rows->len; i++)
    {
      const MeriloGridRow *row = &g_array_index (grid->rows, MeriloGridRow, i);
      g_autofree char *login
          = merilo_cell_to_text (merilo_grid_row_get (row, table.at[MERILO_COLUMN_ORG]));
      g_autofree char *digits = merilo_login_dup_digits (login);
      g_autofree char *letter
          = merilo_cell_to_text (merilo_grid_row_get (row, table.at[MERILO_COLUMN_CLASS]));
      g_autofree char *book
          = merilo_cell_to_text (merilo_grid_row_get (row, table.at[MERILO_COLUMN_TEXTBOOK]));
      g_autofree char *other
          = merilo_cell_to_text (merilo_grid_row_get (row, table.at[MERILO_COLUMN_NOTE]));

      if (letter[0] != '\0')
        merilo_classes_add (self, digits != NULL ? digits : "", letter, NULL,
                            book[0] != '\0' ? book : other);
    }
  return self->entries != NULL;
}

gboolean
merilo_classes_read (MeriloClasses *self, const MeriloSource *source, GError **error)
{
  guint n = source->book != NULL ? merilo_book_get_n_sheets (source->book) : 0;

  for (guint i = 0; i < n; i++)
    {
      const MeriloGrid *grid = merilo_book_get_grid (source->book, i, error);

      if (grid == NULL)
        return FALSE;
      if (grid != source->grid
          && (self->manner == MERILO_CLASS_NUMBER ? read_numbers (self, grid)
                                                  : read_letters (self, grid)))
        return TRUE;
    }
  return TRUE;
}

/* Judging */

/* the grade that the pupils of @code are in: "50012" is 5, "100012" is 10 */
static int
get_grade (const MeriloClasses *self, const char *code)
{
  gsize digits = strspn (code, "0123456789");

  if (code[digits] != '\0' || digits < 5 || digits > 6)
    return self->grade;
  return digits == 5 ? code[0] - '0' : (code[0] - '0') * 10 + code[1] - '0';
}

/* "4А", "4 а", "4-1", "4 «А»": @ret_grade and the letter, "" if there is none; NULL if it is no
 * class */
static char *
split_class (const char *text, int *ret_grade)
{
  gsize digits = strspn (text, "0123456789");
  const char *p = text + digits;
  g_autoptr (GString) letter = g_string_new (NULL);
  guint n = 0;

  if (digits < 1 || digits > 2)
    return NULL;
  *ret_grade = (int) g_ascii_strtoull (text, NULL, 10);
  while (*p == ' ' || *p == '-' || *p == '"' || *p == '(' || g_str_has_prefix (p, "«"))
    p = g_utf8_next_char (p);
  for (; g_unichar_isalnum (g_utf8_get_char (p)); p = g_utf8_next_char (p), n++)
    g_string_append_unichar (letter, get_letter (p));
  while (*p == '"' || *p == ')' || g_str_has_prefix (p, "»"))
    p = g_utf8_next_char (p);
  return *p == '\0' && n <= 4 ? g_string_free (g_steal_pointer (&letter), FALSE) : NULL;
}

static char *
join_class (int grade, const char *letter)
{
  return g_strdup_printf ("%d%s%s", grade, g_ascii_isdigit (letter[0]) ? "-" : "", letter);
}

/* one class has one name, however it was typed; what is no class stays as it is */
static char *
make_name (const char *text)
{
  int grade;
  g_autofree char *letter = split_class (text, &grade);

  return letter != NULL ? join_class (grade, letter) : g_strdup (text);
}

static const Entry *
find_entry (const MeriloClasses *self, const char *school, const char *letter)
{
  g_autofree char *key = make_key (school, letter);
  g_autofree char *common = make_key ("", letter);
  const Entry *entry = g_hash_table_lookup (self->entries, key);

  return entry != NULL ? entry : g_hash_table_lookup (self->entries, common);
}

/* these give its name, and its textbook to @judged; NULL: there is no such class */

static char *
judge_number (const MeriloClasses *self, Judged *judged)
{
  const Entry *entry = self->entries != NULL ? find_entry (self, "", judged->text) : NULL;
  guint64 number;

  if (self->entries == NULL && g_ascii_string_to_unsigned (judged->text, 10, 1, 50, &number, NULL))
    return g_strdup (judged->text);
  if (entry == NULL)
    return NULL;
  judged->answer.textbook = entry->textbook;
  return make_name (entry->name);
}

static gboolean
is_other_number (const char *text, int grade, int of_code)
{
  guint64 number;

  return g_ascii_string_to_unsigned (text, 10, 1, 99, &number, NULL) && number != (guint64) grade
         && number != (guint64) of_code;
}

/* a letter, with or without the grade before it; «нет» is the only class of the grade */
static char *
judge_letter (const MeriloClasses *self, Judged *judged)
{
  const char *text = judged->text;
  g_autofree char *folded = merilo_text_fold (text);
  g_autofree char *whole = NULL, *letter = NULL;
  int of_code = judged->grade, grade = of_code;
  gboolean only = g_str_equal (folded, "нет");
  const Entry *entry = NULL;

  if (is_other_number (text, self->grade, of_code)) /* classes numbered within their grade */
    whole = g_strdup_printf ("%d-%s", of_code, text);
  else
    whole = g_ascii_isdigit (text[0]) ? g_strdup (text) : g_strdup_printf ("%d%s", of_code, text);
  letter = only ? g_strdup ("") : split_class (whole, &grade);
  if (letter == NULL || text[0] == '\0' || (grade != of_code && grade != self->grade))
    return NULL;
  if (self->entries != NULL)
    {
      entry = find_entry (self, judged->school, letter[0] != '\0' ? letter : "нет");
      if (entry == NULL)
        return NULL;
      judged->answer.textbook = entry->textbook;
    }
  return join_class (grade, letter);
}

static char *
judge_graded (const MeriloClasses *self, const Judged *judged)
{
  int grade;
  g_autofree char *letter = split_class (judged->text, &grade);

  return letter != NULL && (grade == self->grade || grade == judged->grade)
             ? join_class (grade, letter)
             : NULL;
}

static char *
judge (const MeriloClasses *self, Judged *judged)
{
  switch (self->manner)
    {
    case MERILO_CLASS_GRADE:
      return judge_graded (self, judged);
    case MERILO_CLASS_NUMBER:
      return judge_number (self, judged);
    case MERILO_CLASS_LETTER:
    case MERILO_CLASS_LISTED:
      return judge_letter (self, judged);
    case MERILO_CLASS_ANY:
    default:
      return make_name (judged->text);
    }
}

const MeriloClass *
merilo_classes_judge (MeriloClasses *self, const char *school, const char *code, const char *text)
{
  Judged asked = { .school = self->entries != NULL ? school : "", /* of all schools, then */
                   .text = text,
                   .grade = get_grade (self, code) };
  Judged *judged = g_hash_table_lookup (self->judged, &asked);

  if (judged == NULL)
    {
      if (g_hash_table_size (self->judged) >= MAX_CLASSES)
        g_hash_table_remove_all (self->judged);
      judged = g_memdup2 (&asked, sizeof asked);
      judged->school = g_strdup (asked.school);
      judged->text = g_strdup (asked.text);
      judged->answer.name = judge (self, judged);
      g_hash_table_add (self->judged, judged);
    }
  return judged->answer.name != NULL ? &judged->answer : NULL;
}
