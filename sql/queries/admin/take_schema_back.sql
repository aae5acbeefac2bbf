-- given anew, usage stands where the copy has it: a copy of the copy is the same to the letter
do $$
begin
  revoke all on schema public from merilo_loader;
  grant usage on schema public to merilo_loader;
end $$
