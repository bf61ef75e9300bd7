"""People in the recording target over HTTP."""
