select * from session_find ($1)
