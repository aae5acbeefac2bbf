#define G_LOG_DOMAIN "merilo-exchange"

#include "exchange/procedure.h"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#include "exchange/text.h"
#include "model/error.h"
#include "model/json-writer.h"

#define FOLDERS 3 /* above the file that may speak of it */

typedef struct
{
  const char *code;
  const char *name;
  const char *stem; /* begins a word of it in any case: «по русскому языку» */
} Subject;

/* a longer stem stands before the one it begins with */
static const Subject subjects[] = {
  { "РУ", "Русский язык", "русск" },
  { "МА", "Математика", "математик" },
  { "ОМ", "Окружающий мир", "окружающ" },
  { "ЛЧ", "Литературное чтение", "литературн" },
  { "ЛИ", "Литература", "литератур" },
  { "АЯ", "Английский язык", "английск" },
  { "НЯ", "Немецкий язык", "немецк" },
  { "ФЯ", "Французский язык", "французск" },
  { "ИС", "История", "истори" },
  { "БИ", "Биология", "биологи" },
  { "ГЕ", "География", "географи" },
  { "ОБ", "Обществознание", "обществозн" },
  { "ФИ", "Физика", "физик" },
  { "ИН", "Информатика", "информатик" },
  { "ХИ", "Химия", "хими" },
};

static const struct
{
  const char *id;
  const char *word; /* NULL: no name of a file says it */
  gboolean stem;    /* words begin so */
} kinds[] = {
  { "vpr", "впр" },
  { "oge", "огэ" },
  { "ege", "егэ" },
  { "dkr", "дкр" },
  { "niko", "нико" },
  { "vsosh", "всош" },
  { "vsosh", "олимпиад", TRUE },
  { "medal", "медалист", TRUE },
  { "own", NULL },
};

gboolean
merilo_procedure_is_kind (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].id, id))
      return TRUE;
  return FALSE;
}

void
merilo_procedure_init (MeriloProcedure *self)
{
  *self = (MeriloProcedure){ .date = MERILO_NONE, .max = MERILO_RESULT_NONE };
  self->kind = g_strdup ("");
  self->subject = g_strdup ("");
  self->subject_code = g_strdup ("");
  self->level = g_strdup ("");
}

void
merilo_procedure_clear (MeriloProcedure *self)
{
  g_free (self->kind);
  g_free (self->subject);
  g_free (self->subject_code);
  g_free (self->level);
}

static void
set_text (char **member, const char *text)
{
  if ((*member)[0] != '\0' || text == NULL)
    return;
  g_free (*member);
  *member = g_strdup (text);
}

/* Words */

/* @stem at the beginning of a word of @folded; @whole: it is the word */
static gboolean
has_word (const char *folded, const char *stem, gboolean whole)
{
  for (const char *at = strstr (folded, stem); at != NULL; at = strstr (at + 1, stem))
    if ((at == folded || !g_unichar_isalpha (g_utf8_get_char (g_utf8_prev_char (at))))
        && (!whole || !g_unichar_isalpha (g_utf8_get_char (at + strlen (stem)))))
      return TRUE;
  return FALSE;
}

static const Subject *
find_subject (const char *folded)
{
  for (guint i = 0; i < G_N_ELEMENTS (subjects); i++)
    if (has_word (folded, subjects[i].stem, FALSE))
      return &subjects[i];
  return NULL;
}

static int
find_number (const char *text, gsize *slot, const char *pattern)
{
  const GRegex *regex = merilo_text_regex (slot, pattern, 0);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *number = NULL;

  if (!g_regex_match (regex, text, 0, &match))
    return 0;
  number = g_match_info_fetch (match, 1);
  return (int) g_ascii_strtoull (number, NULL, 10);
}

static void
read_kind (MeriloProcedure *self, const char *folded)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (kinds[i].word != NULL && has_word (folded, kinds[i].word, !kinds[i].stem))
      set_text (&self->kind, kinds[i].id);
}

static void
read_level (MeriloProcedure *self, const char *folded)
{
  if (has_word (folded, "углубл", FALSE))
    set_text (&self->level, "углублённый");
  else if (has_word (folded, "базов", FALSE))
    set_text (&self->level, "базовый");
}

/* Title block */

