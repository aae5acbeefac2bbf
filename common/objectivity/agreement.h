/* Two members of a commission mark one work: what becomes of it. */
#pragma once

#include "model/value.h"

G_BEGIN_DECLS

#define MERILO_ITEM_OPEN G_MININT16 /* waits for the lead's decision */

/**
 * merilo_agreement_item:
 * @first, @second: points 0…@max; MERILO_SCORE_X counts as 0 points
 * @max: the item's maximum
 * @tolerance: points by which the two may differ without a third word
 *
 * Past the tolerance, and at any difference on an item of one point, a third word is needed.
 * Within it the mean is taken, rounded up at one half: in the participant's favour. The rule
 * follows the practice of two experts and a third at the state exams.
 *
 * Returns: the item's points, or MERILO_ITEM_OPEN
 */
gint16 merilo_agreement_item (gint16 first, gint16 second, gint16 max, gint tolerance);

/**
 * merilo_mark_of_total:
 * @from3, @from4, @from5: lower bounds of the marks in primary points
 *
 * Returns: 2…5
 */
gint merilo_mark_of_total (gint total, gint from3, gint from4, gint from5);

G_END_DECLS
