#define G_LOG_DOMAIN "app-plan-model"

#include "config.h"

#include "widgets/plan-line.h"

G_DEFINE_FINAL_TYPE (AppPlanLine, app_plan_line, G_TYPE_OBJECT)

/* GObject overrides */

static void
app_plan_line_finalize (GObject *object)
{
  AppPlanLine *self = APP_PLAN_LINE (object);

  g_clear_object (&self->record);
  g_clear_object (&self->base);
  g_clear_object (&self->sent);
  g_clear_object (&self->news);
  g_clear_pointer (&self->refused, g_hash_table_unref);
  g_free (self->name);
  G_OBJECT_CLASS (app_plan_line_parent_class)->finalize (object);
}

static void
app_plan_line_class_init (AppPlanLineClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = app_plan_line_finalize;
}

static void
app_plan_line_init (AppPlanLine *self)
{
}

/* Public API */

AppPlanLine *
app_plan_line_new (gboolean section, const char *name)
{
  AppPlanLine *self = g_object_new (APP_TYPE_PLAN_LINE, NULL);

  self->record = g_object_new (merilo_entity_register (section ? &merilo_plan_section_entity
                                                               : &merilo_plan_item_entity),
                               NULL);
  self->name = g_strdup (name);
  return self;
}

gboolean
app_plan_line_is_section (AppPlanLine *self)
{
  return merilo_record_get_entity (self->record) == &merilo_plan_section_entity;
}

static guint
version_field (AppPlanLine *self)
{
  return app_plan_line_is_section (self) ? (guint) MERILO_PLAN_SECTION_VERSION
                                         : (guint) MERILO_PLAN_ITEM_VERSION;
}

gint64
app_plan_line_get_version (AppPlanLine *self)
{
  return self->base != NULL ? merilo_record_get_whole (self->base, version_field (self)) : 0;
}

void
app_plan_line_set_version (AppPlanLine *self, gint64 version)
{
  g_autoptr (MeriloRecord) base = NULL;

  if (self->base == NULL || version <= 0 || version == app_plan_line_get_version (self))
    return;
  base = merilo_record_copy (self->base); /* the list has the other one */
  merilo_record_set_whole (base, version_field (self), version);
  merilo_record_set_clean (base);
  g_set_object (&self->base, base);
}

char *
app_plan_line_show (AppPlanLine *self, guint field)
{
  const char *typed = self->refused != NULL
                          ? g_hash_table_lookup (self->refused, GUINT_TO_POINTER (field))
                          : NULL;

  return typed != NULL ? g_strdup (typed) : merilo_record_show (self->record, field);
}

char *
app_plan_line_problem (AppPlanLine *self, guint field)
{
  const char *typed = self->refused != NULL
                          ? g_hash_table_lookup (self->refused, GUINT_TO_POINTER (field))
                          : NULL;
  g_autoptr (MeriloRecord) probe = NULL;
  g_autoptr (GError) error = NULL;

  if (typed == NULL)
    return merilo_record_check_field (self->record, field);
  probe = merilo_record_copy (self->record);
  if (!merilo_record_parse (probe, field, typed, &error))
    return g_strdup (error->message);
  return merilo_record_check_field (probe, field);
}

guint64
app_plan_line_writable (AppPlanLine *self)
{
  const MeriloEntity *entity = merilo_record_get_entity (self->record);
  guint64 mask = 0;

  for (guint i = 0; i < entity->n_fields; i++)
    if ((entity->fields[i].flags & (MERILO_READ_ONLY | MERILO_CREATE_ONLY)) == 0
        && g_strcmp0 (entity->fields[i].name, "section_id") != 0
        && g_strcmp0 (entity->fields[i].name, "position") != 0)
      mask |= G_GUINT64_CONSTANT (1) << i;
  return mask;
}

gboolean
app_plan_line_is_whole (AppPlanLine *self)
{
  guint title = app_plan_line_is_section (self) ? (guint) MERILO_PLAN_SECTION_TITLE
                                                : (guint) MERILO_PLAN_ITEM_TITLE;
  g_autofree char *problem = merilo_record_check_field (self->record, title);

  return problem == NULL;
}

gboolean
app_plan_same (MeriloRecord *a, MeriloRecord *b, guint field)
{
  const MeriloField *described = &merilo_record_get_entity (a)->fields[field];

  if (described->kind == MERILO_TEXT) /* a text that was wiped is no other than none */
    {
      const char *x = merilo_record_get_text (a, field), *y = merilo_record_get_text (b, field);

      return g_str_equal (x != NULL ? x : "", y != NULL ? y : "");
    }
  return merilo_record_has (a, field) == merilo_record_has (b, field)
         && merilo_record_compare (a, b, field) == 0;
}
