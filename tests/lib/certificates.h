/* Certificates for servers of tests: by an authority or by themselves, in time or not. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _TestCertificate TestCertificate;

/**
 * test_certificate_new:
 * @name: its CN
 * @host: a name or an IPv4 address it is good for; %NULL: an authority, or by CN alone
 * @issuer: who signs; %NULL: itself
 * @from, @until: seconds from now
 */
TestCertificate *test_certificate_new (
    const char *name, const char *host, const TestCertificate *issuer, gint from, gint until);
void test_certificate_free (TestCertificate *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TestCertificate, test_certificate_free)

void test_certificate_save (const TestCertificate *self, const char *path); /* PEM */
void test_certificate_save_key (const TestCertificate *self, const char *path);
void test_certificate_save_der (const TestCertificate *self, const char *path);

G_END_DECLS
