listen merilo_job