/* «Математика (углублённый уровень)» is «Математика», and the level stands apart */
static void
set_subject (MeriloProcedure *self, const char *text)
{
  g_autofree char *folded = merilo_text_fold (text);
  static gsize slot = 0;
  const GRegex *regex
      = merilo_text_regex (&slot, "\\s*[,(]?\\s*(базов|углубл)[^)]*\\)?\\s*$", G_REGEX_CASELESS);
  g_autofree char *bare = g_regex_replace_literal (regex, text, -1, 0, "", 0, NULL);

  read_level (self, folded);
  set_text (&self->subject, bare != NULL && bare[0] != '\0' ? bare : text);
}

/* «ВПР 2026 Русский язык 4 класс» */
static void
read_heading (MeriloProcedure *self, const char *text)
{
  static gsize slot = 0;
  const GRegex *regex
      = merilo_text_regex (&slot,
                           "^(\\p{L}+)\\s+(20\\d\\d)\\.?\\s+(.+?)[,.]?\\s+(\\d{1,2})\\s*класс",
                           G_REGEX_CASELESS);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *kind = NULL, *year = NULL, *grade = NULL, *subject = NULL, *folded = NULL;

  if (!g_regex_match (regex, text, 0, &match))
    return;
  kind = g_match_info_fetch (match, 1);
  year = g_match_info_fetch (match, 2);
  subject = g_match_info_fetch (match, 3);
  grade = g_match_info_fetch (match, 4);
  folded = merilo_text_fold (kind);
  read_kind (self, folded);
  set_text (&self->kind, folded);
  self->year = (int) g_ascii_strtoull (year, NULL, 10);
  self->grade = (int) g_ascii_strtoull (grade, NULL, 10);
  set_subject (self, subject);
}

/* what stands behind @label, in the same cell or in a later one; NULL if it is another line */
static char *
read_label (const MeriloGridRow *row, const char *text, const char *label)
{
  g_autofree char *rest = NULL;

  if (!g_str_has_prefix (text, label))
    return NULL;
  rest = merilo_text_squeeze (text + strlen (label));
  for (guint column = 2; rest[0] == '\0' && column <= row->n_cells; column++)
    {
      g_free (rest);
      rest = merilo_cell_to_text (merilo_grid_row_get (row, column));
    }
  return g_steal_pointer (&rest);
}

