/* One file on its way into the base: what it is called there, what was read in it, what became of
 * it. Moved by AppImportQueue alone; rows and dialogs look at it.
 *
 *   WAITS ─▶ READS ─▶ READ ─▶ STORES ─▶ STORED
 *              ├────▶ UNKNOWN: no layout knows it; a description leads back to WAITS
 *              └────▶ FAILED ◀────┘│
 *                     CONFIRM ◀────┘: stored as the first submission, the head has a word to say */
#pragma once

#include "pages/context.h"
#include "pages/results/import-remarks.h"

G_BEGIN_DECLS

typedef enum
{
  APP_IMPORT_WAITS,
  APP_IMPORT_READS,
  APP_IMPORT_READ,
  APP_IMPORT_UNKNOWN,
  APP_IMPORT_STORES,
  APP_IMPORT_STORED,
  APP_IMPORT_TO_CONFIRM,
  APP_IMPORT_FAILED,
} AppImportState;

typedef enum
{
  APP_IMPORT_REFUSE,
  APP_IMPORT_MARK,
  APP_IMPORT_ASK,
} AppImportPolicy;

/* -1: not known */
typedef struct
{
  gint64 rows, fresh, same, changed, marked, refused;
} AppImportCounts;

#define APP_TYPE_IMPORT_FILE (app_import_file_get_type ())
G_DECLARE_FINAL_TYPE (AppImportFile, app_import_file, APP, IMPORT_FILE, GObject)

/* others read its members; AppImportQueue writes them */
struct _AppImportFile
{
  GObject parent_instance;

  GFile *file;
  char *shown;  /* as people see it */
  char *folder; /* where it lies in the chosen folder; "" */
  char *name;   /* as the server is told: forms of old years say there alone what they are */
  char *school; /* the login of its folder, or NULL */

  AppImportState state;
  gint64 done, total; /* of reading */
  char *why;          /* FAILED */
  gboolean again;     /* FAILED, but not by the file: it can be tried again */
  gboolean unsure;    /* it was sent and nobody has answered: it may be in the base */
  char *note;         /* READ, CONFIRM: what came of the head's word; NULL: nothing yet */
  char *stamp;        /* of the bytes that were sent: a file that was mended since is sent anew */
  char *file_id;
  MeriloRecord *job;
  JsonNode *result; /* of the job */
  char *title;      /* of the procedure; NULL: not known */
  AppImportCounts read, stored;
  AppRemarks *remarks;    /* NULL: none */
  gboolean looked_at;     /* its remarks were, by the user who decides row by row */
  AppImportPolicy policy; /* by which it was sent */
  gboolean wanted;        /* READ: the user has seen it and wants it stored */
  gboolean describing;    /* its rows are waited for, to be described */
  gint64 layout_map;      /* 0: those that are known */
  gint64 import;          /* its id once it is stored */
  JsonNode *precheck;     /* CONFIRM: an array */
  gboolean repeated;      /* CONFIRM: a second submission, not stored before the word is said */
};

/* @folder: (nullable): names of folders from the chosen one down to the file, by "/" */
AppImportFile *app_import_file_new (GFile *file, const char *folder);

/* counts as they would be under @policy, or as they became */
AppImportCounts app_import_file_get_counts (AppImportFile *self, AppImportPolicy policy);

/* everything that stands in it is in the base already */
gboolean app_import_file_is_same (AppImportFile *self);

/* UNKNOWN: there is a table to be described */
gboolean app_import_file_has_rows (AppImportFile *self);
/* the same of a document with "sheets" */
gboolean app_import_file_has_sheets (JsonNode *grid);

/* rows that can be taken were not looked at by who decides row by row */
gboolean app_import_file_is_undecided (AppImportFile *self);

/* the user's word about its rows is asked for still: it is read and not in the base */
gboolean app_import_file_can_decide (AppImportFile *self);

/* so many rows are refused that the columns may be others than was thought */
gboolean app_import_file_is_doubtful (AppImportFile *self);

/* the first file's object of the result; NULL */
JsonObject *app_import_file_get_read (AppImportFile *self);

/* Signals: "changed" () */
void app_import_file_set_state (AppImportFile *self, AppImportState state);
void app_import_file_fail (AppImportFile *self, const char *why, gboolean again);
void app_import_file_set_note (AppImportFile *self, const char *note);
/* decisions about rows that were read before and stand as they stood are kept */
void app_import_file_take_result (AppImportFile *self, JsonNode *take);

/* it is another one on the disk than when it was sent, or did not get where it was to */
gboolean app_import_file_is_worth_again (AppImportFile *self);
/* remembers how it stands on the disk */
void app_import_file_stamp (AppImportFile *self);
/* forgets all but its name: it waits as if it had just been chosen */
void app_import_file_begin_anew (AppImportFile *self);

G_END_DECLS
