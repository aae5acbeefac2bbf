#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/results/layout-draft.h"

#include <glib/gi18n.h>

#include "net/json.h"

#define HEADING_WITHIN 30 /* rows: as the server looks */

typedef struct
{
  const char *kind; /* of app_column_kinds */
  char *code;
  int max;
} Column;

struct _AppLayoutDraft
{
  GObject parent_instance;

  JsonObject *sheet;
  JsonArray *rows;
  guint row;
  GArray *columns; /* of Column */
  AppLayoutOf of;
  gboolean dated;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

G_DEFINE_FINAL_TYPE (AppLayoutDraft, app_layout_draft, G_TYPE_OBJECT)

static guint signals[N_SIGNALS];

const AppColumnKind app_column_kinds[] = {
  { "", N_ ("не читать") },
  { "code", N_ ("код участника") },
  { "org", N_ ("логин школы") },
  { "class", N_ ("класс") },
  { "item", N_ ("задание") },
  { "total", N_ ("балл за работу") },
  { "mark", N_ ("отметка") },
  { "journal", N_ ("отметка по журналу") },
  { "note", N_ ("пометка: медаль, призёр") },
  { "variant", N_ ("вариант") },
  { "gender", N_ ("пол") },
  { "org-name", N_ ("название школы") },
  { "municipality", N_ ("муниципалитет") },
  { "region", N_ ("регион") },
};

guint
app_column_kinds_count (void)
{
  return G_N_ELEMENTS (app_column_kinds);
}

static const char *
find_kind (const char *id)
{
  for (guint i = 0; id != NULL && i < G_N_ELEMENTS (app_column_kinds); i++)
    if (g_str_equal (app_column_kinds[i].id, id))
      return app_column_kinds[i].id;
  return "";
}

static void
clear_column (gpointer data)
{
  g_free (((Column *) data)->code);
}

static Column *
column_at (AppLayoutDraft *self, guint column)
{
  g_return_val_if_fail (column < self->columns->len, NULL);
  return &g_array_index (self->columns, Column, column);
}

static void
tell (AppLayoutDraft *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
forget_columns (AppLayoutDraft *self)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      Column *column = column_at (self, i);

      column->kind = "";
      g_clear_pointer (&column->code, g_free);
      column->max = -1;
    }
}

/* Headings are compared as the server compares them: blanks and case do not count */

static char *
fold (const char *text)
{
  g_autofree char *down = g_utf8_casefold (text, -1);
  GString *folded = g_string_new (NULL);
  gboolean blank = FALSE;

  for (const char *p = down; *p != 0; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c))
        {
          blank = folded->len > 0;
          continue;
        }
      if (blank)
        g_string_append_c (folded, ' ');
      blank = FALSE;
      g_string_append_unichar (folded, c == 0x451 ? 0x435 : c);
    }
  return g_string_free (folded, FALSE);
}

static gboolean
is_headed (AppLayoutDraft *self, guint row, guint column, const char *folded)
{
  g_autofree char *there = fold (app_layout_draft_get_cell (self, row, column));

  return g_str_equal (there, folded);
}

/* at its own place first; -1: nowhere in the row */
static int
find_column (AppLayoutDraft *self, guint row, JsonObject *column)
{
  const char *heading = app_json_text (column, "heading");
  g_autofree char *folded = fold (heading != NULL ? heading : "");
  gint64 own = app_json_whole (column, "column", 0) - 1;

  if (*folded == 0)
    return own >= 0 && own < (gint64) self->columns->len ? (int) own : -1;
  if (own >= 0 && own < (gint64) self->columns->len && is_headed (self, row, (guint) own, folded))
    return (int) own;
  for (guint i = 0; i < self->columns->len; i++)
    if (is_headed (self, row, i, folded))
      return (int) i;
  return -1;
}

static gboolean
fits_row (AppLayoutDraft *self, guint row, JsonArray *columns)
{
  guint headed = 0;

  for (guint i = 0; i < json_array_get_length (columns); i++)
    {
      JsonObject *column = json_array_get_object_element (columns, i);
      const char *heading = app_json_text (column, "heading");

      if (find_column (self, row, column) < 0)
        return FALSE;
      headed += heading != NULL && *heading != 0;
    }
  return headed > 0;
}

