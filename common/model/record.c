#define G_LOG_DOMAIN "merilo-record"

#include "model/record.h"

#include <math.h>
#include <string.h>

/* The values lie in the instance itself: each registered type has its own instance size. */

struct _Plain /* what an instance looks like */
{
  GObject parent;
  guint64 set;
  guint64 dirty;
  MeriloValue values[];
};
typedef struct _Plain Plain;

static GObjectClass *parent_class;

static inline const MeriloField *
field_of (gpointer record, guint i)
{
  const MeriloEntity *entity = ((MeriloRecordClass *) ((GTypeInstance *) record)->g_class)->entity;

  g_assert (i < entity->n_fields);
  return &entity->fields[i];
}

/* GObject overrides */

static void
free_value (const MeriloField *field, MeriloValue *value)
{
  if (field->kind == MERILO_TEXT)
    g_clear_pointer (&value->text, g_free);
  else if (field->kind == MERILO_SCORES)
    g_clear_pointer (&value->scores, g_free);
  else
    value->whole = 0;
}

static void
get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  Plain *self = (Plain *) object;
  guint i = id - 1;
  gboolean set = (self->set >> i) & 1;

  switch (field_of (object, i)->kind)
    {
    case MERILO_FLAG:
      g_value_set_boolean (value, self->values[i].whole != 0);
      break;
    case MERILO_TEXT:
      g_value_set_string (value, self->values[i].text);
      break;
    case MERILO_REAL:
      value->data[0].v_double = set ? self->values[i].real : NAN;
      break;
    case MERILO_CHOICE:
      g_value_set_enum (value, set ? (int) self->values[i].whole : -1);
      break;
    case MERILO_SCORES:
      g_value_set_boxed (value, self->values[i].scores);
      break;
    case MERILO_WHOLE:
    case MERILO_DATE:
    case MERILO_MOMENT:
    default:
      value->data[0].v_int64 = set ? self->values[i].whole : MERILO_NONE;
    }
}

static void
set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  guint i = id - 1;

  switch (field_of (object, i)->kind)
    {
    case MERILO_FLAG:
      merilo_record_set_whole (object, i, g_value_get_boolean (value));
      break;
    case MERILO_TEXT:
      merilo_record_set_text (object, i, g_value_get_string (value));
      break;
    case MERILO_REAL:
      merilo_record_set_real (object, i, value->data[0].v_double);
      break;
    case MERILO_CHOICE:
      merilo_record_set_whole (object, i,
                               g_value_get_enum (value) < 0 ? MERILO_NONE
                                                            : g_value_get_enum (value));
      break;
    case MERILO_SCORES:
      {
        const MeriloScores *scores = g_value_get_boxed (value);

        merilo_record_set_scores (object, i, scores ? scores->at : NULL, scores ? scores->n : 0);
        break;
      }
    case MERILO_WHOLE:
    case MERILO_DATE:
    case MERILO_MOMENT:
    default:
      merilo_record_set_whole (object, i, value->data[0].v_int64);
    }
}

static void
finalize (GObject *object)
{
  Plain *self = (Plain *) object;
  const MeriloEntity *entity = merilo_record_get_entity (object);

  for (guint i = 0; i < entity->n_fields; i++)
    if ((self->set >> i) & 1)
      free_value (&entity->fields[i], &self->values[i]);
  parent_class->finalize (object);
}

/* the GEnum of a field's choices: the value's name is the label, so that text made of it is for
 * people */
static GType
register_choices (const MeriloEntity *entity, const MeriloField *field)
{
  g_autofree char *name = g_strconcat (entity->type_name, "-", field->name, NULL);
  GArray *values
      = g_array_new (TRUE, TRUE, sizeof (GEnumValue)); /* kept: GEnum points at it for ever */
  GEnumValue none = { -1, "", "none" };

  g_array_append_val (values, none);
  for (guint i = 0; field->choices[i].code != NULL; i++)
    {
      GEnumValue v = { (int) i, field->choices[i].label, field->choices[i].code };

      g_array_append_val (values, v);
    }
  return g_enum_register_static (g_intern_string (name),
                                 (GEnumValue *) g_array_free (values, FALSE));
}

