#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "pages/bits.h"
#include "pages/plans/rule-form.h"

/* All editors a rule may need stand here; the kind says which of them are seen. */
typedef enum
{
  FIELD_FROM,
  FIELD_UNTIL,
  FIELD_FROM_DAY, /* of a year */
  FIELD_UNTIL_DAY,
  FIELD_MONTHS,
  FIELD_NTH,
  FIELD_WEEKDAY,
  FIELD_MONTH,
  FIELD_WORKING,
  FIELD_DAY,
  FIELD_LAG,
  FIELD_SCHOOL_YEAR,
  FIELD_YEARS,
  FIELD_EVENT,
  FIELD_NAME,
  FIELD_WHEN,
  FIELD_OFFSET,
  FIELD_UNIT,
  FIELD_WHO,
  N_FIELDS,
} Field;

#define BIT(f) (1u << FIELD_##f)

static const struct
{
  const char *label;
  MeriloRuleKind kind;
  guint fields;
} forms[APP_N_RULE_FORMS] = {
  [APP_RULE_ONCE] = { N_ ("один раз, к дате"), MERILO_RULE_ONCE, BIT (FROM) | BIT (UNTIL) },
  [APP_RULE_YEARLY]
  = { N_ ("каждый год, с … по …"), MERILO_RULE_YEARLY, BIT (FROM_DAY) | BIT (UNTIL_DAY) },
  [APP_RULE_MONTHS] = { N_ ("каждый год, по месяцам"), MERILO_RULE_YEARLY, BIT (MONTHS) },
  [APP_RULE_NTH] = { N_ ("каждый год, в день недели"), MERILO_RULE_YEARLY,
                     BIT (NTH) | BIT (WEEKDAY) | BIT (MONTH) | BIT (WORKING) },
  [APP_RULE_QUARTERLY] = { N_ ("каждый квартал"), MERILO_RULE_QUARTERLY, BIT (DAY) },
  [APP_RULE_MONTHLY] = { N_ ("каждый месяц"), MERILO_RULE_MONTHLY, BIT (DAY) | BIT (LAG) },
  [APP_RULE_SCHOOL_YEAR]
  = { N_ ("в течение учебного года"), MERILO_RULE_SCHOOL_YEAR, BIT (SCHOOL_YEAR) },
  [APP_RULE_EVERY] = { N_ ("раз в несколько лет, у каждой школы"), MERILO_RULE_EVERY, BIT (YEARS) },
  [APP_RULE_EVENT] = { N_ ("по событию"), MERILO_RULE_EVENT,
                       BIT (EVENT) | BIT (NAME) | BIT (WHEN) | BIT (OFFSET) | BIT (UNIT) },
  [APP_RULE_EXTERNAL] = { N_ ("по чужому плану или графику"), MERILO_RULE_EXTERNAL, BIT (WHO) },
  [APP_RULE_CONTINUOUS] = { N_ ("постоянно"), MERILO_RULE_CONTINUOUS, 0 },
  [APP_RULE_ON_DEMAND] = { N_ ("по мере необходимости"), MERILO_RULE_ON_DEMAND, 0 },
};

static const struct
{
  const char *name, *label;
} fields[N_FIELDS] = {
  [FIELD_FROM] = { "from", N_ ("Начать (ДД.ММ.ГГГГ, можно не задавать)") },
  [FIELD_UNTIL] = { "until", N_ ("Выполнить до (ДД.ММ.ГГГГ)") },
  [FIELD_FROM_DAY] = { "from-day", N_ ("Начать (день и месяц)") },
  [FIELD_UNTIL_DAY] = { "until-day", N_ ("Выполнить до (день и месяц)") },
  [FIELD_MONTHS] = { "months", N_ ("Месяцы: каждый — отдельный срок") },
  [FIELD_NTH] = { "nth", N_ ("Который по счёту") },
  [FIELD_WEEKDAY] = { "weekday", N_ ("День недели") },
  [FIELD_MONTH] = { "month", N_ ("Месяц") },
  [FIELD_WORKING] = { "working", N_ ("Считать только рабочие дни") },
  [FIELD_DAY] = { "day", N_ ("Число месяца (0 — последний день)") },
  [FIELD_LAG] = { "lag", N_ ("Число следующего месяца, за прошедший") },
  [FIELD_SCHOOL_YEAR] = { "school-year", N_ ("Учебный год начинается в") },
  [FIELD_YEARS] = { "years", N_ ("Раз во столько лет") },
  [FIELD_EVENT] = { "event", N_ ("Событие") },
  [FIELD_NAME] = { "name", N_ ("Какое именно («утверждения бюджета»)") },
  [FIELD_WHEN] = { "when", N_ ("Когда") },
  [FIELD_OFFSET] = { "offset", N_ ("Через сколько (0 — срок назначат при событии)") },
  [FIELD_UNIT] = { "unit", N_ ("Чего") },
  [FIELD_WHO] = { "who", N_ ("Чей план или график (можно не задавать)") },
};

