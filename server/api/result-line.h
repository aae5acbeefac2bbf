/* A line of a page of results (the rows of `result/figures` and its like) as JSON: who, and the
 * figures. What nobody knows or may be told is null. */
#pragma once

#include "db/rows.h"

G_BEGIN_DECLS

/* the histogram and the items are left out of lines of many years; how many are below the minimum
 * is in them */
typedef enum
{
  SRV_RESULT_WHOLE,
  SRV_RESULT_BRIEF,
} SrvResultLine;

void srv_result_line_put (GString *json, SrvRows *rows, guint row, SrvResultLine kind);

/* an array of the base, {1,2,NULL}, as JSON; NULL is null. @quoted: each value as a text */
void srv_result_put_array (GString *json, const char *key, const char *array, gboolean quoted);

/* the same taken apart; NULL is none. Of values without commas and quotes; transfer full */
char **srv_result_split_array (const char *array);

/* a number of the base as it is, NULL and "NULL" are null */
void srv_result_put_value (GString *json, const char *key, const char *value);

/* does @row begin another @column than the row before it */
gboolean srv_result_begins (SrvRows *rows, guint row, const char *column);

G_END_DECLS
