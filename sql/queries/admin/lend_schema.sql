-- a copy gives functions to the loader one by one, and whoever is given a function must be able to make one there
grant create on schema public to merilo_loader
