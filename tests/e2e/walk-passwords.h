/* The walk of passwords, by keys alone: one's own from the menu while another device is signed in,
 * another's by the administrator. */
#pragma once

#include "e2e/walk.h"

G_BEGIN_DECLS

void walk_passwords_away (Walk *walk);   /* methodologist, elsewhere: put out, and in again */
void walk_passwords_change (Walk *walk); /* methodologist: from the menu */
void walk_passwords_give (Walk *walk);   /* administrator: to a school */

G_END_DECLS
