"""What a device in the field needs, over HTTP."""