/* -1: in none of the rows */
static int
find_row (AppLayoutDraft *self, JsonObject *map)
{
  JsonArray *columns = app_json_array (map, "columns");
  guint until = MAX ((guint) MAX (0, app_json_whole (map, "row", 0)), HEADING_WITHIN);

  for (guint i = 0; columns != NULL && i < MIN (until, app_layout_draft_get_n_rows (self)); i++)
    if (fits_row (self, i, columns))
      return (int) i;
  return -1;
}

static void
take_columns (AppLayoutDraft *self, guint row, JsonArray *columns)
{
  forget_columns (self);
  for (guint i = 0; columns != NULL && i < json_array_get_length (columns); i++)
    {
      JsonObject *object = json_array_get_object_element (columns, i);
      const char *code = app_json_text (object, "code");
      int at = find_column (self, row, object);
      Column *column = at >= 0 ? column_at (self, (guint) at) : NULL;

      if (column == NULL)
        continue;
      column->kind = find_kind (app_json_text (object, "is"));
      column->code = g_strdup (code);
      column->max = (int) app_json_whole (object, "max", -1);
    }
}

static JsonNode *
parse (const char *doc)
{
  g_autoptr (GBytes) bytes = g_bytes_new (doc, strlen (doc));
  JsonNode *node = app_json_parse (bytes, NULL);

  if (node != NULL && !JSON_NODE_HOLDS_OBJECT (node))
    g_clear_pointer (&node, json_node_unref);
  return node;
}

static void
take_of (AppLayoutDraft *self, JsonObject *map)
{
  const char *kind = app_json_text (map, "kind"), *subject = app_json_text (map, "subject");

  g_free (self->of.kind);
  g_free (self->of.subject);
  self->of = (AppLayoutOf){
    g_strdup (kind != NULL ? kind : ""),           g_strdup (subject != NULL ? subject : ""),
    (int) app_json_whole (map, "year", 0),         (int) app_json_whole (map, "grade", 0),
    (int) MAX (0, app_json_whole (map, "max", 0)),
  };
}

/* GObject overrides */

static void
app_layout_draft_finalize (GObject *object)
{
  AppLayoutDraft *self = APP_LAYOUT_DRAFT (object);

  json_object_unref (self->sheet);
  g_array_unref (self->columns);
  g_free (self->of.kind);
  g_free (self->of.subject);
  G_OBJECT_CLASS (app_layout_draft_parent_class)->finalize (object);
}

