/* A class of a school in one school year; number is «порядковый номер класса» of the form. */
#pragma once

#include "model/record.h"

G_BEGIN_DECLS

enum
{
  MERILO_CLASS_ID,
  MERILO_CLASS_ORG_ID,
  MERILO_CLASS_YEAR,
  MERILO_CLASS_GRADE,
  MERILO_CLASS_LETTER,
  MERILO_CLASS_NUMBER,
  MERILO_CLASS_VERSION,
  MERILO_CLASS_UPDATED_AT,
  MERILO_CLASS_N_FIELDS,
};

extern const MeriloEntity merilo_class_entity;

G_END_DECLS
