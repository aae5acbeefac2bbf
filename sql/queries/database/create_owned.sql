-- the statement itself: no parameter can stand for a name in it, and no function may run it
select format ('create database %I owner merilo_owner template template0 encoding ''UTF8'' locale ''C.UTF-8'' locale_provider icu icu_locale ''ru-RU''', $1::text) as statement
