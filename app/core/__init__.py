"""What every room stands on: settings, database, clock, ids, types, access, errors, crypto."""
