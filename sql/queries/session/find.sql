select user_id, role, org_id, orgs from session_find ($1)