static GParamSpec *
make_pspec (const MeriloEntity *entity, const MeriloField *f)
{
  GParamFlags flags
      = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_NICK | G_PARAM_STATIC_BLURB;
  GParamSpec *p;

  switch (f->kind)
    {
    case MERILO_FLAG:
      return g_param_spec_boolean (f->name, f->label, NULL, FALSE, flags);
    case MERILO_TEXT:
      return g_param_spec_string (f->name, f->label, NULL, NULL, flags);
    case MERILO_REAL:
      /* lax: NaN is never equal to itself, which a strict check takes for out of range */
      p = g_param_spec_double (f->name, f->label, NULL, -G_MAXDOUBLE, G_MAXDOUBLE, 0,
                               flags | G_PARAM_LAX_VALIDATION);
      p->value_type = merilo_real_get_type ();
      return p;
    case MERILO_CHOICE:
      return g_param_spec_enum (f->name, f->label, NULL, register_choices (entity, f), -1, flags);
    case MERILO_SCORES:
      return g_param_spec_boxed (f->name, f->label, NULL, merilo_scores_get_type (), flags);
    case MERILO_WHOLE:
    case MERILO_DATE:
    case MERILO_MOMENT:
    default:
      p = g_param_spec_int64 (f->name, f->label, NULL, G_MININT64, G_MAXINT64, 0, flags);
      /* as g_param_spec_enum() itself does; there is no setter */
      p->value_type = f->kind == MERILO_DATE     ? merilo_date_get_type ()
                      : f->kind == MERILO_MOMENT ? merilo_moment_get_type ()
                                                 : merilo_whole_get_type ();
      return p;
    }
}

static void
record_class_init (gpointer g_class, gpointer class_data)
{
  MeriloRecordClass *klass = g_class;
  const MeriloEntity *entity = class_data;

  /* not in the base: GObject empties these two in every new class */
  G_OBJECT_CLASS (klass)->get_property = get_property;
  G_OBJECT_CLASS (klass)->set_property = set_property;
  klass->entity = entity;
  klass->pspecs = g_new0 (GParamSpec *, entity->n_fields + 1);
  klass->patterns = g_new0 (GRegex *, entity->n_fields);
  for (guint i = 0; i < entity->n_fields; i++)
    klass->pspecs[i + 1] = make_pspec (entity, &entity->fields[i]);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), entity->n_fields + 1, klass->pspecs);
}

static void
base_class_init (gpointer g_class, gpointer class_data)
{
  GObjectClass *object_class = g_class;

  parent_class = g_type_class_peek_parent (g_class);
  object_class->finalize = finalize;
}

GType
merilo_record_get_type (void)
{
  static gsize type = 0;

  if (g_once_init_enter (&type))
    {
      GTypeInfo info = {
        .class_size = sizeof (MeriloRecordClass),
        .class_init = base_class_init,
        .instance_size = sizeof (Plain),
      };

      g_once_init_leave (&type, g_type_register_static (G_TYPE_OBJECT, "MeriloRecord", &info,
                                                        G_TYPE_FLAG_ABSTRACT));
    }
  return type;
}

GType
merilo_entity_register (const MeriloEntity *entity)
{
  GType known = g_type_from_name (entity->type_name);
  GTypeInfo info = {
    .class_size = sizeof (MeriloRecordClass),
    .class_init = record_class_init,
    .class_data = entity,
    .instance_size = sizeof (Plain) + entity->n_fields * sizeof (MeriloValue),
  };

  g_assert (entity->n_fields <= 64);
  if (known != 0)
    return known;
  return g_type_register_static (MERILO_TYPE_RECORD, entity->type_name, &info, G_TYPE_FLAG_FINAL);
}

/* Public API */

const MeriloEntity *
merilo_record_get_entity (gpointer record)
{
  return ((MeriloRecordClass *) ((GTypeInstance *) record)->g_class)->entity;
}

gboolean
merilo_record_has (gpointer record, guint field)
{
  return (((Plain *) record)->set >> field) & 1;
}

static void
changed (gpointer record, guint i)
{
  Plain *self = record;

  self->dirty |= G_GUINT64_CONSTANT (1) << i;
  g_object_notify_by_pspec (record, MERILO_RECORD_GET_CLASS (record)->pspecs[i + 1]);
}

void
merilo_record_clear (gpointer record, guint i)
{
  Plain *self = record;

  if (!((self->set >> i) & 1))
    return;
  free_value (field_of (record, i), &self->values[i]);
  self->set &= ~(G_GUINT64_CONSTANT (1) << i);
  changed (record, i);
}

gint64
merilo_record_get_whole (gpointer record, guint i)
{
  Plain *self = record;
  MeriloKind kind = field_of (record, i)->kind;

  g_assert (kind != MERILO_TEXT && kind != MERILO_REAL && kind != MERILO_SCORES);
  return (self->set >> i) & 1 ? self->values[i].whole : kind == MERILO_FLAG ? 0 : MERILO_NONE;
}

double
merilo_record_get_real (gpointer record, guint i)
{
  Plain *self = record;

  g_assert (field_of (record, i)->kind == MERILO_REAL);
  return (self->set >> i) & 1 ? self->values[i].real : NAN;
}

const char *
merilo_record_get_text (gpointer record, guint i)
{
  g_assert (field_of (record, i)->kind == MERILO_TEXT);
  return ((Plain *) record)->values[i].text;
}

const MeriloScores *
merilo_record_get_scores (gpointer record, guint i)
{
  g_assert (field_of (record, i)->kind == MERILO_SCORES);
  return ((Plain *) record)->values[i].scores;
}

