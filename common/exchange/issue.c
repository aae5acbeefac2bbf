#define G_LOG_DOMAIN "merilo-exchange"

#include "exchange/issue.h"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "model/json-writer.h"

#define MAX_ISSUES 100000

static const struct
{
  const char *code;
  const char *words;
} reasons[] = {
  { "bad-award", N_ ("не понять, какая это награда: победитель, призёр, медаль I или II степени") },
  { "bad-code", N_ ("код участника не похож на код") },
  { "bad-count", N_ ("вместо количества стоит что-то другое") },
  { "bad-journal-mark", N_ ("отметка по журналу не 2, 3, 4, 5 и не «нет отметки»") },
  { "bad-mark", N_ ("отметка не 2, 3, 4 или 5") },
  { "bad-marker", N_ ("признак не 1, не 0 и не пусто") },
  { "bad-org", N_ ("логин школы не похож на логин") },
  { "bad-percent", N_ ("вместо процента стоит что-то другое") },
  { "bad-total", N_ ("в итоге не число") },
  { "bad-unit", N_ ("не понять, чья это строка: выборки, региона, муниципалитета или школы") },
  { "bad-value", N_ ("вместо балла стоит что-то другое") },
  { "bad-variant", N_ ("вариант не указан или не похож на вариант") },
  { "bad-year", N_ ("год не указан или не похож на год") },
  { "counts-not-total", N_ ("количества по столбцам не складываются во всех участников") },
  { "doubled-code", N_ ("код участника стоит дважды; чья это работа, знает только школа") },
  { "empty-item", N_ ("балл не указан: должен быть 0, балл или X") },
  { "empty-row", N_ ("есть код участника, но больше ничего не заполнено") },
  { "empty-total", N_ ("итог не указан") },
  { "item-above-max", N_ ("балл больше максимального за задание") },
  { "mark-off-scale", N_ ("отметка не та, что следует из баллов по шкале") },
  { "markers-not-sum", N_ ("количество маркеров не равно числу отмеченных работ") },
  { "not-studied", N_ ("«не пройд.» вместо балла: форма такого не допускает") },
  { "percent-off-count", N_ ("процент не соответствует количеству") },
  { "percents-not-whole", N_ ("проценты вместе не дают 100") },
  { "rows-differ", N_ ("повтор строки школы за тот же год с другими признаками") },
  { "scored-absent", N_ ("участник отсутствовал, но баллы стоят") },
  { "shifted-columns", N_ ("значения сдвинуты на столбец") },
  { "total-above-max", N_ ("итог больше максимального балла за работу") },
  { "total-not-sum", N_ ("итог не равен сумме баллов за задания") },
  { "unknown-class", N_ ("такого класса нет в списке классов или это другая параллель") },
};

static void
clear_issue (gpointer data)
{
  g_free (((MeriloResultIssue *) data)->value);
}

GArray *
merilo_issues_new (void)
{
  GArray *self = g_array_new (FALSE, FALSE, sizeof (MeriloResultIssue));

  g_array_set_clear_func (self, clear_issue);
  return self;
}

void
merilo_issues_add (GArray *self, guint row, guint column, const char *code, const MeriloCell *cell)
{
  MeriloResultIssue issue = { .row = row, .column = column, .code = code };

  if (self->len >= MAX_ISSUES)
    return;
  issue.value = merilo_cell_to_text (cell);
  g_array_append_val (self, issue);
}

static int
compare_issues (gconstpointer a, gconstpointer b)
{
  const MeriloResultIssue *one = a, *other = b;

  if (one->row != other->row)
    return one->row < other->row ? -1 : 1;
  return one->column < other->column ? -1 : one->column > other->column;
}

void
merilo_issues_sort (GArray *self)
{
  g_array_sort (self, compare_issues);
}

void
merilo_issues_put_json (const GArray *self, GString *out)
{
  merilo_json_put_key (out, "issues");
  g_string_append_c (out, '[');
  for (guint i = 0; i < self->len; i++)
    {
      const MeriloResultIssue *issue = &g_array_index (self, MeriloResultIssue, i);

      g_string_append (out, i > 0 ? ",{" : "{");
      merilo_json_put_whole_member (out, "row", issue->row);
      merilo_json_put_whole_member (out, "column", issue->column);
      merilo_json_put_text_member (out, "code", issue->code);
      merilo_json_put_text_member (out, "value", issue->value);
      g_string_append_c (out, '}');
    }
  g_string_append_c (out, ']');
}

const char *
merilo_issue_get_words (const char *code)
{
  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (g_str_equal (reasons[i].code, code))
      return _ (reasons[i].words);
  return code;
}
