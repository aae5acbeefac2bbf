/* Small things that every page is put together from. */
#pragma once

#include "pages/context.h"
#include "widgets/words.h"

G_BEGIN_DECLS

/* a label at the left, wrapped; @css: classes by blanks, or NULL */
GtkWidget *app_label_new (const char *text, const char *css);

/* the same on one line, as wide as its text */
GtkWidget *app_word_new (const char *text, const char *css);

/* a coloured word: "accent", "success", "warning", "error", "dim" */
GtkWidget *app_badge_new (const char *text, const char *tone);
void app_badge_set (GtkWidget *badge, const char *text, const char *tone);

void app_box_clear (GtkWidget *box);
void app_list_clear (GtkWidget *list_box);

/* the selected row of a list view takes the focus: without it GTK leads to where the focus was
 * last. %FALSE: that row is not on the screen */
gboolean app_list_focus_selected (GtkWidget *list_view);

/* a row of an AdwActionRow at the list's end, its text in whole; @suffix: (nullable): called as it
 */
GtkWidget *app_list_add_row (GtkWidget *list_box, const char *title, GtkWidget *suffix);

/* takes «38 % (19 из 50)»; «нет данных» for n = 0; transfer full */
char *app_share_text (gint64 part, gint64 n);

/* «1 квартал 2025 года» of "2025-Q1"; transfer full */
char *app_quarter_text (const char *quarter);

/* the quarter of today: "2025-Q1"; transfer full */
char *app_quarter_now (void);

/* records of one field's value, in order; transfer full: of MeriloRecord */
GPtrArray *app_records_where (GPtrArray *records, guint field, gint64 value);

/* headings and rows of some fields, as text; @records: NULL: none; transfer full */
GPtrArray *app_records_to_cells (GPtrArray *records,
                                 const MeriloEntity *entity,
                                 const guint *fields,
                                 guint n_fields);
gpointer app_records_find (GPtrArray *records, const char *id); /* transfer none, or NULL */

/* «приказ № 217-п от 12.02.2024: Об утверждении…»; transfer full */
char *app_describe_act (MeriloRecord *act);

/* members of a body: names and values, then NULL; a value of NULL leaves its member out */
char *app_json_body (const char *name, const char *value, ...) G_GNUC_NULL_TERMINATED;

/* names of files that a dialog takes: "*.docx;*.xlsx", or NULL */
typedef void (*AppFilesFunc) (GListModel *files, gpointer data);
void app_choose_files (GtkWidget *from,
                       const char *title,
                       const char *name,
                       const char *pattern,
                       gboolean many,
                       AppFilesFunc func,
                       gpointer data,
                       GDestroyNotify destroy);

/* files may be dropped on @widget */
void app_take_files (GtkWidget *widget, AppFilesFunc func, gpointer data);

/* «… не записаны», «Вернуть» (@revert, an action) and @save (win.save), below what is edited; a
 * revealer that is closed */
GtkWidget *app_save_bar_new (const char *words, const char *save, const char *revert);

/* a stack that measures the child it shows, not all of them: texts are dear to measure */
GtkWidget *app_stack_new (void);

/* the child of a stack that has this name; %FALSE: there is none */
gboolean app_stack_show (GtkWidget *stack, const char *name);

/* the next child of a stack, round its ends, and the focus into it */
void app_stack_step (GtkWidget *stack, gboolean back);

/* «Закрыть» and so on: a dialog's header is the platform's; sets the accessible name */
void app_name_it (GtkWidget *widget, const char *name);

/* keys of @widget that work before a scrolled window inside of it takes them */
typedef struct
{
  const char *keys, *action; /* "<Control>Page_Down", "results.next-tab" */
} AppKey;
void app_add_keys (GtkWidget *widget, const AppKey *keys, guint n);

/* Drafts of a record's fields: kept as typed, laid over a record that was read. */
void app_draft_keep (AppContext *context, gpointer record, guint field, const char *text);
guint app_draft_apply (AppContext *context, gpointer record);

/* what others changed, newest first, into a box */
void app_history_fill (GtkWidget *box, GPtrArray *changes, const MeriloEntity *entity);

G_END_DECLS