void
merilo_record_load_whole (gpointer record, guint i, gint64 value)
{
  Plain *self = record;

  self->values[i].whole = value;
  self->set |= G_GUINT64_CONSTANT (1) << i;
}

void
merilo_record_load_real (gpointer record, guint i, double value)
{
  Plain *self = record;

  self->values[i].real = value;
  self->set |= G_GUINT64_CONSTANT (1) << i;
}

void
merilo_record_load_text (gpointer record, guint i, char *take)
{
  Plain *self = record;

  g_free (self->values[i].text);
  self->values[i].text = take;
  self->set |= G_GUINT64_CONSTANT (1) << i;
}

void
merilo_record_load_scores (gpointer record, guint i, MeriloScores *take)
{
  Plain *self = record;

  g_free (self->values[i].scores);
  self->values[i].scores = take;
  self->set |= G_GUINT64_CONSTANT (1) << i;
}

void
merilo_record_set_whole (gpointer record, guint i, gint64 value)
{
  MeriloKind kind = field_of (record, i)->kind;

  g_assert (kind != MERILO_TEXT && kind != MERILO_REAL && kind != MERILO_SCORES);
  if (value == MERILO_NONE)
    {
      merilo_record_clear (record, i);
      return;
    }
  if (merilo_record_has (record, i) && ((Plain *) record)->values[i].whole == value)
    return;
  merilo_record_load_whole (record, i, value);
  changed (record, i);
}

void
merilo_record_set_real (gpointer record, guint i, double value)
{
  g_assert (field_of (record, i)->kind == MERILO_REAL);
  if (isnan (value))
    {
      merilo_record_clear (record, i);
      return;
    }
  if (merilo_record_has (record, i) && ((Plain *) record)->values[i].real == value)
    return;
  merilo_record_load_real (record, i, value);
  changed (record, i);
}

void
merilo_record_set_text (gpointer record, guint i, const char *value)
{
  g_assert (field_of (record, i)->kind == MERILO_TEXT);
  if (value == NULL)
    {
      merilo_record_clear (record, i);
      return;
    }
  if (g_strcmp0 (((Plain *) record)->values[i].text, value) == 0)
    return;
  merilo_record_load_text (record, i, g_strdup (value));
  changed (record, i);
}

void
merilo_record_set_scores (gpointer record, guint i, const gint16 *at, guint n)
{
  g_assert (field_of (record, i)->kind == MERILO_SCORES);
  if (at == NULL)
    {
      merilo_record_clear (record, i);
      return;
    }
  merilo_record_load_scores (record, i, merilo_scores_new (at, n));
  changed (record, i);
}

int
merilo_record_compare (gpointer a, gpointer b, guint i)
{
  MeriloKind kind = field_of (a, i)->kind;

  if (kind == MERILO_TEXT)
    return g_utf8_collate (merilo_record_get_text (a, i) ?: "",
                           merilo_record_get_text (b, i) ?: "");
  if (kind == MERILO_REAL)
    {
      double x = merilo_record_get_real (a, i), y = merilo_record_get_real (b, i);

      return isnan (x) ? -!isnan (y) : isnan (y) ? 1 : (x > y) - (x < y);
    }
  return (merilo_record_get_whole (a, i) > merilo_record_get_whole (b, i))
         - (merilo_record_get_whole (a, i) < merilo_record_get_whole (b, i));
}

guint64
merilo_record_get_dirty (gpointer record)
{
  return ((Plain *) record)->dirty;
}

void
merilo_record_set_clean (gpointer record)
{
  ((Plain *) record)->dirty = 0;
}

void
merilo_record_copy_field (gpointer to, gpointer from, guint i)
{
  if (!merilo_record_has (from, i))
    {
      merilo_record_clear (to, i);
      return;
    }
  switch (field_of (from, i)->kind)
    {
    case MERILO_TEXT:
      merilo_record_set_text (to, i, merilo_record_get_text (from, i));
      break;
    case MERILO_REAL:
      merilo_record_set_real (to, i, merilo_record_get_real (from, i));
      break;
    case MERILO_SCORES:
      {
        const MeriloScores *scores = merilo_record_get_scores (from, i);

        merilo_record_set_scores (to, i, scores->at, scores->n);
        break;
      }
    case MERILO_FLAG:
    case MERILO_WHOLE:
    case MERILO_DATE:
    case MERILO_MOMENT:
    case MERILO_CHOICE:
    default:
      merilo_record_set_whole (to, i, merilo_record_get_whole (from, i));
    }
}

gpointer
merilo_record_copy (gpointer record)
{
  gpointer copy = g_object_new (G_OBJECT_TYPE (record), NULL);
  const MeriloEntity *entity = merilo_record_get_entity (record);

  for (guint i = 0; i < entity->n_fields; i++)
    merilo_record_copy_field (copy, record, i);
  merilo_record_set_clean (copy);
  return copy;
}
