#define G_LOG_DOMAIN "srv-documents"

#include "config.h"

#include "documents/decision.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "documents/words.h"
#include "model/entities/plan-item.h"
#include "model/entities/plan-section.h"
#include "model/entities/plan.h"
#include "model/record.h"

/* A section is a point; its items are sub-points. A section whose only item says the same is one
 * point and its item is not said again. */

static gboolean
is_in (gpointer item, gpointer section)
{
  return merilo_record_get_whole (item, MERILO_PLAN_ITEM_SECTION_ID)
         == merilo_record_get_whole (section, MERILO_PLAN_SECTION_ID);
}

/* «5» of the first item's «5.2» or «5»; NULL if the items have no numbers */
static char *
find_number (gpointer section, GPtrArray *items)
{
  for (guint i = 0; i < items->len; i++)
    {
      const char *no = _srv_document_text (items->pdata[i], MERILO_PLAN_ITEM_NO);

      if (is_in (items->pdata[i], section) && g_ascii_isdigit (*no))
        return g_strndup (no, strspn (no, "0123456789"));
    }
  return NULL;
}

static gboolean
begins_with_number (const char *title)
{
  gsize n = strspn (title, "0123456789");

  return n > 0 && title[n] == '.';
}

/* «Срок: …», «Ответственный: …», where the text does not say it itself */
static void
add_terms (MeriloDocument *document, gpointer item, const char *text)
{
  static const struct
  {
    guint field;
    const char *words;
  } terms[] = { { MERILO_PLAN_ITEM_DEADLINE, N_ (" Срок: %s.") },
                { MERILO_PLAN_ITEM_RESPONSIBLE, N_ (" Ответственный: %s.") } };

  for (guint i = 0; i < G_N_ELEMENTS (terms); i++)
    {
      const char *value = _srv_document_text (item, terms[i].field);
      g_autofree char *said = g_strdup_printf (_ (terms[i].words), value);

      if (*value != 0 && strstr (text, value) == NULL)
        merilo_document_add_run (document, said, MERILO_RUN_PLAIN);
    }
}

static void
add_item (MeriloDocument *document, gpointer item)
{
  const char *no = _srv_document_text (item, MERILO_PLAN_ITEM_NO);
  const char *title = _srv_document_text (item, MERILO_PLAN_ITEM_TITLE);
  g_autofree char *number = *no != 0 ? g_strconcat (no, ".", NULL) : g_strdup ("–");

  merilo_document_add_point (document, strchr (no, '.') != NULL ? 1 : 0, number, title);
  add_terms (document, item, title);
}

/* the section's only item, if it says what its section says */
static gpointer
find_same (gpointer section, GPtrArray *items)
{
  gpointer only = NULL;

  for (guint i = 0; i < items->len; i++)
    if (is_in (items->pdata[i], section))
      {
        if (only != NULL)
          return NULL;
        only = items->pdata[i];
      }
  /* a section's title is shorter than the text of a point may be */
  return only != NULL
                 && g_str_has_prefix (_srv_document_text (only, MERILO_PLAN_ITEM_TITLE),
                                      _srv_document_text (section, MERILO_PLAN_SECTION_TITLE))
             ? only
             : NULL;
}

static void
add_section (MeriloDocument *document, gpointer section, GPtrArray *items, guint place)
{
  const char *title = _srv_document_text (section, MERILO_PLAN_SECTION_TITLE);
  g_autofree char *found = find_number (section, items);
  g_autofree char *number
      = found != NULL ? g_strconcat (found, ".", NULL) : g_strdup_printf ("%u.", place);
  gpointer same = find_same (section, items);

  if (same != NULL)
    {
      add_item (document, same);
      return;
    }
  merilo_document_add_point (document, 0, begins_with_number (title) ? "" : number, title);
  for (guint i = 0; i < items->len; i++)
    if (is_in (items->pdata[i], section))
      add_item (document, items->pdata[i]);
}

MeriloDocument *
_srv_document_decision (gpointer plan, GPtrArray *sections, GPtrArray *items, const char *org_name)
{
  const char *title = _srv_document_text (plan, MERILO_PLAN_TITLE);
  const char *kind = _srv_document_text (plan, MERILO_PLAN_ACT_KIND);
  g_autofree char *day = _srv_document_day (plan, MERILO_PLAN_ACT_DATE);
  MeriloDocument *document = merilo_document_new (title, org_name, MERILO_PAGE_PORTRAIT);
  MeriloAct act = { MERILO_ACT_LETTERHEAD };

  act.issuer = org_name;
  act.kind = *kind != 0 ? kind : _ ("решение");
  act.number = merilo_record_get_text (plan, MERILO_PLAN_ACT_NUMBER);
  act.date = day;
  merilo_document_add_act (document, &act);
  merilo_document_add_title (document, title);
  for (guint i = 0; i < sections->len; i++)
    add_section (document, sections->pdata[i], items, i + 1);
  merilo_document_add_signature (document, _ ("Руководитель"), NULL);
  return document;
}