static const char *const months[]
    = { N_ ("январь"),   N_ ("февраль"), N_ ("март"),   N_ ("апрель"),
        N_ ("май"),      N_ ("июнь"),    N_ ("июль"),   N_ ("август"),
        N_ ("сентябрь"), N_ ("октябрь"), N_ ("ноябрь"), N_ ("декабрь") };

static const char *const choices[N_FIELDS][13] = {
  [FIELD_NTH] = { N_ ("первый"), N_ ("второй"), N_ ("третий"), N_ ("четвёртый"), N_ ("последний") },
  [FIELD_WEEKDAY] = { N_ ("понедельник"), N_ ("вторник"), N_ ("среда"), N_ ("четверг"),
                      N_ ("пятница"), N_ ("суббота"), N_ ("воскресенье") },
  [FIELD_EVENT]
  = { N_ ("проведение ВПР"), N_ ("получение результатов ВПР"), N_ ("получение федерального списка"),
      N_ ("экзамен"), N_ ("объявление результатов"), N_ ("день проведения процедуры"),
      N_ ("завершение мероприятий"), N_ ("анализ"), N_ ("подписание"), N_ ("другое событие") },
  [FIELD_WHEN] = { N_ ("до события"), N_ ("во время события"), N_ ("после события") },
  [FIELD_UNIT] = { N_ ("дней"), N_ ("рабочих дней"), N_ ("месяцев") },
};

struct _AppRuleForm
{
  GtkBox parent_instance;

  MeriloRule *rule; /* what it was: arguments that the form does not show stay */
  GtkWidget *kind;
  GtkWidget *boxes[N_FIELDS], *editors[N_FIELDS];
  gboolean filling;
};

enum
{
  SIGNAL_CHANGED,
  SIGNAL_REMOVED,
  N_SIGNALS
};

G_DEFINE_FINAL_TYPE (AppRuleForm, app_rule_form, GTK_TYPE_BOX)

static guint signals[N_SIGNALS];

/* Texts of days */

static char *
show_day (MeriloDay day)
{
  if (day.month == 0)
    return g_strdup ("");
  if (day.day == MERILO_DAY_LAST)
    return g_strdup_printf (_ ("последний.%02d"), day.month);
  return day.year != 0 ? g_strdup_printf ("%02d.%02d.%04d", day.day, day.month, day.year)
                       : g_strdup_printf ("%02d.%02d", day.day, day.month);
}

/* «01.10.2025» with a year, «01.10», «последний.02» without; an empty text is no day */
static gboolean
read_day (const char *text, gboolean with_year, MeriloDay *ret)
{
  int d = 0, m = 0, y = 0, end = 0;
  MeriloDay day = { 0 };

  if (*text == 0)
    {
      *ret = day;
      return TRUE;
    }
  if (!with_year && g_str_has_prefix (text, _ ("последний.")))
    {
      m = atoi (text + strlen (_ ("последний.")));
      if (m < 1 || m > 12)
        return FALSE;
      day.month = (gint8) m;
      day.day = (gint8) (m == 2 ? MERILO_DAY_LAST : merilo_month_length (2001, m));
      *ret = day;
      return TRUE;
    }
  if (with_year ? sscanf (text, "%2d.%2d.%4d%n", &d, &m, &y, &end) < 3
                : sscanf (text, "%2d.%2d%n", &d, &m, &end) < 2)
    return FALSE;
  day = (MeriloDay){ (gint16) y, (gint8) m, (gint8) d };
  if (text[end] != 0 || (with_year && y < 1990) || !merilo_day_is_possible (day))
    return FALSE;
  *ret = day;
  return TRUE;
}

