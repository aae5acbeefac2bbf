/* The job process: long work taken from the queue one by one. Files are read by a program apart
 * (`merilo-reader`, under rlimits), so that a hostile file can harm nothing:
 *
 *   queue → taken (skip locked) → reader → result and staged rows → done | failed
 *
 * It also seals the audit about once a second. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* until SIGTERM; @database: the owner's connection string. The exit status of the process */
int srv_job_runner_run (const char *database);

G_END_DECLS
