"""What runs later, alone: what the journal or the clock makes due."""
