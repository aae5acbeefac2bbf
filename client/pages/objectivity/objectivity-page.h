/* Three years of one school, subject and grade: how many pupils' marks went down, stayed and went
 * up against the journal, with intervals, beside the municipality; what a commission changed; the
 * official list apart. It shows signs that ask to be checked and never a verdict. */
#pragma once

#include "pages/page.h"

G_BEGIN_DECLS

#define APP_TYPE_OBJECTIVITY_PAGE (app_objectivity_page_get_type ())
G_DECLARE_FINAL_TYPE (AppObjectivityPage, app_objectivity_page, APP, OBJECTIVITY_PAGE, AppPage)

/* as a person would choose; %FALSE: there is no such choice */
gboolean app_objectivity_page_choose (AppObjectivityPage *self,
                                      const char *org_id,
                                      const char *subject,
                                      gint64 grade);
/* of the trend that is shown: a line of the school and one of the municipality a year */
guint app_objectivity_page_get_n_points (AppObjectivityPage *self);

G_END_DECLS
