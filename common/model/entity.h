/* An entity, described once. Everything else (GType, properties, JSON, checks, form, table,
 * headings of files, the page of the API, the tests of rights) is made from this description.
 *
 * Descriptions are static data and live as long as the program: the class keeps a pointer. */
#pragma once

#include <glib-object.h>

#include "model/role.h"

G_BEGIN_DECLS

typedef enum
{
  MERILO_FLAG,   /* gboolean */
  MERILO_WHOLE,  /* gint64 */
  MERILO_REAL,   /* double */
  MERILO_TEXT,   /* UTF-8 */
  MERILO_DATE,   /* gint64, days since 1970-01-01 */
  MERILO_MOMENT, /* gint64, microseconds since 1970-01-01 UTC */
  MERILO_CHOICE, /* gint64, place in the field's choices */
  MERILO_SCORES, /* MeriloScores, smallint[] */
} MeriloKind;

typedef enum
{
  MERILO_REQUIRED = 1 << 0,
  MERILO_READ_ONLY = 1 << 1,   /* the server writes it, or a workflow moves it by an action */
  MERILO_CREATE_ONLY = 1 << 2, /* given when the thing is made, fixed from then on */
  MERILO_MULTILINE = 1 << 3,
  MERILO_PERSONAL = 1 << 4,
  MERILO_SORTED = 1 << 5,   /* lists may be sorted by it */
  MERILO_FILTERED = 1 << 6, /* lists may be filtered by it: ?name=value */
  MERILO_HIDDEN = 1 << 7,   /* no column and no row in the generated table and form */
} MeriloFieldFlags;

typedef struct
{
  const char *code;  /* in JSON and in the database */
  const char *label; /* for people, N_() */
} MeriloChoice;

typedef struct
{
  const char *name; /* snake_case: column, JSON key; GObject reads it as kebab-case */
  MeriloKind kind;
  const char *label;
  guint flags;
  double min, max;          /* WHOLE, REAL; text: max is the length in characters; 0, 0: no bound */
  const char *pattern;      /* TEXT */
  const char *pattern_hint; /* what to tell when the pattern does not match */
  const MeriloChoice *choices; /* CHOICE, ends with { NULL } */
  int width;                   /* of the column, in characters */
  guint writers;               /* mask of roles; 0: all that may write the entity */
  const char
      *states; /* codes of the entity's state in which it may be written, by blanks; NULL: any */
} MeriloField;

typedef struct
{
  const char *type_name; /* for GType and .ui files: MeriloPlanItem */
  const char *name;      /* for tables and queries: plan_item */
  const char *path;      /* in URLs: plan-items */
  const char *label;
  const MeriloField *fields;
  guint n_fields;          /* at most 64 */
  guint readers, writers;  /* masks of roles */
  const char *state_field; /* name of the field that says the state, or NULL */
} MeriloEntity;

#define MERILO_ENTITY(TypeName, table, url, title, array, ...)                                     \
  {                                                                                                \
    .type_name = TypeName, .name = table, .path = url, .label = title, .fields = array,            \
    .n_fields = G_N_ELEMENTS (array), __VA_ARGS__                                                  \
  }

/* Registers the type at its first call and gives it again at later ones. */
GType merilo_entity_register (const MeriloEntity *entity);

/* the field's place, or -1 */
int merilo_entity_find (const MeriloEntity *entity, const char *name);

/* may @role write field @i while the entity is in @state (NULL: no state) */
gboolean
merilo_entity_may_write (const MeriloEntity *entity, guint i, MeriloRole role, const char *state);

G_END_DECLS
