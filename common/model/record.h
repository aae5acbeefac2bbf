/* A record: one object of a described entity. One allocation holds it whole;
 * texts and scores hang off it. Not thread-safe once it is shared: fill it in a thread, then hand
 * it over. */
#pragma once

#include "model/entity.h"
#include "model/value.h"

G_BEGIN_DECLS

typedef union
{
  gint64 whole;
  double real;
  char *text;
  MeriloScores *scores;
} MeriloValue;

#define MERILO_TYPE_RECORD (merilo_record_get_type ())
G_DECLARE_DERIVABLE_TYPE (MeriloRecord, merilo_record, MERILO, RECORD, GObject)

struct _MeriloRecordClass
{
  GObjectClass parent_class;
  const MeriloEntity *entity;
  GParamSpec **pspecs;
  GRegex **patterns;
};

const MeriloEntity *merilo_record_get_entity (gpointer record);
gboolean merilo_record_has (gpointer record, guint field);
void merilo_record_clear (gpointer record, guint field);

gint64 merilo_record_get_whole (gpointer record, guint field); /* also flag, date, moment, choice */
double merilo_record_get_real (gpointer record, guint field);
const char *merilo_record_get_text (gpointer record, guint field);
const MeriloScores *merilo_record_get_scores (gpointer record, guint field);
void merilo_record_set_whole (gpointer record, guint field, gint64 value);
void merilo_record_set_real (gpointer record, guint field, double value);
void merilo_record_set_text (gpointer record, guint field, const char *value);
void merilo_record_set_scores (gpointer record, guint field, const gint16 *scores, guint n);

/* «Срок»; a label that has quotes of its own stands as it is: «3» с; transfer full */
char *merilo_field_quote (const MeriloField *field);

/* any field as people read it, "" when absent; never NULL */
char *merilo_record_show (gpointer record, guint field);
int merilo_record_compare (gpointer a, gpointer b, guint field);

/* a copy, clean */
gpointer merilo_record_copy (gpointer record);

/* copies the value of one field; notifies and marks as a setter does */
void merilo_record_copy_field (gpointer to, gpointer from, guint field);

/* sets the field from text as people type it («20,5», «02.09.2026», a choice's label or code);
 * %FALSE and a message in words when it cannot be read: the field then stays as it was */
gboolean merilo_record_parse (gpointer record, guint field, const char *text, GError **error);

guint64 merilo_record_get_dirty (gpointer record);
void merilo_record_set_clean (gpointer record);

typedef struct
{
  guint field;
  char *message;
} MeriloProblem;

/* what the description refuses, in words for people; of MeriloProblem, transfer full */
GPtrArray *merilo_record_check (gpointer record);

/* the same for one field: the message or NULL; transfer full */
char *merilo_record_check_field (gpointer record, guint field);

typedef enum
{
  MERILO_JSON_ALL,
  MERILO_JSON_DIRTY,
} MeriloJsonWhat;

void merilo_record_to_json (gpointer record, MeriloJsonWhat what, GString *out);

/* the loader's door: no notify, not dirty */
void merilo_record_load_whole (gpointer record, guint field, gint64 value);
void merilo_record_load_real (gpointer record, guint field, double value);
void merilo_record_load_text (gpointer record, guint field, char *take);
void merilo_record_load_scores (gpointer record, guint field, MeriloScores *take);

G_END_DECLS
