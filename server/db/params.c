#define G_LOG_DOMAIN "srv-db"

#include "db/params.h"

#include <string.h>

#include "model/json-writer.h"

struct _SrvParams
{
  GPtrArray *values; /* GBytes or NULL, owners of what is pointed at */
  GPtrArray *pointers;
  GArray *lengths, *formats;
};

SrvParams *
srv_params_new (void)
{
  SrvParams *self = g_new0 (SrvParams, 1);

  self->values = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  self->pointers = g_ptr_array_new ();
  self->lengths = g_array_new (FALSE, FALSE, sizeof (int));
  self->formats = g_array_new (FALSE, FALSE, sizeof (int));
  return self;
}

void
srv_params_free (SrvParams *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->values);
  g_ptr_array_unref (self->pointers);
  g_array_unref (self->lengths);
  g_array_unref (self->formats);
  g_free (self);
}

/* @bytes: transfer full, NULL is null; a text has its zero inside */
static void
add (SrvParams *self, GBytes *bytes, int format)
{
  gsize size = 0;
  gconstpointer data = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;
  int length = (int) size;

  if (bytes != NULL && data == NULL)
    data = ""; /* an empty value is not null */
  if (bytes != NULL)
    g_ptr_array_add (self->values, bytes);
  g_ptr_array_add (self->pointers, (gpointer) data);
  g_array_append_val (self->lengths, length);
  g_array_append_val (self->formats, format);
}

void
srv_params_add_text (SrvParams *self, const char *value)
{
  add (self, value != NULL ? g_bytes_new (value, strlen (value) + 1) : NULL, 0);
}

void
srv_params_add_whole (SrvParams *self, gint64 value)
{
  g_autofree char *text
      = value == MERILO_NONE ? NULL : g_strdup_printf ("%" G_GINT64_FORMAT, value);

  srv_params_add_text (self, text);
}

void
srv_params_add_flag (SrvParams *self, gboolean value)
{
  srv_params_add_text (self, value ? "true" : "false");
}

void
srv_params_add_date (SrvParams *self, gint64 days)
{
  char iso[11];

  if (days != MERILO_NONE)
    merilo_date_print (iso, days);
  srv_params_add_text (self, days != MERILO_NONE ? iso : NULL);
}

void
srv_params_add_blob (SrvParams *self, gconstpointer data, gsize size)
{
  add (self, g_bytes_new (data, size), 1);
}

void
srv_params_add_bytes (SrvParams *self, GBytes *bytes)
{
  add (self, g_bytes_ref (bytes), 1);
}

static void
add_scores (SrvParams *self, const MeriloScores *scores)
{
  g_autoptr (GString) text = g_string_new ("{");

  for (guint i = 0; i < scores->n; i++)
    {
      if (i > 0)
        g_string_append_c (text, ',');
      if (scores->at[i] == MERILO_NO_SCORE)
        g_string_append (text, "NULL");
      else
        merilo_json_put_whole (text, scores->at[i]);
    }
  g_string_append_c (text, '}');
  srv_params_add_text (self, text->str);
}

void
srv_params_add_field (SrvParams *self, gpointer record, guint i)
{
  const MeriloField *f = &merilo_record_get_entity (record)->fields[i];
  g_autoptr (GString) text = NULL;

  if (!merilo_record_has (record, i))
    {
      srv_params_add_text (self, NULL);
      return;
    }
  switch (f->kind)
    {
    case MERILO_FLAG:
      srv_params_add_flag (self, merilo_record_get_whole (record, i) != 0);
      break;
    case MERILO_WHOLE:
      srv_params_add_whole (self, merilo_record_get_whole (record, i));
      break;
    case MERILO_REAL:
      text = g_string_new (NULL);
      merilo_json_put_real (text, merilo_record_get_real (record, i));
      srv_params_add_text (self, text->str);
      break;
    case MERILO_TEXT:
      srv_params_add_text (self, merilo_record_get_text (record, i));
      break;
    case MERILO_DATE:
      srv_params_add_date (self, merilo_record_get_whole (record, i));
      break;
    case MERILO_MOMENT:
      text = g_string_new (NULL);
      merilo_json_put_moment (text, merilo_record_get_whole (record, i));
      text->str[text->len - 1] = 0; /* without its quotes */
      srv_params_add_text (self, text->str + 1);
      break;
    case MERILO_CHOICE:
      srv_params_add_text (self, f->choices[merilo_record_get_whole (record, i)].code);
      break;
    case MERILO_SCORES:
    default:
      add_scores (self, merilo_record_get_scores (record, i));
    }
}

guint
srv_params_get_n (SrvParams *self)
{
  return self != NULL ? self->pointers->len : 0;
}

const char *const *
srv_params_get_values (SrvParams *self)
{
  return self != NULL ? (const char *const *) self->pointers->pdata : NULL;
}

const int *
srv_params_get_lengths (SrvParams *self)
{
  return self != NULL ? (const int *) (gpointer) self->lengths->data : NULL;
}

const int *
srv_params_get_formats (SrvParams *self)
{
  return self != NULL ? (const int *) (gpointer) self->formats->data : NULL;
}
