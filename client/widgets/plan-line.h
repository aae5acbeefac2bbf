/* One line of a plan under edit: a section or an item. It lives through removal and undo, so what
 * is remembered of it stays true. The model alone writes it. */
#pragma once

#include "model/entities/all.h"

G_BEGIN_DECLS

/* what of a line is on its way to the server */
typedef enum
{
  APP_PLAN_REST,
  APP_PLAN_INSERT,
  APP_PLAN_UPDATE,
  APP_PLAN_DELETE,
  APP_PLAN_RESTORE,
} AppPlanOp;

#define APP_TYPE_PLAN_LINE (app_plan_line_get_type ())
G_DECLARE_FINAL_TYPE (AppPlanLine, app_plan_line, APP, PLAN_LINE, GObject)

/**
 * AppPlanLine:
 * @record: as the user sees it: MeriloPlanSection or MeriloPlanItem
 * @base: as the server has it, or NULL: it has not, or has marked it deleted
 * @sent: as it went to the server in the batch that is under way
 * @id: 0: the server does not know it yet
 * @name: what batches call it until it has an id
 * @listed: stands in the model; else it was removed
 * @gone: the server has marked it deleted
 * @refused: (nullable): field number → text that cannot be kept, as typed
 * @typed: a text is being typed into it: it stays what the user began from
 * @news: (nullable): what the server said of it meanwhile
 * @kept_place: the position that a kept batch gave it; 0: none
 * @height, @serial: how high the view drew it, and for which of its layouts
 */
struct _AppPlanLine
{
  GObject parent_instance;

  MeriloRecord *record, *base, *sent, *news;
  AppPlanOp sending;
  gint64 id;
  char *name;
  gboolean listed, gone, typed;
  GHashTable *refused;
  int kept_place;
  int height;
  guint serial;
};

AppPlanLine *app_plan_line_new (gboolean section, const char *name);
gboolean app_plan_line_is_section (AppPlanLine *self);

/* the version that the server had when the user began from it; 0: it had none. Going back to an
 * older one makes the server say what another has written since */
gint64 app_plan_line_get_version (AppPlanLine *self);
void app_plan_line_set_version (AppPlanLine *self, gint64 version);

/* what the cell shows: a refused text as it was typed, else the field; transfer full */
char *app_plan_line_show (AppPlanLine *self, guint field);

/* why the field's text is not kept, or NULL; transfer full */
char *app_plan_line_problem (AppPlanLine *self, guint field);

/* the fields a user writes, as bits; places (section, position) are not among them */
guint64 app_plan_line_writable (AppPlanLine *self);

/* may the server have it: all that it must have is there */
gboolean app_plan_line_is_whole (AppPlanLine *self);

/* is it of the same value in both */
gboolean app_plan_same (MeriloRecord *a, MeriloRecord *b, guint field);

G_END_DECLS
