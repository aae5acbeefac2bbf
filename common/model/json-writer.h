/* Writes JSON straight to the text: no tree is built (json-glib costs ten times more). */
#pragma once

#include <glib.h>

#include "model/value.h"

G_BEGIN_DECLS

void merilo_json_put_text (GString *out, const char *utf8); /* NULL is null */
void merilo_json_put_text_len (GString *out, const char *utf8, gsize length);
void merilo_json_put_whole (GString *out, gint64 value);
void merilo_json_put_real (GString *out, double value); /* NaN and infinity are null */
void merilo_json_put_flag (GString *out, gboolean value);
void merilo_json_put_date (GString *out, gint64 days);
void merilo_json_put_moment (GString *out, gint64 microseconds); /* 2026-09-01T10:00:00.000000Z */
void merilo_json_put_scores (GString *out, const MeriloScores *scores); /* empty is null, X is -1 */

/* `,"key":`; the comma is left out after an opening bracket */
void merilo_json_put_key (GString *out, const char *key);

/* a key and its value */
void merilo_json_put_text_member (GString *out, const char *key, const char *utf8);
void merilo_json_put_whole_member (GString *out, const char *key, gint64 value);

/* a count that may be unknown: MERILO_NONE is null */
void merilo_json_put_count_member (GString *out, const char *key, gint64 value);

G_END_DECLS
