/* Inside of the page: what is done with records (the panel with the form of one of them, making,
 * saving) is a file of its own, and so are their list and their deletion. */
#pragma once

#include "pages/directories/directories-page.h"

#include "widgets/record-form.h"
#include "widgets/record-table.h"
#include "widgets/state-view.h"

G_BEGIN_DECLS

struct _AppDirectoriesPage
{
  AppPage parent_instance;

  AdwFlap *flap;
  GtkWidget *heading, *note, *lost_note, *form_bar, *remove, *password, *kinds, *needle, *shown,
      *add, *place;
  AppRecordForm *form;
  AppRecordTable *table;
  AppStateView *state; /* around the table */
  AppRecordEdits *edits;
  AppRecordNames *names;
  const MeriloEntity *entity;
  GListStore *records;
  MeriloRecord *made;     /* a record that is being made */
  MeriloRecord *making;   /* the one that is under way: a second click makes no second one */
  MeriloRecord *removing; /* the same, of a deletion */
  gboolean removal_waits; /* for the list: only that has the record's version */
  gboolean stale;         /* the list came before a write whose answer tells no version */
  char *wanted;
  gboolean lost; /* the record in the form, with what is typed in it, is no longer in the list */
};

/* of one entity and id; @a: (nullable) */
gboolean _app_directories_page_is_same (MeriloRecord *a, MeriloRecord *b);
gboolean _app_directories_page_may_write (AppDirectoriesPage *self);
MeriloRole _app_directories_page_get_role (AppDirectoriesPage *self);

/* directories-page-list.c: what is read of the directory that is shown, or why nothing is */
void _app_directories_page_load (AppPage *page);
/* another directory is to come in place of what is there */
void _app_directories_page_await (AppDirectoriesPage *self);
/* above the table: how many there are, what can be done with them now */
void _app_directories_page_show_bar (AppDirectoriesPage *self);

/* directories-page-edit.c; @record: (nullable): closes it */
void _app_directories_page_show_record (AppDirectoriesPage *self, MeriloRecord *record);
/* somebody else has deleted it, and what was typed in it stays to be read */
gboolean _app_directories_page_is_lost (AppDirectoriesPage *self, MeriloRecord *record);
/* Esc: it closes; FALSE when there was none */
gboolean _app_directories_page_close_panel (AppPage *page);
/* the record in the form is the one in the list, as the server has it now: what is typed in it is
 * stored, and it is of today's version when it is deleted. One that the list has no more is closed,
 * or kept as lost when something is typed in it. */
void _app_directories_page_renew_shown (AppDirectoriesPage *self, GPtrArray *records);
/* Ctrl+S: a new record, or all that was typed in the table */
void _app_directories_page_save (AppPage *page);
/* add, password */
void _app_directories_page_install_record_actions (GtkWidgetClass *klass);

/* directories-page-remove.c: a deletion goes by the version that the record has on the server: what
 * was typed just before is written first, and what its answer tells counts, however old the list
 * is.
 * @record: (nullable): what a write was answered with */
void _app_directories_page_note_settled (AppDirectoriesPage *self,
                                         AppOutboxEntry *entry,
                                         MeriloRecord *record);
/* @records: (nullable): they could not be read */
void _app_directories_page_note_loaded (AppDirectoriesPage *self, GPtrArray *records);
void _app_directories_page_install_remove_action (GtkWidgetClass *klass);

G_END_DECLS
