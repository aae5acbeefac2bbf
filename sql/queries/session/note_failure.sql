select sign_in_note ($1, $2)
