/* A client's door to a paper server, signed in. */
#pragma once

#include "client/fake/fake.h"
#include "net/api.h"

typedef struct
{
  Fake *fake;
  AppSession *session;
  AppApi *api;
} Fixture;

static inline void
set_up (Fixture *f, gconstpointer data)
{
  g_autofree char *url = NULL;

  f->fake = fake_start ();
  f->session = app_session_new ();
  url = fake_get_url (f->fake);
  g_assert_true (app_session_set_server (f->session, url, NULL));
  app_session_set_token (f->session, "t-1");
  f->api = app_api_new (f->session);
}

static inline void
tear_down (Fixture *f, gconstpointer data)
{
  g_object_unref (f->api);
  g_object_unref (f->session);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  fake_stop (f->fake);
}
