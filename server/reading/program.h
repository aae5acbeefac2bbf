/* How a program of ours that prints begins and ends. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* locale and words; texts are printed as UTF-8 whatever the locale is: g_print() would escape
 * letters that it has not, and break JSON */
void srv_program_begin (void);

/* prints @error, if there is one, for people; takes it. 0: done; 1: ours or the base's fault;
 * 2: what was given cannot be taken */
int srv_program_end (GError *take_error);

G_END_DECLS
