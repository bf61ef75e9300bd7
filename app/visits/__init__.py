"""Teams and kits go to schools: visits, rosters, slots."""
