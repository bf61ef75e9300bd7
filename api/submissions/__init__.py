"""Student lists over HTTP."""
