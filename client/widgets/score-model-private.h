/* Inside of the model: the acts of a user and their undoing are a file of their own. */
#pragma once

#include "widgets/score-model.h"

G_BEGIN_DECLS

/* a cell's content: @text is there only when @value is APP_SCORE_INVALID */
typedef struct
{
  gint16 value;
  char *text;
} ScoreContent;

struct _AppScoreModel
{
  GObject parent_instance;
  guint n_rows, n_cols;
  char **codes;
  gint16 *max;
  char **titles;
  gint16 *values;
  gint16 *others;
  GHashTable *invalid; /* place → text */
  gboolean *row_read_only, *col_read_only;
  GPtrArray *steps; /* of GArray of what an act changed */
  guint done;       /* steps before this one are done, later ones wait for redo */
  GArray *step;     /* the act going on */
};

/* of values, others and invalid texts */
guint _app_score_model_place (AppScoreModel *self, guint row, guint col);
/* what @typed is at that place; its text is transfer full */
ScoreContent _app_score_model_read (AppScoreModel *self, guint at, const char *typed);
void _app_score_model_put (AppScoreModel *self, guint at, const ScoreContent *content);

void
_app_score_model_tell_changed (AppScoreModel *self, guint row0, guint col0, guint row1, guint col1);
/* @cells: of AppScoreCell */
void _app_score_model_tell_edited (AppScoreModel *self, GArray *cells);

G_END_DECLS
