#define G_LOG_DOMAIN "srv-db"

#include "db/rows.h"

#include <string.h>

#include "db/rows-private.h"
#include "model/json-reader.h"
#include "model/json-writer.h"

/* of a row: no field of ours is longer */
static const MeriloJsonBounds bounds = { 1 << 20, 16, 1 };

struct _SrvRows
{
  PGresult *result;
  int refs;
};

SrvRows *
_srv_rows_new (PGresult *take)
{
  SrvRows *self = g_new0 (SrvRows, 1);

  self->result = take;
  self->refs = 1;
  return self;
}

SrvRows *
srv_rows_ref (SrvRows *self)
{
  g_atomic_int_inc (&self->refs);
  return self;
}

void
srv_rows_free (SrvRows *self)
{
  if (self == NULL || !g_atomic_int_dec_and_test (&self->refs))
    return;
  PQclear (self->result);
  g_free (self);
}

guint
srv_rows_get_n (SrvRows *self)
{
  return (guint) PQntuples (self->result);
}

static int
find (SrvRows *self, const char *column)
{
  int i = PQfnumber (self->result, column);

  if (i < 0)
    g_critical ("the statement gave no column '%s'", column);
  return i;
}

const char *
srv_rows_get_text (SrvRows *self, guint row, const char *column)
{
  int i = find (self, column);

  return i < 0 || PQgetisnull (self->result, (int) row, i)
             ? NULL
             : PQgetvalue (self->result, (int) row, i);
}

gboolean
srv_rows_is_null (SrvRows *self, guint row, const char *column)
{
  return srv_rows_get_text (self, row, column) == NULL;
}

gint64
srv_rows_get_whole (SrvRows *self, guint row, const char *column)
{
  const char *text = srv_rows_get_text (self, row, column);

  return text != NULL ? g_ascii_strtoll (text, NULL, 10) : 0;
}

gboolean
srv_rows_get_flag (SrvRows *self, guint row, const char *column)
{
  const char *text = srv_rows_get_text (self, row, column);

  return text != NULL && text[0] == 't';
}

GBytes *
srv_rows_get_blob (SrvRows *self, guint row, const char *column)
{
  const char *text = srv_rows_get_text (self, row, column);
  gsize n = 0;
  guchar *bytes = text != NULL ? PQunescapeBytea ((const guchar *) text, &n) : NULL;

  return bytes != NULL ? g_bytes_new_with_free_func (bytes, n, (GDestroyNotify) PQfreemem, bytes)
                       : g_bytes_new (NULL, 0);
}

/* {1,NULL,-1} of the base is [1,null,-1] of JSON */
static void
put_array (GString *out, const char *text)
{
  for (; *text != 0; text++)
    if (*text == '{')
      g_string_append_c (out, '[');
    else if (*text == '}')
      g_string_append_c (out, ']');
    else
      g_string_append_c (out, g_ascii_tolower (*text));
}

/* 2025-03-01 00:00:07.5+00 of the base is 2025-03-01T00:00:07.500000Z of ours */
static void
put_moment (GString *out, const char *text)
{
  const char *zone = strchr (text + 11, '+');
  gsize n = zone != NULL ? (gsize) (zone - text) : strlen (text);
  gsize from = out->len + 1;

  g_string_append_c (out, '"');
  g_string_append_len (out, text, (gssize) n);
  out->str[from + 10] = 'T';
  if (n == 19)
    g_string_append_c (out, '.');
  for (gsize digits = n > 20 ? n - 20 : 0; digits < 6; digits++)
    g_string_append_c (out, '0');
  g_string_append_len (out, "Z\"", 2);
}

static void
put_value (GString *out, const MeriloField *f, const char *text, gsize length)
{
  switch (f->kind)
    {
    case MERILO_FLAG:
      merilo_json_put_flag (out, text[0] == 't');
      break;
    case MERILO_WHOLE:
    case MERILO_REAL:
      g_string_append_len (out, text, (gssize) length);
      break;
    case MERILO_MOMENT:
      put_moment (out, text);
      break;
    case MERILO_SCORES:
      put_array (out, text);
      break;
    case MERILO_TEXT:
    case MERILO_DATE:
    case MERILO_CHOICE:
    default:
      merilo_json_put_text_len (out, text, length);
    }
}

void
srv_rows_put_json (SrvRows *self, guint row, const MeriloEntity *entity, GString *out)
{
  g_string_append_c (out, '{');
  for (guint i = 0; i < entity->n_fields; i++)
    {
      const MeriloField *f = &entity->fields[i];

      if (i > 0)
        g_string_append_c (out, ',');
      g_string_append_c (out, '"');
      g_string_append (out, f->name);
      g_string_append_len (out, "\":", 2);
      if (PQgetisnull (self->result, (int) row, (int) i))
        g_string_append_len (out, "null", 4);
      else
        put_value (out, f, PQgetvalue (self->result, (int) row, (int) i),
                   (gsize) PQgetlength (self->result, (int) row, (int) i));
    }
  g_string_append_c (out, '}');
}

gpointer
srv_rows_read_record (SrvRows *self, guint row, const MeriloEntity *entity, GError **error)
{
  g_autoptr (GObject) record = g_object_new (merilo_entity_register (entity), NULL);
  g_autoptr (GString) json = g_string_new (NULL);

  srv_rows_put_json (self, row, entity, json);
  return merilo_record_from_json (record, json->str, json->len, &bounds, MERILO_JSON_REFUSE_UNKNOWN,
                                  NULL, error)
             ? g_steal_pointer (&record)
             : NULL;
}

GPtrArray *
srv_rows_read_records (SrvRows *self, const MeriloEntity *entity, GError **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < srv_rows_get_n (self); i++)
    {
      gpointer record = srv_rows_read_record (self, i, entity, error);

      if (record == NULL)
        return NULL;
      g_ptr_array_add (records, record);
    }
  return g_steal_pointer (&records);
}
