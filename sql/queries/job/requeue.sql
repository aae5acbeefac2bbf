update job set state = 'queued' where state = 'running'
