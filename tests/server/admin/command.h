/* A program of ours as it is called, that of MERILO_TEST_PROGRAM: a process of its own, its output,
 * its status. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  int status; /* the exit status; -1: ended by a signal */
  char *out;
  char *err;
} Command;

/* @owner: (nullable): MERILO_OWNER of the process; @input: (nullable); the words end with NULL */
Command *
command_run (const char *owner, const char *input, const char *word, ...) G_GNUC_NULL_TERMINATED;
void command_free (Command *self);

/* ended with that status; what it said is shown when not. Errors of ours are said in Russian */
void command_assert (const Command *self, int status, const char *name);

/* a file of tests/data/walk; transfer full */
char *command_walk_path (const char *name);

/* a file of @text in @folder; transfer full: its path */
char *command_write_file (const char *folder, const char *name, const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Command, command_free)

G_END_DECLS
