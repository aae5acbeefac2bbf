/* Records sorted and filtered without an object more: an array of places over the source. Sorting
 * and filtering a hundred thousand are several times cheaper than with the models of GTK, as the
 * keys of comparison are made once. Rows stay where they are while their records are edited. */
#pragma once

#include <gio/gio.h>

#include "widgets/record-names.h"

G_BEGIN_DECLS

#define APP_TYPE_RECORD_LIST (app_record_list_get_type ())
G_DECLARE_FINAL_TYPE (AppRecordList, app_record_list, APP, RECORD_LIST, GObject)

typedef gboolean (*AppRecordMatch) (MeriloRecord *record, gpointer data);

AppRecordList *app_record_list_new (void);

/* @source: (nullable): of records of one entity */
void app_record_list_set_source (AppRecordList *list, GListModel *source);
GListModel *app_record_list_get_source (AppRecordList *list);

/* @field: -1: the source's order. Empty values come last either way. */
void app_record_list_set_sort (AppRecordList *list, int field, gboolean descending);

/* records in which every word of @text is found in one of @fields (texts, choices, whole numbers,
 * dates), whatever the case, е for ё; @fields ends with -1 and is copied */
void app_record_list_set_text (AppRecordList *list, const char *text, const int *fields);
/* and which @match says yes to; NULL: all */
void app_record_list_set_match (AppRecordList *list,
                                AppRecordMatch match,
                                gpointer data,
                                GDestroyNotify destroy);

/* @names: (nullable): references are sorted and looked for by them; refreshed when they change */
void app_record_list_set_names (AppRecordList *list, AppRecordNames *names);

/* sorts and filters anew */
void app_record_list_refresh (AppRecordList *list);

/* where a record is shown; %FALSE: it is not */
gboolean app_record_list_find (AppRecordList *list, MeriloRecord *record, guint *ret_position);

G_END_DECLS
