"""The built pages of the web apps."""
