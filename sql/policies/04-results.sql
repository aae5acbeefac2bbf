-- Figures of results: each function checks by itself what its caller may see.
grant execute on function result_figures (bigint, bigint, text), result_tree (bigint) to merilo_methodologist, merilo_school, merilo_observer;
grant execute on function works_counted (bigint, int, bigint[], boolean) to merilo_loader;
