select own_password_hash () as password_hash
