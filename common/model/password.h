/* What a password must be: said by the client before it is typed, asked by the server. */
#pragma once

#define MERILO_PASSWORD_MIN 10 /* characters */
#define MERILO_PASSWORD_MAX 200
