select jobs_resume ()
