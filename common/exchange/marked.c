#define G_LOG_DOMAIN "merilo-exchange"

#include "exchange/marked.h"

#include "model/json-writer.h"

static void
free_work (gpointer data)
{
  MeriloMarkedWork *work = data;

  g_free (work->code);
  g_free (work->subject_code);
  g_free (work);
}

static void
free_school (gpointer data)
{
  MeriloMarkedSchool *school = data;

  g_free (school->login);
  g_free (school->digits);
  g_free (school->municipality);
  g_free (school->name);
  g_free (school->works);
  g_free (school);
}

MeriloMarked *
merilo_marked_new (const char *layout, const char *sheet)
{
  MeriloMarked *self = g_new0 (MeriloMarked, 1);

  self->layout = layout;
  self->sheet = g_strdup (sheet);
  self->works = g_ptr_array_new_with_free_func (free_work);
  self->schools = g_ptr_array_new_with_free_func (free_school);
  self->issues = merilo_issues_new ();
  return self;
}

void
merilo_marked_free (MeriloMarked *self)
{
  g_free (self->sheet);
  g_ptr_array_unref (self->works);
  g_ptr_array_unref (self->schools);
  g_array_unref (self->issues);
  g_free (self);
}

static void
put_school (const MeriloMarked *self, const MeriloMarkedSchool *school, GString *out)
{
  merilo_json_put_whole_member (out, "row", school->row);
  merilo_json_put_whole_member (out, "again", school->again);
  merilo_json_put_whole_member (out, "year", school->year);
  merilo_json_put_text_member (out, "login", school->login);
  merilo_json_put_text_member (out, "login_digits", school->digits);
  merilo_json_put_text_member (out, "municipality", school->municipality);
  merilo_json_put_text_member (out, "name", school->name);
  merilo_json_put_key (out, "works");
  g_string_append_c (out, '[');
  for (guint i = 0; i < self->works->len; i++)
    if (school->works[i])
      {
        const MeriloMarkedWork *work = g_ptr_array_index (self->works, i);

        if (out->str[out->len - 1] != '[')
          g_string_append_c (out, ',');
        merilo_json_put_text (out, work->code);
      }
  g_string_append_c (out, ']');
  merilo_json_put_whole_member (out, "markers", school->markers);
  merilo_json_put_key (out, "faulty");
  merilo_json_put_flag (out, school->faulty);
}

void
merilo_marked_put_json (const MeriloMarked *self, GString *out)
{
  merilo_json_put_text_member (out, "layout", self->layout);
  merilo_json_put_text_member (out, "procedure", NULL);
  merilo_json_put_whole_member (out, "rows", self->n_rows);
  merilo_json_put_key (out, "schools");
  g_string_append_c (out, '[');
  for (guint i = 0; i < self->schools->len; i++)
    {
      g_string_append (out, i > 0 ? ",{" : "{");
      put_school (self, g_ptr_array_index (self->schools, i), out);
      g_string_append_c (out, '}');
    }
  g_string_append_c (out, ']');
  merilo_issues_put_json (self->issues, out);
}
