select session_revoke (null)
