select * from task_list ()
