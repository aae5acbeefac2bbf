/* Reasons why a row of a workbook is refused or marked, in words for people. The codes are told by
 * the readers (exchange/issue.h) and by the base; both sides show them. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* the reason in words; the code itself if it is none of ours */
const char *merilo_issue_get_words (const char *code);

G_END_DECLS
