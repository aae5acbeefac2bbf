#define G_LOG_DOMAIN "merilo-exchange"

#include "config.h"

#include "exchange/package-writer.h"

#include <glib/gi18n-lib.h>
#include <gsf/gsf-outfile-zip.h>
#include <gsf/gsf-output-memory.h>
#include <string.h>

#include "model/error.h"

struct _MeriloPackageWriter
{
  GsfOutput *sink;
  GsfOutfile *zip;
  gboolean failed;
};

MeriloPackageWriter *
merilo_package_writer_new (void)
{
  MeriloPackageWriter *self = g_new0 (MeriloPackageWriter, 1);

  self->sink = gsf_output_memory_new ();
  self->zip = gsf_outfile_zip_new (self->sink, NULL);
  self->failed = self->zip == NULL;
  return self;
}

void
merilo_package_writer_add (MeriloPackageWriter *self,
                           const char *name,
                           gconstpointer data,
                           gsize size)
{
  GsfOutput *part;

  if (self->failed)
    return;
  part = gsf_outfile_new_child (self->zip, name, FALSE);
  self->failed = part == NULL || !gsf_output_write (part, size, data) || !gsf_output_close (part);
  g_clear_object (&part);
}

void
merilo_package_writer_add_text (MeriloPackageWriter *self, const char *name, const char *text)
{
  merilo_package_writer_add (self, name, text, strlen (text));
}

GBytes *
merilo_package_writer_finish (MeriloPackageWriter *take, GError **error)
{
  GBytes *bytes = NULL;

  if (!take->failed && gsf_output_close (GSF_OUTPUT (take->zip)) && gsf_output_close (take->sink))
    bytes = g_bytes_new (gsf_output_memory_get_bytes (GSF_OUTPUT_MEMORY (take->sink)),
                         (gsize) gsf_output_size (take->sink));
  if (bytes == NULL)
    g_set_error_literal (error, MERILO_ERROR, MERILO_ERROR_INTERNAL,
                         _ ("файл Office не записывается"));
  g_clear_object (&take->zip);
  g_object_unref (take->sink);
  g_free (take);
  return bytes;
}
