select r.sheet_row as row, r.state, r.reason from import_rows ($1::bigint, 'refuse') r order by r.sheet_row
