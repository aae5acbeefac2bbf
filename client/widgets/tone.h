/* What a colour says; which colour that is, the style says. */
#pragma once

typedef enum
{
  APP_TONE_PLAIN,
  APP_TONE_DIM,
  APP_TONE_GOOD,
  APP_TONE_WARNING,
  APP_TONE_BAD,
  APP_TONE_ACCENT,
} AppTone;