/* Editors */

static void
changed_cb (AppRuleForm *self)
{
  if (!self->filling)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
show_fields (AppRuleForm *self)
{
  guint form = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->kind));
  gboolean other = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->editors[FIELD_EVENT]))
                   == MERILO_EVENT_OTHER;

  for (guint i = 0; i < N_FIELDS; i++)
    gtk_widget_set_visible (self->boxes[i],
                            (forms[form].fields >> i & 1) && (i != FIELD_NAME || other));
  changed_cb (self);
}

static void
removed_cb (AppRuleForm *self)
{
  g_signal_emit (self, signals[SIGNAL_REMOVED], 0);
}

static GtkWidget *
make_months (AppRuleForm *self)
{
  GtkWidget *flow = gtk_flow_box_new ();

  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (flow), GTK_SELECTION_NONE);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (flow), 6);
  gtk_flow_box_set_min_children_per_line (GTK_FLOW_BOX (flow), 4);
  for (guint i = 0; i < 12; i++)
    {
      GtkWidget *check = gtk_check_button_new_with_label (_ (months[i]));

      gtk_flow_box_append (GTK_FLOW_BOX (flow), check);
      gtk_widget_set_focusable (gtk_widget_get_parent (check), FALSE);
      g_signal_connect_swapped (check, "toggled", G_CALLBACK (changed_cb), self);
    }
  return flow;
}

static GtkWidget *
month_check (AppRuleForm *self, guint i)
{
  return gtk_flow_box_child_get_child (
      gtk_flow_box_get_child_at_index (GTK_FLOW_BOX (self->editors[FIELD_MONTHS]), (int) i));
}

static GtkWidget *
make_choice (AppRuleForm *self, Field f)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  GtkWidget *choice;

  for (guint i = 0; f == FIELD_MONTH ? i < 12 : choices[f][i] != NULL; i++)
    gtk_string_list_append (names, f == FIELD_MONTH ? _ (months[i]) : _ (choices[f][i]));
  choice = gtk_drop_down_new (g_object_ref (G_LIST_MODEL (names)), NULL);
  g_signal_connect_swapped (choice, "notify::selected", G_CALLBACK (show_fields), self);
  return choice;
}

static GtkWidget *
make_number (AppRuleForm *self, double least, double most)
{
  GtkWidget *spin = gtk_spin_button_new_with_range (least, most, 1);

  g_signal_connect_swapped (spin, "value-changed", G_CALLBACK (changed_cb), self);
  return spin;
}

static GtkWidget *
make_editor (AppRuleForm *self, Field f)
{
  GtkWidget *editor;

  switch (f)
    {
    case FIELD_MONTHS:
      return make_months (self);
    case FIELD_NTH:
    case FIELD_WEEKDAY:
    case FIELD_MONTH:
    case FIELD_EVENT:
    case FIELD_WHEN:
    case FIELD_UNIT:
      return make_choice (self, f);
    case FIELD_DAY:
      return make_number (self, 0, 31);
    case FIELD_SCHOOL_YEAR:
      return make_number (self, 2015, 2060);
    case FIELD_YEARS:
      return make_number (self, 2, 10);
    case FIELD_OFFSET:
      return make_number (self, -365, 365);
    case FIELD_WORKING:
    case FIELD_LAG:
      editor = gtk_check_button_new_with_label (_ (fields[f].label));
      g_signal_connect_swapped (editor, "toggled", G_CALLBACK (changed_cb), self);
      return editor;
    default:
      editor = gtk_entry_new ();
      g_signal_connect_swapped (editor, "changed", G_CALLBACK (changed_cb), self);
      return editor;
    }
}

static void
add_field (AppRuleForm *self, Field f)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->editors[f] = make_editor (self, f);
  app_name_it (self->editors[f], _ (fields[f].label));
  if (f == FIELD_MONTHS)
    gtk_orientable_set_orientation (GTK_ORIENTABLE (box), GTK_ORIENTATION_VERTICAL);
  if (f != FIELD_WORKING && f != FIELD_LAG)
    {
      GtkWidget *label = app_label_new (_ (fields[f].label), NULL);

      gtk_widget_set_hexpand (label, TRUE);
      gtk_box_append (GTK_BOX (box), label);
    }
  gtk_box_append (GTK_BOX (box), self->editors[f]);
  gtk_box_append (GTK_BOX (self), box);
  self->boxes[f] = box;
}

