select audit_seal_next () as sealed
