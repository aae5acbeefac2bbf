/* The grid the benchmarks measure: 200 works of 25 tasks. */
#pragma once

#include "lib/ui.h"
#include "widgets/score-grid.h"

#define BENCH_ROWS 200
#define BENCH_COLS 25

AppScoreModel *bench_make_model (void);

/* a block of BENCH_ROWS × BENCH_COLS; transfer full */
char *bench_make_tsv (guint seed);

/* sorts @values, prints p50, p95 and max; fails when p95 is over @most, unless under sanitizers */
void bench_judge (const char *what, GArray *values, double most);

/* scrolls @child to and fro, @step pixels a frame; @most: ms of CPU that 95 frames of 100 keep */
void bench_scroll (GtkWidget *child, gboolean down, int step, const char *what, double most);
