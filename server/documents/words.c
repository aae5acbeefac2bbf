#define G_LOG_DOMAIN "srv-documents"

#include "config.h"

#include "documents/words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/entities/plan-item.h"
#include "model/entities/plan-section.h"
#include "model/entities/plan.h"
#include "model/record.h"

const char *
_srv_document_text (gpointer record, guint field)
{
  const char *text = merilo_record_get_text (record, field);

  return text != NULL ? text : "";
}

char *
_srv_document_quarter (const char *quarter)
{
  static const char *const roman[] = { "I", "II", "III", "IV" };

  if (strlen (quarter) != 7 || quarter[5] != 'Q' || quarter[6] < '1' || quarter[6] > '4')
    return g_strdup (quarter);
  return g_strdup_printf (_ ("%s квартал %.4s года"), roman[quarter[6] - '1'], quarter);
}

char *
_srv_document_day (gpointer record, guint field)
{
  return merilo_record_has (record, field) ? merilo_record_show (record, field) : g_strdup ("");
}

char *
_srv_document_whole (gint64 n)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT, n);
}

/* «дорожная карта утверждена»: the word agrees with what the title begins with */
static const char *
choose_word (const char *title)
{
  /* what titles begin with, not for the screen */
  static const char *const feminine[] = { "дорожная карта", "«дорожная карта»", "программа", NULL };
  g_autofree char *small = g_utf8_strdown (title, -1);

  for (guint i = 0; feminine[i] != NULL; i++)
    if (g_str_has_prefix (small, feminine[i]))
      return _ ("УТВЕРЖДЕНА");
  return _ ("УТВЕРЖДЁН");
}

void
_srv_document_add_approval (MeriloDocument *document, gpointer plan)
{
  g_autofree char *day = _srv_document_day (plan, MERILO_PLAN_ACT_DATE);
  MeriloAct act = { MERILO_ACT_APPROVAL };

  act.kind = merilo_record_get_text (plan, MERILO_PLAN_ACT_KIND);
  act.number = merilo_record_get_text (plan, MERILO_PLAN_ACT_NUMBER);
  act.date = day;
  act.word = choose_word (_srv_document_text (plan, MERILO_PLAN_TITLE));
  merilo_document_add_act (document, &act);
}

/* Order */

static int
compare (gconstpointer a, gconstpointer b, guint position, guint id)
{
  gpointer one = *(gpointer *) a, other = *(gpointer *) b;
  int order = merilo_record_compare (one, other, position);

  return order != 0 ? order : merilo_record_compare (one, other, id);
}

int
_srv_document_order_sections (gconstpointer a, gconstpointer b)
{
  return compare (a, b, MERILO_PLAN_SECTION_POSITION, MERILO_PLAN_SECTION_ID);
}

int
_srv_document_order_items (gconstpointer a, gconstpointer b)
{
  return compare (a, b, MERILO_PLAN_ITEM_POSITION, MERILO_PLAN_ITEM_ID);
}

GPtrArray *
_srv_document_sort (GPtrArray *records, GCompareFunc order)
{
  GPtrArray *sorted = g_ptr_array_copy (records, NULL, NULL);

  g_ptr_array_set_free_func (sorted, NULL);
  g_ptr_array_sort (sorted, order);
  return sorted;
}