static void
read_date (MeriloProcedure *self, const char *text)
{
  guint day, month, year;

  if (sscanf (text, "%2u.%2u.%4u", &day, &month, &year) == 3
      && g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    self->date = merilo_date_join ((int) year, (int) month, (int) day);
}

static void
read_title_row (MeriloProcedure *self, const MeriloGridRow *row)
{
  g_autofree char *text = merilo_cell_to_text (merilo_grid_row_get (row, 1));
  g_autofree char *max = read_label (row, text, "Максимальный первичный балл:");
  g_autofree char *date = read_label (row, text, "Дата:");
  g_autofree char *subject = read_label (row, text, "Предмет:");
  guint64 value = max != NULL ? g_ascii_strtoull (max, NULL, 10) : 0;

  if (value > 0)
    self->max = (int) MIN (value, 1000);
  else if (date != NULL)
    read_date (self, date);
  else if (subject != NULL)
    set_subject (self, subject);
  else if (self->year == 0)
    read_heading (self, text);
}

/* «РУ 4 Индивидуальные результаты» */
static void
read_subject_code (MeriloProcedure *self, const char *sheet)
{
  static gsize slot = 0;
  const GRegex *regex = merilo_text_regex (&slot, "^(\\p{Lu}{2,4}) \\d{1,2} ", 0);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *code = NULL, *folded = merilo_text_fold (self->subject);
  const Subject *subject = find_subject (folded);

  if (g_regex_match (regex, sheet, 0, &match))
    code = g_match_info_fetch (match, 1);
  set_text (&self->subject_code, code);
  set_text (&self->subject_code, subject != NULL ? subject->code : NULL);
}

void
merilo_procedure_read_title (MeriloProcedure *self, const MeriloGrid *grid, guint n)
{
  for (guint i = 0; i < MIN (n, grid->rows->len); i++)
    read_title_row (self, &g_array_index (grid->rows, MeriloGridRow, i));
  read_subject_code (self, grid->name);
}

/* Names of files and folders */

static void
read_piece (MeriloProcedure *self, const char *piece, gboolean folder)
{
  static gsize slots[4] = { 0 };
  g_autofree char *folded = merilo_text_fold (piece);
  const Subject *subject = find_subject (folded);

  read_kind (self, folded);
  read_level (self, folded);
  if (self->year == 0)
    self->year = folder ? find_number (folded, &slots[0], "^(20\\d\\d)(?!\\d)")
                        : find_number (folded, &slots[1], "(?<!\\d)(20\\d\\d)(?!\\d)");
  if (self->grade == 0)
    self->grade = find_number (folded, &slots[2], "(?<!\\d)(\\d{1,2})[\\s_-]*кл");
  if (self->grade == 0 && folder)
    self->grade = find_number (folded, &slots[3], "^(\\d{1,2})$");
  if (subject == NULL)
    return;
  set_text (&self->subject, subject->name);
  if (g_str_equal (self->subject, subject->name))
    set_text (&self->subject_code, subject->code);
}

static char **
split_path (const char *path)
{
  g_autofree char *slashed = g_strdelimit (g_strdup (path), "\\", '/');
  g_autofree char *composed = g_utf8_validate (slashed, -1, NULL)
                                  ? g_utf8_normalize (slashed, -1, G_NORMALIZE_NFC)
                                  : NULL;

  return g_strsplit (composed != NULL ? composed : "", "/", -1);
}

void
merilo_procedure_read_path (MeriloProcedure *self, const char *path)
{
  g_auto (GStrv) pieces = path != NULL ? split_path (path) : NULL;
  guint n = pieces != NULL ? g_strv_length (pieces) : 0;

  for (guint i = 0; i < MIN (n, FOLDERS + 1); i++)
    read_piece (self, pieces[n - 1 - i], i > 0);
}

char *
merilo_path_dup_school (const char *path)
{
  static gsize slot = 0;
  g_auto (GStrv) pieces = path != NULL ? split_path (path) : NULL;
  guint n = pieces != NULL ? g_strv_length (pieces) : 0;

  for (guint i = 2; i <= n; i++)
    if (g_regex_match (merilo_text_regex (&slot, "^(edu|sch)\\d{4,8}$", G_REGEX_CASELESS),
                       pieces[n - i], 0, NULL))
      return g_strdup (pieces[n - i]);
  return NULL;
}

gboolean
merilo_procedure_check (const MeriloProcedure *self, GError **error)
{
  g_autoptr (GPtrArray) missing = g_ptr_array_new ();
  g_autofree char *list = NULL;

  if (self->year == 0)
    g_ptr_array_add (missing, _ ("год"));
  if (self->subject[0] == '\0' && !g_str_equal (self->kind, "medal"))
    g_ptr_array_add (missing, _ ("предмет"));
  if (self->grade == 0)
    g_ptr_array_add (missing, _ ("класс"));
  if (missing->len == 0)
    return TRUE;
  g_ptr_array_add (missing, NULL);
  list = g_strjoinv (", ", (char **) missing->pdata);
  g_set_error (error, MERILO_ERROR, MERILO_ERROR_BAD_FILE,
               _ ("ни в таблице, ни в имени файла не сказано: %s; назовите файл, как его называет "
                  "ФИС ОКО, например «Русский язык 4 класс ВПР 2026.xlsx», и загрузите снова"),
               list);
  return FALSE;
}

void
merilo_procedure_begin_json (const MeriloProcedure *self, GString *out)
{
  merilo_json_put_key (out, "procedure");
  g_string_append_c (out, '{');
  merilo_json_put_text_member (out, "kind", self->kind);
  merilo_json_put_whole_member (out, "year", self->year);
  merilo_json_put_text_member (out, "subject", self->subject);
  merilo_json_put_text_member (out, "subject_code", self->subject_code);
  if (self->level[0] != '\0')
    merilo_json_put_text_member (out, "level", self->level);
  merilo_json_put_whole_member (out, "grade", self->grade);
  merilo_json_put_key (out, "date");
  if (self->date != MERILO_NONE)
    merilo_json_put_date (out, self->date);
  else
    merilo_json_put_text (out, NULL);
  merilo_json_put_count_member (out, "max",
                                self->max != MERILO_RESULT_NONE ? self->max : MERILO_NONE);
}
