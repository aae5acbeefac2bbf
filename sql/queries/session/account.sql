select user_id, password_hash, active, blocked from sign_in_account ($1, $2)
