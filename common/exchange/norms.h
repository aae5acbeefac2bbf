/* Works of ВПР as they were published: items in their order, with maxima, and the bounds of marks.
 * What a regional export of 2020 or 2021 does not say. norms.csv beside holds them: those of
 * sql/reference whose years are sure (2021–2022: «ВПР 2021–2022, образцы и описания работ, ФИОКО»
 * at second hand, 2026: forms and the demo version). Read once, shared by all threads. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  int items_from, scale_from, until; /* years; scale_from 0: the bounds are not known */
  char *subject;
  int grade;
  int max;
  int bounds[3];    /* lowest total of «3», «4», «5» */
  GPtrArray *codes; /* char *: of the items */
  GArray *maxima;   /* int, of the items */
} MeriloNorm;

/* the work of that year with @n_items items, NULL if it is not known */
const MeriloNorm *merilo_norm_find (int year, const char *subject, int grade, guint n_items);

/* its bounds in that year, NULL if they are not known */
const int *merilo_norm_get_bounds (const MeriloNorm *self, int year);

G_END_DECLS
