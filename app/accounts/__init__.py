"""Who may come in: accounts, sessions, tokens."""
