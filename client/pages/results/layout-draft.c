#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/results/layout-draft-private.h"

#include <glib/gi18n.h>

#include "net/json.h"
#include "widgets/words.h"

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

const char *
_app_column_kind_find (const char *id)
{
  for (guint i = 0; id != NULL && i < G_N_ELEMENTS (app_column_kinds); i++)
    if (g_str_equal (app_column_kinds[i].id, id))
      return app_column_kinds[i].id;
  return "";
}

static void
clear_column (gpointer data)
{
  g_free (((LayoutColumn *) data)->code);
}

LayoutColumn *
_app_layout_draft_get_column (AppLayoutDraft *self, guint column)
{
  g_return_val_if_fail (column < self->columns->len, NULL);
  return &g_array_index (self->columns, LayoutColumn, column);
}

void
_app_layout_draft_forget_columns (AppLayoutDraft *self)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      LayoutColumn *column = _app_layout_draft_get_column (self, i);

      column->kind = "";
      g_clear_pointer (&column->code, g_free);
      column->max = -1;
    }
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
  self->columns = g_array_new (FALSE, TRUE, sizeof (LayoutColumn));
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
  _app_layout_draft_forget_columns (self);
  _app_layout_draft_take_of (self, guess);
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
    _app_layout_draft_take_columns (self, row - 1, app_json_array (guess, "columns"));
  app_layout_draft_touch (self);
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
  return *heading != 0 ? app_cut (heading, 12) : g_strdup_printf ("%u", column + 1);
}

void
app_layout_draft_set_kind (AppLayoutDraft *self, guint column, const char *kind)
{
  LayoutColumn *at = _app_layout_draft_get_column (self, column);
  const char *id = _app_column_kind_find (kind);

  for (guint i = 0; *id != 0 && !g_str_equal (id, "item") && i < self->columns->len; i++)
    if (g_str_equal (_app_layout_draft_get_column (self, i)->kind, id))
      _app_layout_draft_get_column (self, i)->kind = "";
  at->kind = id;
  if (g_str_equal (id, "item") && at->code == NULL)
    at->code = guess_code (self, column);
  app_layout_draft_touch (self);
}

const char *
app_layout_draft_get_kind (AppLayoutDraft *self, guint column)
{
  return _app_layout_draft_get_column (self, column)->kind;
}

void
app_layout_draft_set_item (AppLayoutDraft *self, guint column, const char *code, int max)
{
  LayoutColumn *at = _app_layout_draft_get_column (self, column);

  g_free (at->code);
  at->code = g_strdup (code);
  at->max = max;
  app_layout_draft_touch (self);
}

const char *
app_layout_draft_get_item (AppLayoutDraft *self, guint column, int *ret_max)
{
  LayoutColumn *at = _app_layout_draft_get_column (self, column);

  *ret_max = at->max;
  return at->code != NULL ? at->code : "";
}

char *
app_layout_draft_describe_column (AppLayoutDraft *self, guint column)
{
  LayoutColumn *at = _app_layout_draft_get_column (self, column);

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
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
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
    n += g_str_equal (_app_layout_draft_get_column (self, i)->kind, kind);
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
