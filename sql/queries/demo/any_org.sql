select id from org limit 1
