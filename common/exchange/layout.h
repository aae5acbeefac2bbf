/* Workbooks people have, read: one file a layout, each with a function that recognises a sheet by
 * what stands in it and one that reads it. Names of files and of sheets decide nothing: people
 * rename them; only what a sheet does not say is asked from the name. */
#pragma once

#include "exchange/book.h"
#include "exchange/layout-map.h"
#include "exchange/marked.h"
#include "exchange/printed.h"
#include "exchange/results.h"

G_BEGIN_DECLS

/* what a file does not say about itself; any member may be NULL */
typedef struct
{
  const char *path;   /* its name, with folders if they are known: for year, subject, grade */
  const char *school; /* the login of who filled the form; NULL: a folder named by a login */
  const MeriloLayoutMap *map; /* read by this layout alone; NULL: by those that are known */
} MeriloReadHint;

typedef struct _MeriloSource MeriloSource;

/* an entry of the table of layouts: @rows, or functions, of which one of the three readers is not
 * NULL. They give MERILO_ERROR_BAD_FILE if the sheet has not what the layout needs */
typedef struct
{
  const char *id;
  const char *title;
  const struct _MeriloRowLayout *rows; /* told by data alone */
  gboolean (*recognise) (const MeriloGrid *grid);
  gboolean (*read_results) (const MeriloSource *source, MeriloResults *results, GError **error);
  gboolean (*read_printed) (const MeriloSource *source, MeriloPrinted *printed, GError **error);
  gboolean (*read_marked) (const MeriloSource *source, MeriloMarked *marked, GError **error);
} MeriloLayout;

/* the layout of a sheet, NULL if it is none of those known */
const MeriloLayout *merilo_layout_recognise (const MeriloGrid *grid);

/* one of the three is not NULL */
typedef struct
{
  const MeriloLayout *layout;
  MeriloResults *results; /* a row a participant */
  MeriloPrinted *printed; /* a row a unit: what ФИС ОКО counted */
  MeriloMarked *marked;   /* the register of marked schools */
} MeriloWorkbook;

/* the first visible sheet whose layout is known, read; @hint may be NULL.
 * MERILO_ERROR_UNKNOWN_LAYOUT if there is none */
MeriloWorkbook *merilo_workbook_new (MeriloBook *book,
                                     const MeriloReadHint *hint,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* a file; without @hint its own path is the hint */
MeriloWorkbook *merilo_workbook_open (const char *path,
                                      const MeriloReadHint *hint,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
void merilo_workbook_free (MeriloWorkbook *self);
const GArray *merilo_workbook_get_issues (const MeriloWorkbook *self);

/* participants, units or rows of the register; and how many of them have an issue */
guint merilo_workbook_get_n_rows (const MeriloWorkbook *self);
guint merilo_workbook_count_faulty (const MeriloWorkbook *self);

/* members without braces: "layout":…,"procedure":…,"rows":N,"issues":[…]; of a printed report also
 * "units", of the register "schools" */
void merilo_workbook_put_json (const MeriloWorkbook *self, GString *out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MeriloWorkbook, merilo_workbook_free)

/* the same where only results of participants will do */
MeriloResults *merilo_results_read (GBytes *bytes,
                                    const MeriloReadHint *hint,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
MeriloResults *merilo_results_open (const char *path,
                                    const MeriloReadHint *hint,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
