copy stage_work (job_id, sheet_row, login_digits, code, class, variant, scores, total, mark, journal_mark, absent, faulty, award) from stdin
