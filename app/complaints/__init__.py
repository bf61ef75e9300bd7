"""What people complain about, and the clocks that run."""
