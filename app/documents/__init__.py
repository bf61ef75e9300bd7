"""Documents: typst templates and their rendering. Data in, bytes out; nothing here knows a database."""
