"""Steps into a school year over HTTP."""
