/* What reading found wrong in a sheet: the cell, a reason code, and what stands there. */
#pragma once

#include "exchange/grid.h"
#include "model/issue-words.h"

G_BEGIN_DECLS

/* Codes of reasons; model/issue-words.h has their words for people.
 *
 * an item      bad-value: neither a score nor X · not-studied: «не пройд.» · item-above-max ·
 *              empty-item: nothing where 0 or X should stand
 * the total    bad-total: no whole number · empty-total · total-above-max · total-not-sum
 * marks        bad-mark · bad-journal-mark: neither 2…5 nor «нет отметки» · mark-off-scale
 * who it is    bad-org: no login · bad-code · doubled-code: both rows · bad-variant ·
 *              unknown-class: not of this grade, or not in the file's own list of classes
 * the row      shifted-columns: cells stand one column aside, from the cell named on ·
 *              scored-absent: absent, and yet scores · empty-row: a code and nothing else
 * printed      bad-unit: neither sample, region, municipality nor school · bad-count ·
 *              bad-percent · percent-off-count · counts-not-total · percents-not-whole
 * the register bad-year · bad-marker: neither 1, 0 nor blank · markers-not-sum ·
 *              rows-differ: a school's second row of a year says something else */
typedef struct
{
  guint row;
  guint column;
  const char *code;
  char *value; /* as it stands in the cell */
} MeriloResultIssue;

GArray *merilo_issues_new (void);

/* takes nothing; past a bound nothing is added */
void
merilo_issues_add (GArray *self, guint row, guint column, const char *code, const MeriloCell *cell);

/* by row and column */
void merilo_issues_sort (GArray *self);

/* "issues":[…] */
void merilo_issues_put_json (const GArray *self, GString *out);

G_END_DECLS
