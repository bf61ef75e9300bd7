"""The door that asks for no account: what several rooms tell to anybody."""
