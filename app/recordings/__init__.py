"""What field teams recorded, counted once."""
