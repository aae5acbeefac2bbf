/* The paper server answers for the page of results: a tree, figures of a town, a school, a class
 * and an exam, years, who has sent what, rules. */
#pragma once

#include "client/fake/fake.h"

G_BEGIN_DECLS

/* @file:
 * {"tree","town","school","class","observer","exam","dynamics","exam_dynamics","completeness","hits","rules"}
 */
void results_sample_serve (Fake *fake, const char *file);

/* the text of one of them; transfer full */
char *results_sample_text (const char *file, const char *name);

G_END_DECLS