/* From a rule and back */

static AppRuleForms
form_of (const MeriloRule *rule)
{
  if (rule->kind == MERILO_RULE_YEARLY && rule->n_months > 0)
    return APP_RULE_MONTHS;
  if (rule->kind == MERILO_RULE_YEARLY && rule->on.nth != 0)
    return APP_RULE_NTH;
  for (guint i = 0; i < APP_N_RULE_FORMS; i++)
    if (forms[i].kind == rule->kind)
      return (AppRuleForms) i;
  return APP_RULE_ONCE; /* a period in a date cell is used as one window */
}

static void
put_day (AppRuleForm *self, Field f, MeriloDay day)
{
  g_autofree char *text = show_day (day);

  gtk_editable_set_text (GTK_EDITABLE (self->editors[f]), text);
}

static void
choose (AppRuleForm *self, Field f, int i)
{
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->editors[f]), (guint) MAX (0, i));
}

static void
count_to (AppRuleForm *self, Field f, int n)
{
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->editors[f]), n);
}

static void
put_rule (AppRuleForm *self, const MeriloRule *rule)
{
  gboolean yearly = rule->kind == MERILO_RULE_YEARLY;
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  self->filling = TRUE;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->kind), form_of (rule));
  put_day (self, yearly ? FIELD_FROM_DAY : FIELD_FROM, rule->from);
  put_day (self, yearly ? FIELD_UNTIL_DAY : FIELD_UNTIL, rule->until);
  for (guint i = 0; i < rule->n_months; i++)
    gtk_check_button_set_active (GTK_CHECK_BUTTON (
                                     month_check (self,
                                                  (guint) CLAMP (rule->months[i], 1, 12) - 1)),
                                 TRUE);
  choose (self, FIELD_NTH, rule->on.nth - 1);
  choose (self, FIELD_WEEKDAY, rule->on.weekday - 1);
  choose (self, FIELD_MONTH, rule->on.month - 1);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->editors[FIELD_WORKING]), rule->on.working);
  count_to (self, FIELD_DAY, rule->day == MERILO_NO_ARG ? 0 : rule->day);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->editors[FIELD_LAG]), rule->lag > 0);
  count_to (self, FIELD_SCHOOL_YEAR,
            rule->school_year != 0 ? rule->school_year : g_date_time_get_year (now));
  count_to (self, FIELD_YEARS, rule->years == MERILO_NO_ARG ? 3 : rule->years);
  choose (self, FIELD_EVENT, (int) rule->event);
  choose (self, FIELD_WHEN, (int) rule->when);
  count_to (self, FIELD_OFFSET, rule->unit != MERILO_UNIT_NONE ? rule->offset : 0);
  choose (self, FIELD_UNIT, (int) rule->unit - 1);
  gtk_editable_set_text (GTK_EDITABLE (self->editors[FIELD_NAME]),
                         rule->name != NULL ? rule->name : "");
  gtk_editable_set_text (GTK_EDITABLE (self->editors[FIELD_WHO]),
                         rule->who != NULL ? rule->who : "");
  show_fields (self);
  self->filling = FALSE;
}

static const char *
text_of (AppRuleForm *self, Field f)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->editors[f]));
}

static int
number_of (AppRuleForm *self, Field f)
{
  return gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->editors[f]));
}

static guint
chosen_of (AppRuleForm *self, Field f)
{
  return gtk_drop_down_get_selected (GTK_DROP_DOWN (self->editors[f]));
}

static gboolean
is_checked (AppRuleForm *self, Field f)
{
  return gtk_check_button_get_active (GTK_CHECK_BUTTON (self->editors[f]));
}

/* a text of the canon: no quotes, bars and line ends */
static char *
clean_text (const char *text)
{
  char *out = g_strstrip (g_strdup (text));

  return g_strdelimit (g_strdelimit (out, "\"|", '\''), "\n\r", ' ');
}

