/* A list as a file for people: headings and values in words, the columns of the generated table. */
#pragma once

#include "db/rows.h"
#include "http/request.h"

G_BEGIN_DECLS

typedef enum
{
  SRV_LIST_JSON,
  SRV_LIST_CSV,
  SRV_LIST_XLSX,
} SrvListForm;

/* what Accept asks for; JSON when it asks for neither file */
SrvListForm srv_list_form (SrvRequest *req);

/* @form: one of the files */
void
srv_list_reply_file (SrvRequest *req, const MeriloEntity *entity, SrvRows *rows, SrvListForm form);

G_END_DECLS
