/* Small things about text that every reader of files needs. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* every run of white space (also no-break blanks and line ends) becomes one blank, ends trimmed */
char *merilo_text_squeeze (const char *text);

/* the same, but a run with a line end in it becomes one '\n' */
char *merilo_text_squeeze_lines (const char *text);

/* squeezed, case folded, «ё» as «е»: to compare headings and names */
char *merilo_text_fold (const char *text);

gboolean merilo_text_is_blank (const char *text);

/* "4.0", "4,00" -> "4": a whole number that a program has written as a fraction; all else stays */
void merilo_text_drop_fraction (char *text);

/* two pieces of a cell that a page cut: one blank between them, none where the first ends with a
 * hyphen directly after a letter */
char *merilo_text_join (const char *first, const char *second);

/* the first letter is a small one */
gboolean merilo_text_begins_small (const char *text);

/* a pattern of ours, compiled when it is first asked for and kept for good; @slot is a static 0 */
const GRegex *merilo_text_regex (gsize *slot, const char *pattern, GRegexCompileFlags flags);

G_END_DECLS
