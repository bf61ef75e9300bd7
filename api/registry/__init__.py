"""What the national system says, over HTTP."""
