/* What records refer to by number, by its name: an organisation, an act. A field that is known here
 * is a reference: tables, forms, copies and files have the name, it is sorted and looked for by the
 * name, and chosen from all names instead of typed. What has no name here yet is shown by number.
 *
 * Signal "changed" (): other names, they came from the server. */
#pragma once

#include "model/record.h"

G_BEGIN_DECLS

#define APP_TYPE_RECORD_NAMES (app_record_names_get_type ())
G_DECLARE_FINAL_TYPE (AppRecordNames, app_record_names, APP, RECORD_NAMES, GObject)

AppRecordNames *app_record_names_new (void);

/* @field: a whole number of any entity; @records: of what it refers to, their numbers in the field
 * «id»; @describe: a record's name, transfer full */
void app_record_names_set (AppRecordNames *names,
                           const char *field,
                           GPtrArray *records,
                           char *(*describe) (MeriloRecord *record));

/* @names: (nullable): nothing is a reference */
gboolean app_record_names_has (AppRecordNames *names, const MeriloField *field);
/* the name of what @record's field refers to; NULL: no reference, an empty one, or no name */
const char *app_record_names_look (AppRecordNames *names, MeriloRecord *record, guint field);

/* all of a reference, in their order: which stands at @i; %FALSE: no more of them */
gboolean app_record_names_get (AppRecordNames *names,
                               const MeriloField *field,
                               guint i,
                               gint64 *ret_id,
                               const char **ret_name);

G_END_DECLS
