"""Sign-in, sessions and accounts over HTTP."""