static void
app_layout_draft_class_init (AppLayoutDraftClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = app_layout_draft_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", APP_TYPE_LAYOUT_DRAFT, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
app_layout_draft_init (AppLayoutDraft *self)
{
  self->columns = g_array_new (FALSE, TRUE, sizeof (Column));
  g_array_set_clear_func (self->columns, clear_column);
}

/* Public API */

AppLayoutDraft *
app_layout_draft_new (JsonObject *sheet)
{
  AppLayoutDraft *self = g_object_new (APP_TYPE_LAYOUT_DRAFT, NULL);
  JsonObject *guess = app_json_object (sheet, "guess");
  guint widest = 0;

  self->sheet = json_object_ref (sheet);
  self->rows = app_json_array (sheet, "rows");
  for (guint i = 0; i < app_layout_draft_get_n_rows (self); i++)
    widest = MAX (widest, json_array_get_length (json_array_get_array_element (self->rows, i)));
  g_array_set_size (self->columns, widest);
  forget_columns (self);
  take_of (self, guess);
  if (guess != NULL)
    app_layout_draft_set_row (self, (guint) MAX (0, app_json_whole (guess, "row", 0)));
  return self;
}

guint
app_layout_draft_get_n_rows (AppLayoutDraft *self)
{
  return self->rows != NULL ? json_array_get_length (self->rows) : 0;
}

guint
app_layout_draft_get_n_columns (AppLayoutDraft *self)
{
  return self->columns->len;
}

const char *
app_layout_draft_get_cell (AppLayoutDraft *self, guint row, guint column)
{
  JsonArray *cells = row < app_layout_draft_get_n_rows (self)
                         ? json_array_get_array_element (self->rows, row)
                         : NULL;
  const char *text = cells != NULL && column < json_array_get_length (cells)
                         ? json_array_get_string_element (cells, column)
                         : NULL;

  return text != NULL ? text : "";
}

void
app_layout_draft_set_row (AppLayoutDraft *self, guint row)
{
  JsonObject *guess = app_json_object (self->sheet, "guess");

  if (row == self->row || row > app_layout_draft_get_n_rows (self))
    return;
  self->row = row;
  if (guess != NULL && app_json_whole (guess, "row", 0) == (gint64) row)
    take_columns (self, row - 1, app_json_array (guess, "columns"));
  tell (self);
}

guint
app_layout_draft_get_row (AppLayoutDraft *self)
{
  return self->row;
}

/* a task is called as its heading: «№ 5» is 5 */
static char *
guess_code (AppLayoutDraft *self, guint column)
{
  const char *heading
      = self->row > 0 ? app_layout_draft_get_cell (self, self->row - 1, column) : "";
  /* not for the screen */
  g_autoptr (GRegex) regex = g_regex_new ("\\d+([.(]\\d+\\)?)?([КK]\\d+)?", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  if (g_regex_match (regex, heading, 0, &match))
    return g_match_info_fetch (match, 0);
  return *heading != 0 ? g_utf8_substring (heading, 0, MIN (12, g_utf8_strlen (heading, -1)))
                       : g_strdup_printf ("%u", column + 1);
}

void
app_layout_draft_set_kind (AppLayoutDraft *self, guint column, const char *kind)
{
  Column *at = column_at (self, column);
  const char *id = find_kind (kind);

  for (guint i = 0; *id != 0 && !g_str_equal (id, "item") && i < self->columns->len; i++)
    if (g_str_equal (column_at (self, i)->kind, id))
      column_at (self, i)->kind = "";
  at->kind = id;
  if (g_str_equal (id, "item") && at->code == NULL)
    at->code = guess_code (self, column);
  tell (self);
}

const char *
app_layout_draft_get_kind (AppLayoutDraft *self, guint column)
{
  return column_at (self, column)->kind;
}

void
app_layout_draft_set_item (AppLayoutDraft *self, guint column, const char *code, int max)
{
  Column *at = column_at (self, column);

  g_free (at->code);
  at->code = g_strdup (code);
  at->max = max;
  tell (self);
}

const char *
app_layout_draft_get_item (AppLayoutDraft *self, guint column, int *ret_max)
{
  Column *at = column_at (self, column);

  *ret_max = at->max;
  return at->code != NULL ? at->code : "";
}

char *
app_layout_draft_describe_column (AppLayoutDraft *self, guint column)
{
  Column *at = column_at (self, column);

  if (!g_str_equal (at->kind, "item"))
    for (guint i = 0; i < G_N_ELEMENTS (app_column_kinds); i++)
      if (app_column_kinds[i].id == at->kind || g_str_equal (app_column_kinds[i].id, at->kind))
        return g_strdup (_ (app_column_kinds[i].label));
  return at->max >= 0 ? g_strdup_printf (_ ("задание %s (%d б.)"), at->code, at->max)
                      : g_strdup_printf (_ ("задание %s"), at->code != NULL ? at->code : "");
}

AppLayoutOf *
app_layout_draft_of (AppLayoutDraft *self)
{
  return &self->of;
}

void
app_layout_draft_touch (AppLayoutDraft *self)
{
  tell (self);
}

void
app_layout_draft_set_dated (AppLayoutDraft *self, gboolean dated)
{
  self->dated = dated;
}

static guint
count_kind (AppLayoutDraft *self, const char *kind)
{
  guint n = 0;

  for (guint i = 0; i < self->columns->len; i++)
    n += g_str_equal (column_at (self, i)->kind, kind);
  return n;
}

char *
app_layout_draft_find_lack (AppLayoutDraft *self)
{
  if (self->row == 0)
    return g_strdup (_ ("Щёлкните номер строки, в которой стоят заголовки."));
  if (count_kind (self, "code") == 0)
    return g_strdup (_ ("Укажите столбец с кодом участника: без него не понять, чья это работа."));
  if (count_kind (self, "total") + count_kind (self, "mark") + count_kind (self, "note")
          + count_kind (self, "item")
      == 0)
    return g_strdup (_ ("Укажите, где результат: балл, отметка, задания или пометка."));
  if (*self->of.kind == 0)
    return g_strdup (_ ("Выберите, что это за процедура."));
  /* a medal is of all subjects */
  if (*self->of.subject == 0 && !g_str_equal (self->of.kind, "medal"))
    return g_strdup (_ ("Напишите предмет."));
  if (self->of.grade == 0)
    return g_strdup (_ ("Укажите класс."));
  if (self->of.year == 0 && !self->dated)
    return g_strdup (_ ("Укажите год."));
  return NULL;
}

static void
put_column (AppLayoutDraft *self, JsonBuilder *builder, guint i)
{
  Column *column = column_at (self, i);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "column");
  json_builder_add_int_value (builder, i + 1);
  json_builder_set_member_name (builder, "heading");
  json_builder_add_string_value (builder, self->row > 0
                                              ? app_layout_draft_get_cell (self, self->row - 1, i)
                                              : "");
  json_builder_set_member_name (builder, "is");
  json_builder_add_string_value (builder, column->kind);
  if (g_str_equal (column->kind, "item"))
    {
      json_builder_set_member_name (builder, "code");
      json_builder_add_string_value (builder, column->code != NULL ? column->code : "");
      if (column->max >= 0)
        {
          json_builder_set_member_name (builder, "max");
          json_builder_add_int_value (builder, column->max);
        }
    }
  json_builder_end_object (builder);
}

static void
put_of (AppLayoutDraft *self, JsonBuilder *builder)
{
  const struct
  {
    const char *name;
    int value;
  } numbers[] = { { "year", self->of.year }, { "grade", self->of.grade }, { "max", self->of.max } };

  json_builder_set_member_name (builder, "kind");
  json_builder_add_string_value (builder, self->of.kind);
  json_builder_set_member_name (builder, "subject");
  json_builder_add_string_value (builder, self->of.subject);
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    if (numbers[i].value > 0)
      {
        json_builder_set_member_name (builder, numbers[i].name);
        json_builder_add_int_value (builder, numbers[i].value);
      }
}

char *
app_layout_draft_write (AppLayoutDraft *self, const char *name)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) node = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "name");
  json_builder_add_string_value (builder, name);
  put_of (self, builder);
  json_builder_set_member_name (builder, "row");
  json_builder_add_int_value (builder, self->row);
  json_builder_set_member_name (builder, "columns");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->columns->len; i++)
    if (*column_at (self, i)->kind != 0)
      put_column (self, builder, i);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  node = json_builder_get_root (builder);
  return json_to_string (node, FALSE);
}

int
app_layout_doc_get_year (const char *doc)
{
  g_autoptr (JsonNode) node = doc != NULL ? parse (doc) : NULL;

  return node != NULL ? (int) app_json_whole (json_node_get_object (node), "year", 0) : 0;
}

gboolean
app_layout_draft_fits (AppLayoutDraft *self, const char *doc)
{
  g_autoptr (JsonNode) node = doc != NULL ? parse (doc) : NULL;

  return node != NULL && find_row (self, json_node_get_object (node)) >= 0;
}

gboolean
app_layout_draft_take (AppLayoutDraft *self, const char *doc)
{
  g_autoptr (JsonNode) node = parse (doc);
  JsonObject *map = node != NULL ? json_node_get_object (node) : NULL;
  int row = map != NULL ? find_row (self, map) : -1;

  if (row < 0)
    return FALSE;
  self->row = (guint) row + 1;
  take_columns (self, (guint) row, app_json_array (map, "columns"));
  take_of (self, map);
  tell (self);
  return TRUE;
}