static const char *
take_window (AppRuleForm *self, MeriloRule *rule, gboolean yearly)
{
  if (!read_day (text_of (self, yearly ? FIELD_FROM_DAY : FIELD_FROM), !yearly, &rule->from)
      || !read_day (text_of (self, yearly ? FIELD_UNTIL_DAY : FIELD_UNTIL), !yearly, &rule->until))
    return yearly ? _ ("Напишите день и месяц: 15.05") : _ ("Напишите дату целиком: 15.05.2027");
  if (rule->until.month == 0 && (yearly ? rule->from.month != 0 : TRUE))
    return _ ("Напишите, до какого дня выполнить");
  if (!yearly && rule->from.month != 0 && merilo_day_compare (rule->from, rule->until) > 0)
    return _ ("Начало позже конца: поменяйте дни местами");
  return NULL;
}

static const char *
take_months (AppRuleForm *self, MeriloRule *rule)
{
  for (guint i = 0; i < 12; i++)
    if (gtk_check_button_get_active (GTK_CHECK_BUTTON (month_check (self, i))))
      rule->months[rule->n_months++] = (guint8) (i + 1);
  return rule->n_months > 0 ? NULL : _ ("Отметьте хотя бы один месяц");
}

static const char *
take_event (AppRuleForm *self, MeriloRule *rule)
{
  int offset = number_of (self, FIELD_OFFSET);

  rule->event = (MeriloEvent) chosen_of (self, FIELD_EVENT);
  rule->when = (MeriloWhen) chosen_of (self, FIELD_WHEN);
  rule->unit = offset != 0 ? (MeriloUnit) (chosen_of (self, FIELD_UNIT) + 1) : MERILO_UNIT_NONE;
  rule->offset = offset;
  g_clear_pointer (&rule->name, g_free);
  if (rule->event != MERILO_EVENT_OTHER)
    return NULL;
  rule->name = clean_text (text_of (self, FIELD_NAME));
  return *rule->name != 0 ? NULL : _ ("Напишите, какое это событие");
}

/* what the form of the same kind does not show stays: the class it is for, the year it begins */
static MeriloRule *
make_rule (AppRuleForm *self, AppRuleForms form)
{
  MeriloRule *rule = merilo_rule_new (forms[form].kind);

  if (self->rule == NULL || form_of (self->rule) != form)
    return rule;
  rule->since = self->rule->since;
  rule->scope = g_strdup (self->rule->scope);
  rule->time = self->rule->time;
  rule->zone = self->rule->zone;
  rule->latest = self->rule->latest;
  rule->year = self->rule->year;
  if (merilo_rule_is_windowed (rule))
    rule->who = g_strdup (self->rule->who);
  if (rule->kind == MERILO_RULE_MONTHLY)
    {
      rule->from = self->rule->from;
      rule->until = self->rule->until;
    }
  return rule;
}

static const char *
fill_rule (AppRuleForm *self, AppRuleForms form, MeriloRule *rule)
{
  switch (form)
    {
    case APP_RULE_ONCE:
      return take_window (self, rule, FALSE);
    case APP_RULE_YEARLY:
      return take_window (self, rule, TRUE);
    case APP_RULE_MONTHS:
      return take_months (self, rule);
    case APP_RULE_NTH:
      rule->on = (MeriloNth){ (gint8) (chosen_of (self, FIELD_NTH) + 1),
                              (gint8) (chosen_of (self, FIELD_WEEKDAY) + 1),
                              (gint8) (chosen_of (self, FIELD_MONTH) + 1),
                              is_checked (self, FIELD_WORKING) };
      return NULL;
    case APP_RULE_MONTHLY:
      rule->lag = is_checked (self, FIELD_LAG) ? 1 : MERILO_NO_ARG;
      rule->day = number_of (self, FIELD_DAY) > 0 ? number_of (self, FIELD_DAY) : MERILO_NO_ARG;
      return NULL;
    case APP_RULE_QUARTERLY:
      rule->day = number_of (self, FIELD_DAY) > 0 ? number_of (self, FIELD_DAY) : MERILO_NO_ARG;
      return NULL;
    case APP_RULE_SCHOOL_YEAR:
      rule->school_year = number_of (self, FIELD_SCHOOL_YEAR);
      return NULL;
    case APP_RULE_EVERY:
      rule->years = number_of (self, FIELD_YEARS);
      return NULL;
    case APP_RULE_EVENT:
      return take_event (self, rule);
    case APP_RULE_EXTERNAL:
      rule->who = clean_text (text_of (self, FIELD_WHO));
      return NULL;
    default:
      return NULL;
    }
}

