select password_hash, blocked from own_password_try ()
