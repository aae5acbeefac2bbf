select session_revoke ($1)