/* GObject overrides */

static void
app_rule_form_finalize (GObject *object)
{
  g_clear_pointer (&APP_RULE_FORM (object)->rule, merilo_rule_free);
  G_OBJECT_CLASS (app_rule_form_parent_class)->finalize (object);
}

static void
app_rule_form_class_init (AppRuleFormClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = app_rule_form_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", APP_TYPE_RULE_FORM, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_REMOVED] = g_signal_new ("removed", APP_TYPE_RULE_FORM, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);
}

static void
app_rule_form_init (AppRuleForm *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *remove = gtk_button_new_from_icon_name ("user-trash-symbolic");

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 9);
  gtk_widget_add_css_class (GTK_WIDGET (self), "card");
  gtk_widget_add_css_class (GTK_WIDGET (self), "inset");
  for (guint i = 0; i < APP_N_RULE_FORMS; i++)
    gtk_string_list_append (names, _ (forms[i].label));
  self->kind = gtk_drop_down_new (g_object_ref (G_LIST_MODEL (names)), NULL);
  gtk_widget_set_hexpand (self->kind, TRUE);
  app_name_it (self->kind, _ ("Вид срока"));
  gtk_widget_add_css_class (remove, "flat");
  gtk_widget_set_tooltip_text (remove, _ ("Убрать это правило"));
  app_name_it (remove, _ ("Убрать это правило"));
  gtk_box_append (GTK_BOX (head), self->kind);
  gtk_box_append (GTK_BOX (head), remove);
  gtk_box_append (GTK_BOX (self), head);
  self->filling = TRUE;
  for (guint i = 0; i < N_FIELDS; i++)
    add_field (self, (Field) i);
  self->filling = FALSE;
  g_signal_connect_swapped (self->kind, "notify::selected", G_CALLBACK (show_fields), self);
  g_signal_connect_swapped (remove, "clicked", G_CALLBACK (removed_cb), self);
}

/* Public API */

GtkWidget *
app_rule_form_new (const MeriloRule *rule)
{
  AppRuleForm *self = g_object_new (APP_TYPE_RULE_FORM, NULL);
  g_autoptr (MeriloRule) made = rule == NULL ? merilo_rule_new (MERILO_RULE_YEARLY) : NULL;

  self->rule = rule != NULL ? merilo_rule_copy (rule) : NULL;
  put_rule (self, rule != NULL ? rule : made);
  return GTK_WIDGET (self);
}

MeriloRule *
app_rule_form_get (AppRuleForm *self, char **ret_problem)
{
  AppRuleForms form = (AppRuleForms) gtk_drop_down_get_selected (GTK_DROP_DOWN (self->kind));
  g_autoptr (MeriloRule) rule = make_rule (self, form);
  const char *problem = fill_rule (self, form, rule);

  if (problem == NULL)
    return g_steal_pointer (&rule);
  *ret_problem = g_strdup (problem);
  return NULL;
}

void
app_rule_form_choose (AppRuleForm *self, AppRuleForms form)
{
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->kind), form);
}

void
app_rule_form_type (AppRuleForm *self, const char *field, const char *text)
{
  for (guint i = 0; i < N_FIELDS; i++)
    {
      GtkWidget *editor = self->editors[i];

      if (!g_str_equal (fields[i].name, field))
        continue;
      if (GTK_IS_DROP_DOWN (editor))
        gtk_drop_down_set_selected (GTK_DROP_DOWN (editor), (guint) atoi (text));
      else if (GTK_IS_CHECK_BUTTON (editor))
        gtk_check_button_set_active (GTK_CHECK_BUTTON (editor), atoi (text) != 0);
      else if (GTK_IS_SPIN_BUTTON (editor))
        gtk_spin_button_set_value (GTK_SPIN_BUTTON (editor), atoi (text));
      else if (i == FIELD_MONTHS)
        gtk_check_button_set_active (GTK_CHECK_BUTTON (
                                         month_check (self,
                                                      (guint) CLAMP (atoi (text), 1, 12) - 1)),
                                     TRUE);
      else
        gtk_editable_set_text (GTK_EDITABLE (editor), text);
    }
}
